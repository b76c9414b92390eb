package io.ticketbridge.command;

import io.ticketbridge.sandbox.Sandbox;
import io.ticketbridge.sandbox.SandboxOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sandbox}: the stand-in upstream alone. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "A stand-in for Socialboards on 127.0.0.1: token, create and list as documented. Any client id and refresh token"
                    + " will do. Everything is in memory and gone when it stops.",
            ""
        },
        footer = {
            "",
            "See what arrived, and make it fail on purpose:",
            "  curl http://127.0.0.1:8090/sandbox/tickets",
            "  curl -d '{\"fault\":\"status\",\"status\":503,\"times\":3}'" + " http://127.0.0.1:8090/sandbox/faults",
            "  curl -X DELETE http://127.0.0.1:8090/sandbox",
            "All faults: docs/sandbox.md.",
            "Let a bridge speak to it:",
            "  ticketbridge run --set socialboards.base-url=http://127.0.0.1:8090 \\",
            "      --set socialboards.client-id=1 --set socialboards.refresh-token=any"
        })
final class SandboxCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "8090",
            description = "Port; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    public Integer call() throws Exception {
        Sandbox sandbox = start();
        CountDownLatch stopped = new CountDownLatch(1);
        return StopHook.guard(Exit.FINE, sandbox::close, () -> {
            spec.commandLine().getOut().println("sandbox ready: " + sandbox.uri());
            spec.commandLine().getOut().flush();
            stopped.await();
            return Exit.FINE;
        });
    }

    private Sandbox start() {
        try {
            return Sandbox.start("127.0.0.1", port, SandboxOptions.defaults());
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new UnusableException(e.getMessage() + ".", e);
        }
    }
}
