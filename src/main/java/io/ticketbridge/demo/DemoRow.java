package io.ticketbridge.demo;

/**
 * What became of one sample ticket.
 *
 * @param key its ticket key; empty when nothing was recorded
 * @param state a state of the ledger, {@code duplicate}, or {@code refused} at the door
 * @param outcome the Socialboards id, or the reason
 * @param expected the state it should be in
 */
public record DemoRow(String door, String key, String subject, String state, String outcome, String expected) {

    public boolean isAsItShould() {
        return state.equals(expected);
    }
}
