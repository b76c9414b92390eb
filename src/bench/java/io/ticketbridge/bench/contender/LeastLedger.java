package io.ticketbridge.bench.contender;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The least that could be called durable: one row a ticket, written once before it is sent and once after, by one
 * writer that commits for all who wait, with an fsync. No claim, no identity, no attempt, no audit: it could neither
 * say what became of a ticket after a crash nor keep from sending it twice.
 */
final class LeastLedger implements Keeping {

    private interface Work {
        void run() throws SQLException;
    }

    private record Member(Work work, CompletableFuture<Void> done) {}

    private final BlockingQueue<Member> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong last = new AtomicLong();
    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement update;

    private LeastLedger(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement("INSERT INTO ticket (id, request) VALUES (?, ?)");
        this.update = connection.prepareStatement("UPDATE ticket SET answer = ? WHERE id = ?");
    }

    static LeastLedger in(Path folder, String name) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name + ".db"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA wal_autocheckpoint = 4096");
            statement.execute("CREATE TABLE ticket (id INTEGER PRIMARY KEY, request BLOB NOT NULL, answer TEXT)");
        }
        connection.setAutoCommit(false);
        LeastLedger ledger = new LeastLedger(connection);
        Thread writer = new Thread(ledger::serve, "writer");
        writer.setDaemon(true);
        writer.start();
        return ledger;
    }

    @Override
    public long accept(byte[] request) {
        long id = last.incrementAndGet();
        commit(() -> {
            insert.setLong(1, id);
            insert.setBytes(2, request);
            insert.executeUpdate();
        });
        return id;
    }

    @Override
    public void settle(long ticket, Object answer) {
        commit(() -> {
            update.setString(1, answer.toString());
            update.setLong(2, ticket);
            update.executeUpdate();
        });
    }

    private void commit(Work work) {
        Member member = new Member(work, new CompletableFuture<>());
        waiting.add(member);
        member.done().join();
    }

    private void serve() {
        List<Member> group = new ArrayList<>();
        try {
            while (true) {
                group.add(waiting.take());
                waiting.drainTo(group);
                for (Member member : group) {
                    member.work().run();
                }
                connection.commit();
                group.forEach(member -> member.done().complete(null));
                group.clear();
            }
        } catch (SQLException | InterruptedException e) {
            group.forEach(member -> member.done().completeExceptionally(e));
        }
    }
}
