package io.ticketbridge.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** How much is logged. */
final class LogLevel {

    private LogLevel() {}

    /** For a command whose own output tells the story. */
    static void warningsOnly() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLoggerList().stream()
                    .filter(logger -> logger.getLevel() != null && Level.WARN.isGreaterOrEqual(logger.getLevel()))
                    .forEach(LogLevel::quiet);
        }
    }

    private static void quiet(Logger logger) {
        logger.setLevel(Level.WARN);
    }
}
