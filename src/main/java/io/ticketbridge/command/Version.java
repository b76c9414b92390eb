package io.ticketbridge.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version the jar was built as. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String built = Optional.ofNullable(Ticketbridge.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
        return new String[] {"Ticketbridge " + built + " on Java " + Runtime.version()};
    }
}
