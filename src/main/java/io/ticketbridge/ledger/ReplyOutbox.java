package io.ticketbridge.ledger;

import java.util.List;

/** One reply for each queue caller who asked, sent when the intent rests. Rows are written with the resting state. */
public final class ReplyOutbox {

    private final GroupCommit writes;
    private final ReadPool reads;

    ReplyOutbox(GroupCommit writes, ReadPool reads) {
        this.writes = writes;
        this.reads = reads;
    }

    public record PendingReply(String key, ReplyAddress address) {}

    public List<PendingReply> pending(int limit) {
        return reads.read(sql -> sql.all(
                "SELECT key, destination, correlation_id FROM reply WHERE due = 1 AND sent_at IS NULL"
                        + " ORDER BY key LIMIT ?",
                row -> new PendingReply(row.getString(1), ReplyRows.address(row.getString(2), row.getString(3))),
                limit));
    }

    public void sent(String key, ReplyAddress address) {
        writes.commit(transaction -> {
            ReplyRows.sent(transaction, key, address);
            return key;
        });
    }
}
