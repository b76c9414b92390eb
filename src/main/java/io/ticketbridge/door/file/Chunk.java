package io.ticketbridge.door.file;

import io.ticketbridge.intake.IncomingTicket;
import io.ticketbridge.ledger.Batches;
import java.util.List;

/** Rows that are accepted in one transaction, and the read position that is committed with them. */
public record Chunk(List<IncomingTicket> tickets, Batches.Position position) {

    public Chunk {
        tickets = List.copyOf(tickets);
    }
}
