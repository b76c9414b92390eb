package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds intents by any name a person may know. */
final class Lookup {

    private static final Pattern UPSTREAM_ID = Pattern.compile("\\d{1,18}");

    private Lookup() {}

    /** In the order of their keys, oldest first. */
    static List<Intent> intents(Sql sql, String name) throws SQLException {
        Set<String> keys = new TreeSet<>(IdentityRows.keysNamed(sql, name));
        keys.add(name.toLowerCase(Locale.ROOT));
        if (UPSTREAM_ID.matcher(name).matches()) {
            keys.addAll(TicketRows.keysOf(sql, Long.parseLong(name)));
        }
        List<Intent> found = new ArrayList<>();
        for (String key : keys) {
            Optional<Intent> intent = IntentRows.find(sql, key);
            intent.ifPresent(found::add);
        }
        return List.copyOf(found);
    }
}
