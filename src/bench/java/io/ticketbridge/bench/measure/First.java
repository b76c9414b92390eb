package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.contender.*;
import io.ticketbridge.bench.load.*;
import io.ticketbridge.bench.upstream.*;
import java.nio.file.*;
import java.time.Duration;
import java.util.*;

public final class First {
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of("target/bench"));
        folder = Files.createTempDirectory(folder.toAbsolutePath(), "run");
        try (StandIn upstream = new StandIn();
                Forwarder bare = Forwarder.bare(folder, upstream.uri(), 16);
                Forwarder plain = Forwarder.plainCamel(folder, upstream.uri(), 16, 232);
                Bridge bridge = Bridge.start(new BridgeHome(folder.resolve("bridge"), upstream.uri()), List.of());
                ClosedLoop loop = new ClosedLoop(new TicketTexts())) {
            List<Entrant> entrants = List.of(
                    new CallersEntrant("bare", bare.process(), loop, bare.target(), upstream.tally()),
                    new CallersEntrant("plain", plain.process(), loop, plain.target(), upstream.tally()),
                    new CallersEntrant("rest", bridge.process(), loop, bridge.rest(), upstream.tally()));
            List<Duration> l = List.of(Duration.ZERO, Duration.ofMillis(5), Duration.ofMillis(50));
            Rates r = new RateRounds(
                            upstream,
                            l,
                            Integer.parseInt(arguments[0]),
                            Duration.ofMillis(Long.parseLong(arguments[1])))
                    .run(entrants);
            for (Duration d : l)
                for (Entrant e : entrants)
                    System.out.println(d + " " + e.name() + " "
                            + r.perSecond(e.name(), d).text(0) + " cpu us "
                            + r.of(e.name(), d, Rates.Sample::processorMicros).text(0) + " tail ms "
                            + r.of(e.name(), d, s -> s.tail().toMillis()).text(0) + " to bare "
                            + r.ratio(e.name(), "bare", d).text(2) + " to plain "
                            + r.ratio(e.name(), "plain", d).text(2));
        }
    }
}
