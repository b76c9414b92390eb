package io.ticketbridge.bench.contender;

/** What is kept of a ticket between the steps of {@code bench/two-steps.yaml}. Thread-safe. */
public interface Keeping {

    /** Keeps nothing. */
    Keeping NOTHING = new Keeping() {

        @Override
        public long accept(byte[] request) {
            return 0;
        }

        @Override
        public void settle(long ticket, Object answer) {}
    };

    /** Returns when the request is kept, with its name. */
    long accept(byte[] request);

    /** Returns when the answer is kept. */
    void settle(long ticket, Object answer);
}
