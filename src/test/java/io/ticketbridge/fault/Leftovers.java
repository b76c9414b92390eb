package io.ticketbridge.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that a run leaves: every file of a folder, the ledger's tables, and what its callers were told. */
final class Leftovers {

    private final Path folder;
    private final List<Leftover> said = new ArrayList<>();

    Leftovers(Path folder) {
        this.folder = folder;
    }

    /** What may be in it. */
    enum Holds {
        /** Nothing: a log, a metric, an error, the audit, a report. */
        NOTHING,
        /** The caller's own ticket or account, never a secret. */
        PERSONAL,
        /** Tickets, and the refresh token. */
        LEDGER
    }

    record Leftover(String where, Holds holds, byte[] bytes) {}

    /** An answer tells a ticket to its own caller; an error and a page tell nobody anything. */
    void answered(HttpResponse<byte[]> answer) {
        boolean ticket = answer.statusCode() < 300 && answer.uri().getPath().startsWith("/api/");
        said("headers of " + answer.uri(), answer.headers().map().toString());
        said.add(new Leftover(
                answer.statusCode() + " of " + answer.uri(), ticket ? Holds.PERSONAL : Holds.NOTHING, answer.body()));
    }

    void said(String where, String text) {
        said.add(new Leftover(where, Holds.NOTHING, text.getBytes(UTF_8)));
    }

    /** To be called when no bridge runs. */
    List<Leftover> all() throws IOException, SQLException {
        List<Leftover> all = new ArrayList<>(said);
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).map(this::read).forEach(all::add);
        }
        tablesButToken().forEach((table, bytes) -> all.add(new Leftover("table " + table, Holds.PERSONAL, bytes)));
        return all;
    }

    private Leftover read(Path file) {
        try {
            String where = folder.relativize(file).toString();
            return new Leftover(where, holds(where), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Holds holds(String file) {
        if (file.matches("data/ledger\\.db(-wal|-shm)?")) {
            return Holds.LEDGER;
        }
        boolean tickets = file.startsWith("data/broker/")
                || file.startsWith("data/inbox/") && !file.matches(".*\\.(report\\.csv|summary\\.json)");
        return tickets || file.equals("accounts.properties") ? Holds.PERSONAL : Holds.NOTHING;
    }

    private Map<String, byte[]> tablesButToken() throws SQLException {
        Map<String, byte[]> tables = new TreeMap<>();
        try (Connection ledger = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/ledger.db"))) {
            for (String table :
                    column(ledger, "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'token'")) {
                tables.put(table, content(ledger, table));
            }
        }
        return tables;
    }

    /** The refresh tokens that the ledger keeps for the next start. */
    Collection<String> keptTokens() throws SQLException {
        try (Connection ledger = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/ledger.db"))) {
            return column(ledger, "SELECT refresh_token FROM token");
        }
    }

    private static List<String> column(Connection ledger, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = ledger.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static byte[] content(Connection ledger, String table) throws SQLException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (Statement statement = ledger.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    byte[] value = rows.getBytes(column);
                    if (value != null) {
                        content.writeBytes(value);
                        content.write('\n');
                    }
                }
            }
        }
        return content.toByteArray();
    }
}
