package io.ticketbridge.bench;

import io.ticketbridge.bench.process.JavaCommand;
import io.ticketbridge.bench.report.Spread;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one must know of the machine to read the figures. */
final class Machine {

    private static final int SYNCS = 50;
    private static final int PAGE = 4096;

    private Machine() {}

    /** @param folder where the contenders keep their data */
    static List<String> facts(Path folder, boolean quick) throws IOException {
        List<String> facts = new ArrayList<>();
        if (quick) {
            facts.add("QUICK RUN: it shows that everything works; its figures say nothing.");
        }
        facts.add(Instant.now().truncatedTo(ChronoUnit.SECONDS) + ", "
                + Runtime.getRuntime().availableProcessors() + " cores (" + processor() + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        facts.add("Java " + System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vm.name")
                + "), heap of each contender " + JavaCommand.HEAP);
        facts.add("One fsync of 4 KiB takes "
                + Spread.of(syncMillis(folder)).text(2) + " ms; load before the run "
                + String.format(
                        Locale.ROOT,
                        "%.1f",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        return facts;
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.exists(file)) {
            return "unknown model";
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown model");
    }

    private static List<Double> syncMillis(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "sync", ".bin");
        List<Double> millis = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                channel.write(ByteBuffer.allocate(PAGE));
                long start = System.nanoTime();
                channel.force(false);
                millis.add((System.nanoTime() - start) / 1e6);
            }
        } finally {
            Files.delete(file);
        }
        return millis;
    }
}
