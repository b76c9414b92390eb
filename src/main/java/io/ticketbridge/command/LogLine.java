package io.ticketbridge.command;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;

/**
 * A log message on one line. Of an exception it shows the class names alone: its text may quote what came from outside.
 */
public final class LogLine extends ClassicConverter {

    private static final int MOST_CAUSES = 5;

    @Override
    public String convert(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(Printable.of(event.getFormattedMessage()));
        IThrowableProxy thrown = event.getThrowableProxy();
        for (int depth = 0; thrown != null && depth < MOST_CAUSES; depth++) {
            line.append(depth == 0 ? " (" : " caused by ").append(thrown.getClassName());
            thrown = thrown.getCause();
        }
        return event.getThrowableProxy() == null
                ? line.toString()
                : line.append(')').toString();
    }
}
