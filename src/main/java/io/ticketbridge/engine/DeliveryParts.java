package io.ticketbridge.engine;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.delivery.AuthorizeAttempt;
import io.ticketbridge.delivery.ClaimIntent;
import io.ticketbridge.delivery.DeliveryListener;
import io.ticketbridge.delivery.DueWork;
import io.ticketbridge.delivery.FairQueue;
import io.ticketbridge.delivery.JudgeAnswer;
import io.ticketbridge.delivery.LoadIntent;
import io.ticketbridge.delivery.OutcomeFunction;
import io.ticketbridge.delivery.PermitRequest;
import io.ticketbridge.delivery.PostponeAttempt;
import io.ticketbridge.delivery.Prober;
import io.ticketbridge.delivery.RejectUnmappable;
import io.ticketbridge.delivery.RetrySchedule;
import io.ticketbridge.delivery.SecondLook;
import io.ticketbridge.delivery.SettleIntent;
import io.ticketbridge.delivery.SettlementRule;
import io.ticketbridge.delivery.UpstreamSearch;
import io.ticketbridge.delivery.Upstreams;
import io.ticketbridge.delivery.WireSlots;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.socialboards.WireRecorder;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.camel.main.Main;

/** Binds what the deliver and due routes name. */
final class DeliveryParts {

    /** Hints one door may have queued; what finds no place is found again by the due route. */
    private static final int LANE = 1_000;

    /** From the claim to the first byte: time for a slow machine, and for a pause of the collector. */
    private static final Duration CLAIM_TO_FIRST_BYTE = Duration.ofSeconds(20);

    private final Settings settings;
    private final Ledger ledger;
    private final Upstreams upstreams;
    private final WireRecorder recorder;
    private final DeliveryListener listener;

    DeliveryParts(
            Settings settings, Ledger ledger, Upstreams upstreams, WireRecorder recorder, DeliveryListener listener) {
        this.settings = settings;
        this.ledger = ledger;
        this.upstreams = upstreams;
        this.recorder = recorder;
        this.listener = listener;
    }

    void bind(Main main) {
        Duration settle = settings.get(Keys.UNKNOWN_SETTLE);
        Duration exchange = settings.get(Keys.SOCIALBOARDS_DEADLINE).plus(settle);
        SettlementRule rule = settlementRule();
        int places = WireSlots.places(settings.get(Keys.SOCIALBOARDS_MAX_IN_FLIGHT));
        FairQueue queue = new FairQueue(LANE, places, upstreams::hasPlace);
        main.bind("deliverQueue", queue);
        main.addInitialProperty(
                "ticketbridge.delivery.consumers",
                String.valueOf(places * upstreams.all().size()));
        main.bind("loadIntent", new LoadIntent(ledger.deliveries(), upstreams));
        main.bind("authorizeAttempt", new AuthorizeAttempt());
        main.bind("claimIntent", new ClaimIntent(ledger.deliveries(), exchange.plus(CLAIM_TO_FIRST_BYTE)));
        main.bind("permitRequest", new PermitRequest(recorder, ledger.clock(), exchange));
        main.bind("judgeAnswer", new JudgeAnswer(ledger, new OutcomeFunction(outcomePolicy(settings)), recorder));
        main.bind("settleIntent", new SettleIntent(ledger, rule, listener));
        main.bind("postponeAttempt", new PostponeAttempt(ledger.deliveries(), rule, ledger.clock(), listener));
        main.bind("rejectUnmappable", new RejectUnmappable(ledger.deliveries(), listener));
        main.bind("dueWork", new DueWork(ledger, upstreams, queue, LANE, settle));
        UpstreamSearch search = search(settle);
        main.bind("prober", new Prober(ledger, search, rule, probePolicy(settle), listener));
        main.bind("secondLook", new SecondLook(ledger, search, listener));
    }

    /** The outcome table's codes, as configured. */
    static OutcomeFunction.Policy outcomePolicy(Settings settings) {
        return new OutcomeFunction.Policy(
                Set.copyOf(settings.get(Keys.RETRY_CODES)),
                Set.copyOf(settings.get(Keys.HALT_CODES)),
                Set.copyOf(settings.get(Keys.PARK_CODES)),
                settings.get(Keys.RETRY_AFTER_MAX));
    }

    static RetrySchedule schedule(Settings settings) {
        return new RetrySchedule(
                settings.get(Keys.RETRY_DELAY), settings.get(Keys.RETRY_MAX_DELAY), RandomGenerator.getDefault());
    }

    private SettlementRule settlementRule() {
        return new SettlementRule(
                schedule(settings),
                settings.get(Keys.RETRY_MAX_ATTEMPTS),
                settings.get(Keys.RETRY_MAX_AGE),
                settings.get(Keys.UNKNOWN_SETTLE));
    }

    private UpstreamSearch search(Duration settle) {
        return new UpstreamSearch(
                ledger,
                upstreams,
                settings.find(Keys.SOCIALBOARDS_CORRELATION_FIELD_ID)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                settle,
                settings.get(Keys.RETRY_AFTER_MAX));
    }

    private Prober.Policy probePolicy(Duration settle) {
        return new Prober.Policy(
                settings.get(Keys.UNKNOWN_POLICY).equals("resend"), settings.get(Keys.UNKNOWN_PROBES), settle);
    }
}
