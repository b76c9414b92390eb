package io.ticketbridge.bench.contender;

/** Where callers post a support ticket: the same at every contender. */
final class Paths {

    static final String TICKET = "/api/v2/support_ticket.json";

    private Paths() {}
}
