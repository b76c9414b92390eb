package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.intake.Readmission;
import io.ticketbridge.ledger.Attempt;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Payload;
import io.ticketbridge.ledger.Replays;
import io.ticketbridge.ledger.Replays.Order;
import io.ticketbridge.ledger.Replays.Result;
import io.ticketbridge.ledger.Replays.Wish;
import io.ticketbridge.mapping.Mapping;
import io.ticketbridge.newsocialcloud.SupportTicket.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Replays intents under their own keys, each after a look at what it needs; or only says what it would do. */
final class Replayer {

    private final Ledger ledger;
    private final Readmission readmission;

    Replayer(Ledger ledger, Settings settings) {
        Mapping mapping = Mapping.load(settings.get(Keys.MAPPING_FILE));
        this.ledger = ledger;
        this.readmission = new Readmission(
                () -> mapping,
                Mode.valueOf(settings.get(Keys.MODE_DEFAULT).toUpperCase(Locale.ROOT)),
                settings.get(Keys.MODE_TEST).equals("sandbox"));
    }

    /** One result an intent, in order; in one transaction. */
    List<Result> replay(List<Intent> intents, Order order) {
        List<Result> results = new ArrayList<>(intents.size());
        List<Wish> wishes = new ArrayList<>(intents.size());
        for (Intent intent : intents) {
            Result planned = plan(intent, wishes);
            results.add(planned);
        }
        List<Result> done = ledger.replays().replay(wishes, order);
        int next = 0;
        for (int i = 0; i < results.size(); i++) {
            if (!(results.get(i) instanceof Result.Not)) {
                results.set(i, done.get(next++));
            }
        }
        return results;
    }

    /** What a replay would most likely come to, without doing it. */
    Result preview(Intent intent) {
        return plan(intent, new ArrayList<>());
    }

    private Result plan(Intent intent, List<Wish> wishes) {
        String key = intent.key();
        Optional<String> hindrance = Replays.hindrance(intent);
        if (hindrance.isPresent()) {
            return new Result.Not(key, hindrance.get());
        }
        if (mayHaveATicket(key)) {
            wishes.add(new Wish(key, Optional.empty()));
            return new Result.LookedFor(key);
        }
        Optional<Payload> payload = ledger.inspection().payload(key);
        if (payload.isEmpty()) {
            return new Result.Not(key, "its content is no longer kept");
        }
        Readmission.Verdict verdict = readmission.check(intent, payload.get().content());
        if (verdict instanceof Readmission.Verdict.Refused refused) {
            return new Result.Not(key, refused.why());
        }
        wishes.add(new Wish(key, Optional.of(((Readmission.Verdict.Admitted) verdict).submission())));
        return new Result.Accepted(key);
    }

    private boolean mayHaveATicket(String key) {
        return ledger.inspection().attempts(key).stream().anyMatch(Attempt::isUnresolved);
    }
}
