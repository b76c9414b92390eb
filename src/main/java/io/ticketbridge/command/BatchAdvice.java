package io.ticketbridge.command;

import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Control;

/** What a person can do about a batch that is where it is, in one sentence. */
final class BatchAdvice {

    private BatchAdvice() {}

    /** @param bridgeRuns whether an engine works on the data folder */
    static String on(Batch batch, BatchSums sums, boolean bridgeRuns) {
        String name = BatchNames.shortName(batch);
        if (batch.control() == Control.CANCELLED) {
            return batch.finished().isPresent()
                    ? "to send a corrected file in its place: import FILE --corrects " + name
                    : bridgeRuns
                            ? "nothing: what was not sent is being rejected"
                            : "run the bridge, or batch cancel once more, so that what was not sent is rejected";
        }
        if (batch.finished().isPresent()) {
            return ended(batch, sums, name);
        }
        if (batch.control() == Control.PAUSED) {
            return "look at what was delivered; then batch resume " + name + " goes on, batch cancel " + name
                    + " stops it";
        }
        return bridgeRuns
                ? "nothing: the bridge is at work on it; batch pause " + name + " stops it for a while"
                : "run the bridge, or batch resume " + name + ": nothing moves without one";
    }

    private static String ended(Batch batch, BatchSums sums, String name) {
        if (batch.repeats().isPresent()) {
            return "nothing: its bytes are those of an earlier batch, which it repeats";
        }
        if (batch.failure().isPresent()) {
            return "correct the file as the reason says, then import it with --corrects " + name;
        }
        if (sums.parked() > 0) {
            return "look in Socialboards for the parked ones: see replay --help";
        }
        return sums.rejected() + sums.dead() == 0
                ? "nothing: every row is in Socialboards"
                : "correct the rejects file and drop it again, or import the whole file corrected with --corrects "
                        + name + "; or mend the mapping and replay --batch " + batch.id();
    }
}
