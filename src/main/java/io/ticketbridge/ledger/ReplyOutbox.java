package io.ticketbridge.ledger;

import java.util.List;

/** One reply for each queue caller who asked, sent when the intent rests. Rows are written with the resting state. */
public final class ReplyOutbox {

    public record PendingReply(String key, ReplyAddress address) {}

    public List<PendingReply> pending(int limit) {
        throw new AssertionError("skeleton");
    }

    public void sent(String key, ReplyAddress address) {
        throw new AssertionError("skeleton");
    }
}
