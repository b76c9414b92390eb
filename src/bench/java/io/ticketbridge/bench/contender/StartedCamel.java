package io.ticketbridge.bench.contender;

import io.ticketbridge.bench.process.ChildProcess;
import io.ticketbridge.bench.process.FreePort;
import io.ticketbridge.bench.process.JavaCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The empty camel-main in a process of its own. */
public record StartedCamel(ChildProcess process, Duration readyAfter) implements AutoCloseable {

    public static StartedCamel start(Path folder) {
        List<String> arguments = List.of(
                folder.resolve("data").toString(),
                String.valueOf(FreePort.find()),
                String.valueOf(FreePort.find()),
                String.valueOf(FreePort.find()));
        ChildProcess process = ChildProcess.start("empty camel", folder, JavaCommand.main(EmptyCamel.class, arguments));
        return new StartedCamel(process, Announcement.await(process));
    }

    @Override
    public void close() {
        process.close();
    }
}
