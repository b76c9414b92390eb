package io.ticketbridge.ledger;

import java.util.Optional;

/** Where a queue caller wants its one reply. */
public record ReplyAddress(String destination, Optional<String> correlationId) {}
