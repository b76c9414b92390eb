package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.process.ResidentMemory;
import io.ticketbridge.bench.report.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All contenders in turns at each latency of the upstream; then, while they are warm, what the REST door adds. */
public final class Rated {

    private final Path folder;
    private final Scale scale;

    public Rated(Path folder, Scale scale) {
        this.folder = folder;
        this.scale = scale;
    }

    public List<Section> sections() throws InterruptedException {
        try (Contenders contenders = new Contenders(folder)) {
            Rates rates = new RateRounds(contenders.upstream(), scale).run(contenders.entrants(), contenders.bounds());
            String memory = memory(contenders);
            double capacity =
                    rates.perSecond(Contenders.REST, AddedLatency.upstream()).median();
            Section rated = new RateReport(rates, scale).section();
            List<String> lines = new ArrayList<>(rated.lines());
            lines.add("");
            lines.add(memory);
            return List.of(
                    new Section(rated.title(), lines, rated.goals()),
                    new AddedLatency(contenders, scale).section(capacity));
        }
    }

    private static String memory(Contenders contenders) {
        return contenders.entrants().stream()
                .filter(entrant -> !entrant.name().equals(Contenders.FILE)
                        && !entrant.name().equals(Contenders.QUEUE))
                .map(entrant -> ResidentMemory.ofProcess(entrant.process().pid()).stream()
                        .mapToObj(mebibytes -> entrant.name() + " " + mebibytes)
                        .findFirst()
                        .orElse(entrant.name() + " unknown"))
                .collect(Collectors.joining(", ", "resident after all this, MiB: ", ""));
    }
}
