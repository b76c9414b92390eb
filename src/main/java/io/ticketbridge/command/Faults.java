package io.ticketbridge.command;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.engine.EngineUnusableException;
import io.ticketbridge.ledger.LedgerUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what stops a command into one sentence on stderr and an exit code. */
final class Faults implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult arguments) {
        command.getErr().println("ticketbridge: " + Printable.of(sentence(fault)));
        command.getErr().flush();
        return Exit.UNUSABLE;
    }

    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        command.getErr()
                .println("ticketbridge: " + Printable.of(fault.getMessage()) + ". More: "
                        + command.getCommandSpec().qualifiedName() + " --help");
        command.getErr().flush();
        return Exit.UNUSABLE;
    }

    private static String sentence(Exception fault) {
        if (fault instanceof ConfigurationException
                || fault instanceof EngineUnusableException
                || fault instanceof LedgerUnavailableException
                || fault instanceof UnusableException) {
            return fault.getMessage();
        }
        LOG.error("A command failed", fault);
        return "this should not have happened (" + fault.getClass().getSimpleName()
                + "): JAVA_OPTS=-Dticketbridge.log.trace=%ex shows where; please report it.";
    }
}
