package io.ticketbridge.ledger;

/**
 * @param row the record's number in its file, 1 = the first record after any header
 * @param first whether it belongs to its batch's first sample, which goes out while the batch is held back
 */
public record BatchRow(String batch, long row, boolean first) {

    /** A row that its batch's switch holds back. */
    public BatchRow(String batch, long row) {
        this(batch, row, false);
    }
}
