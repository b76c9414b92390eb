package io.ticketbridge.audit;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.AuditTrail;
import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the ledger knows of the chain of a data folder's audit files, and of those of other folders. Engines with one
 * ledger write a chain each: where one was killed, no other can tell how its files end. The file {@code audit-chain} in
 * the data folder names its chain. A ledger of one engine has one chain, named as the sink, and there is no such file;
 * before chains had names, each ledger had that one, and the first folder with audit files that starts takes it over.
 *
 * @param end the chain's end; empty = it has no record yet, or none that is marked
 * @param elsewhere the other chains that have records, by name, and how many
 */
public record FileChain(Optional<ChainEnd> end, SortedMap<String, Long> elsewhere) {

    private static final String PREFIX = AuditSinks.FILE + "@";

    /**
     * The chain of these settings' data folder, without writing anything.
     *
     * @throws ConfigurationException when nothing says which of the ledger's chains that is
     * @throws IOException when the folder cannot be read
     */
    public static FileChain of(Settings settings, AuditTrail trail) throws IOException {
        if (!trail.isShared()) {
            return new FileChain(trail.chainEnd(AuditSinks.FILE), new TreeMap<>());
        }
        Path file = nameFile(settings);
        String here = PREFIX + (Files.exists(file) ? Files.readString(file).strip() : "");
        SortedMap<String, ChainEnd> chains = trail.chainEnds();
        Optional<ChainEnd> end = Optional.ofNullable(chains.remove(here));
        if (end.isEmpty() && Files.notExists(file) && hasFiles(settings)) {
            end = Optional.ofNullable(chains.remove(AuditSinks.FILE));
        }
        SortedMap<String, Long> elsewhere = new TreeMap<>();
        chains.forEach((name, last) -> {
            if ((name.startsWith(PREFIX) || name.equals(AuditSinks.FILE)) && last.number() > 0) {
                elsewhere.put(name.replace(PREFIX, ""), last.number());
            }
        });
        boolean neverUsed = elsewhere.isEmpty() && Files.notExists(AuditSinks.folder(settings));
        if (end.isEmpty() && !neverUsed) {
            throw new ConfigurationException("The file " + file + ", which names the audit chain of its folder, "
                    + (Files.exists(file) ? "names none that the ledger knows" : "is missing")
                    + ": put back what was there, or name by " + Keys.DATA_DIR.fullName()
                    + " the folder of a bridge that has run with this ledger. The ledger has records of: "
                    + elsewhere.keySet());
        }
        return new FileChain(end.filter(known -> known.number() > 0), elsewhere);
    }

    /** The name by which the ledger keeps the chain of these settings' data folder from now on. */
    static String register(Settings settings, AuditTrail trail) throws IOException {
        if (!trail.isShared()) {
            return AuditSinks.FILE;
        }
        Path file = nameFile(settings);
        if (Files.notExists(file)) {
            PrivateFolder.create(file, (freshName() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String chain = PREFIX + Files.readString(file).strip();
        trail.registerChain(chain, hasFiles(settings) ? Optional.of(AuditSinks.FILE) : Optional.empty());
        return chain;
    }

    private static boolean hasFiles(Settings settings) throws IOException {
        Path folder = AuditSinks.folder(settings);
        return Files.isDirectory(folder) && AuditFolder.newest(folder).isPresent();
    }

    private static Path nameFile(Settings settings) {
        return settings.get(Keys.DATA_DIR).resolve("audit-chain");
    }

    /** The machine tells people where to look; folders may have been made on one machine, or on several of one name. */
    private static String freshName() {
        String distinction = UUID.randomUUID().toString().substring(0, 8);
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-") + "-" + distinction;
        } catch (UnknownHostException e) {
            return distinction;
        }
    }
}
