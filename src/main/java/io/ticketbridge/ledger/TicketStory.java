package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that the ledger knows of one ticket, as it was at one moment. */
public record TicketStory(
        Intent intent,
        List<Identity> identities,
        List<Attempt> attempts,
        List<AuditTrail.Event> events,
        Optional<Payload> payload) {

    static List<TicketStory> named(Sql sql, String name) throws SQLException {
        List<TicketStory> stories = new ArrayList<>();
        for (Intent intent : Lookup.intents(sql, name)) {
            String key = intent.key();
            stories.add(new TicketStory(
                    intent,
                    IdentityRows.of(sql, key),
                    AttemptRows.of(sql, key),
                    EventRows.of(sql, key),
                    BodyRows.find(sql, key)));
        }
        return List.copyOf(stories);
    }
}
