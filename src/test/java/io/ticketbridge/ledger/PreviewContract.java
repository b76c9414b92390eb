package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.correcting;
import static io.ticketbridge.ledger.Tickets.external;
import static io.ticketbridge.ledger.Tickets.invalid;
import static io.ticketbridge.ledger.Tickets.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.Forecast.Holder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What would become of submissions, told without touching the ledger. */
abstract class PreviewContract extends LedgerContract {

    private static final String BATCH = "feed:live";

    private ReadOnlyLedger looking;

    @BeforeEach
    void look() {
        looking = ReadOnlyLedger.open(store().location()).orElseThrow();
    }

    @AfterEach
    void lookAway() {
        looking.close();
    }

    @Test
    void saysExactlyWhatAcceptanceThenDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ledger.batches().begin(BATCH, "a.csv", "/a.csv", Upstream.LIVE, Optional.empty());
        Set<String> keys = new TreeSet<>();
        for (int round = 0; round < 40; round++) {
            List<Submission> submissions = someSubmissions(random, new ArrayList<>(keys), round);

            List<Forecast> forecasts = forecasts(submissions, random);
            List<Acceptance> acceptances = ledger.intake().accept(submissions, Optional.empty());

            for (int i = 0; i < submissions.size(); i++) {
                assertThat(asTold(forecasts.get(i), acceptances))
                        .as("seed %s, round %s, submission %s: %s", seed, round, i, submissions.get(i))
                        .isEqualTo(asDone(acceptances.get(i)));
            }
            acceptances.forEach(acceptance -> keys.add(acceptance.key()));
            keys.forEach(key -> live(key, random));
        }
    }

    private static List<Submission> someSubmissions(Random random, List<String> keys, int round) {
        return IntStream.range(0, 25)
                .mapToObj(i -> someSubmission(random, keys, i, round))
                .toList();
    }

    private static Submission someSubmission(Random random, List<String> keys, int i, int round) {
        int row = random.nextBoolean() ? i : round * 100 + i;
        List<Identity> identities = new ArrayList<>();
        boolean inFile = random.nextInt(3) == 0;
        if (random.nextInt(4) > 0) {
            identities.add(external("E-" + random.nextInt(15)));
        }
        if (random.nextInt(2) == 0) {
            identities.add(new Identity(Identity.Kind.REST, "anna:" + random.nextInt(15)));
        }
        if (inFile) {
            identities.add(new Identity(Identity.Kind.FILE, BATCH + ":" + row));
        }
        Submission made = submission("content " + random.nextInt(2), identities.toArray(Identity[]::new));
        made = random.nextInt(5) == 0 ? Tickets.of("43", made) : made;
        made = random.nextInt(6) == 0 ? Tickets.to(Upstream.SANDBOX, made) : made;
        made = inFile ? Tickets.inRow(BATCH, row, made) : made;
        made = random.nextInt(8) == 0 ? invalid(Tickets.REASON, made) : made;
        boolean corrects = !keys.isEmpty() && random.nextInt(5) == 0;
        return corrects ? correcting(keys.get(random.nextInt(keys.size())), made) : made;
    }

    private List<Forecast> forecasts(List<Submission> submissions, Random random) {
        Preview preview = looking.preview();
        int cut = random.nextInt(submissions.size());
        List<Forecast> forecasts = new ArrayList<>(preview.next(submissions.subList(0, cut)));
        forecasts.addAll(preview.next(submissions.subList(cut, submissions.size())));
        return forecasts;
    }

    private void live(String key, Random random) {
        if (find(key).state() != State.ACCEPTED) {
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> settle(claim(key), "delivered", new Settlement.Delivered(random.nextLong(1L << 50), "answer"));
            case 1, 2, 3 -> settle(claim(key), "rejected", new Settlement.Rejected(Tickets.REASON));
            case 4 -> {
                settle(claim(key), "unknown", new Settlement.Unknown(Optional.of(clock().instant()), Tickets.REASON));
                ledger.deliveries().move(find(key), new Settlement.Rejected(Tickets.REASON), "cancelled");
            }
            default -> claim(key);
        }
    }

    private String asTold(Forecast forecast, List<Acceptance> acceptances) {
        if (forecast instanceof Forecast.Created) {
            return "created";
        } else if (forecast instanceof Forecast.Revised revised) {
            return "revised " + key(revised.holder(), acceptances);
        } else if (forecast instanceof Forecast.Converged converged) {
            return "converged " + key(converged.holder(), acceptances);
        } else if (forecast instanceof Forecast.Invalid invalid) {
            return "invalid " + invalid.reason();
        }
        return "refused " + ((Forecast.Refused) forecast).code();
    }

    private static String key(Holder holder, List<Acceptance> acceptances) {
        return holder instanceof Holder.Known known
                ? known.intent().key()
                : acceptances.get((int) ((Holder.Earlier) holder).number() - 1).key();
    }

    private static String asDone(Acceptance acceptance) {
        if (acceptance instanceof Acceptance.Created) {
            return "created";
        } else if (acceptance instanceof Acceptance.Revised) {
            return "revised " + acceptance.key();
        } else if (acceptance instanceof Acceptance.Converged) {
            return "converged " + acceptance.key();
        } else if (acceptance instanceof Acceptance.Invalid invalid) {
            return "invalid " + invalid.reason();
        }
        return "refused " + ((Acceptance.Refused) acceptance).reason().code();
    }

    @Test
    void tellsTheIntentThatIsMet() {
        String key = accept(submission("a", external("E-1"))).key();

        assertThat(looking.preview().next(List.of(submission("a", external("E-1")))))
                .containsExactly(new Forecast.Converged(new Holder.Known(find(key))));
    }

    @Test
    void remembersWhatItForetold() {
        assertThat(looking.preview()
                        .next(List.of(
                                submission("a", external("E-1")),
                                submission("a", external("E-1")),
                                submission("b", external("E-1")))))
                .containsExactly(
                        new Forecast.Created(),
                        new Forecast.Converged(new Holder.Earlier(1)),
                        new Forecast.Refused("KeyReused", new Holder.Earlier(1)));
        assertThat(looking.preview().next(List.of(submission("b", external("E-1")))))
                .containsExactly(new Forecast.Created());
    }

    @Test
    void tellsHowLongAnswersTook() {
        assertThat(looking.meanAnswerTime(Upstream.LIVE)).isEmpty();
        Claim claim = claim(accept(submission("a")).key());
        advance(Duration.ofMillis(300));
        settle(claim, "delivered", new Settlement.Delivered(1, "answer"));

        assertThat(looking.meanAnswerTime(Upstream.LIVE).orElseThrow().toMillis())
                .isBetween(300L, 2_000L);
        assertThat(looking.meanAnswerTime(Upstream.SANDBOX)).isEmpty();
    }
}
