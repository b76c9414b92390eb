package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.bytes;
import static io.ticketbridge.ledger.Tickets.correcting;
import static io.ticketbridge.ledger.Tickets.external;
import static io.ticketbridge.ledger.Tickets.invalid;
import static io.ticketbridge.ledger.Tickets.submission;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules of identity. */
abstract class IntakeContract extends LedgerContract {

    private static final Identity REST_KEY = new Identity(Identity.Kind.REST, "anna:order-7");

    private String created(Submission submission) {
        Acceptance acceptance = accept(submission);
        assertThat(acceptance).isInstanceOf(Acceptance.Created.class);
        return acceptance.key();
    }

    private void reject(String key) {
        settle(claim(key), "rejected", new Settlement.Rejected(Tickets.REASON));
    }

    private static String refusal(Acceptance acceptance) {
        assertThat(acceptance).isInstanceOf(Acceptance.Refused.class);
        return ((Acceptance.Refused) acceptance).reason().code();
    }

    @Test
    void keepsWhatItAccepted() {
        String key = created(submission("a", external("E-1"), REST_KEY));

        Intent intent = find(key);
        assertThat(key).matches("[0-9a-hjkmnp-tv-z]{26}");
        assertThat(intent.state()).isEqualTo(State.ACCEPTED);
        assertThat(intent.door()).isEqualTo("rest");
        assertThat(intent.account()).contains("anna");
        assertThat(intent.revision()).isEqualTo(1);
        assertThat(ledger.inspection().payload(key).orElseThrow().content()).isEqualTo(bytes("a"));
        assertThat(ledger.inspection().identities(key)).containsExactly(external("E-1"), REST_KEY);
        AuditTrail.Event event = ledger.inspection().events(key).get(0);
        assertThat(event.type()).isEqualTo("accepted");
        assertThat(event.details())
                .containsEntry("door", "rest")
                .containsEntry("contentHash", "hash-of-a")
                .containsEntry("identities", List.of("external:E-1", "rest:anna:order-7"));
    }

    @Test
    void tellsOfANewIntentWhatWouldBeReadOfIt() {
        Acceptance acceptance = accept(submission("a", external("E-1")));

        assertThat(((Acceptance.Created) acceptance).intent()).isEqualTo(find(acceptance.key()));
    }

    @Test
    void makesANewIntentForEverySubmissionWithoutIdentity() {
        assertThat(created(submission("a"))).isNotEqualTo(created(submission("a")));
    }

    @Test
    void convergesOnTheSameIdentityAndContent() {
        String key = created(submission("a", external("E-1")));

        assertThat(accept(submission("a", external("E-1")))).isEqualTo(new Acceptance.Converged(key, State.ACCEPTED));
        assertThat(eventTypes(key)).containsExactly("accepted", "converged");
    }

    @Test
    void bindsTheNewIdentitiesOfASubmissionThatConverges() {
        String key = created(submission("a", external("E-1")));

        accept(submission("a", external("E-1"), REST_KEY));

        assertThat(accept(submission("a", REST_KEY))).isEqualTo(new Acceptance.Converged(key, State.ACCEPTED));
    }

    @Test
    void refusesAKnownIdentityWithOtherContent() {
        String key = created(submission("a", external("E-1")));

        Acceptance acceptance = accept(submission("b", external("E-1"), REST_KEY));

        assertThat(refusal(acceptance)).isEqualTo("KeyReused");
        assertThat(acceptance.key()).isEqualTo(key);
        assertThat(ledger.inspection().identities(key)).containsExactly(external("E-1"));
        assertThat(accept(submission("c", REST_KEY))).isInstanceOf(Acceptance.Created.class);
    }

    @Test
    void refusesIdentitiesOfTwoIntentsAndBindsNone() {
        String first = created(submission("a", external("E-1")));
        created(submission("a", REST_KEY));

        Identity third = external("E-3");
        assertThat(refusal(accept(submission("a", external("E-1"), REST_KEY, third))))
                .isEqualTo("KeyConflict");
        assertThat(ledger.inspection().identities(first)).containsExactly(external("E-1"));
        created(submission("a", third));
    }

    @Test
    void oneRefusalInAListLeavesTheOthersAlone() {
        created(submission("a", external("E-1")));

        List<Acceptance> acceptances = ledger.intake()
                .accept(
                        List.of(
                                submission("b", external("E-2")),
                                submission("other", external("E-1")),
                                submission("c", external("E-3")),
                                submission("c", external("E-3"))),
                        Optional.empty());

        assertThat(acceptances.get(0)).isInstanceOf(Acceptance.Created.class);
        assertThat(refusal(acceptances.get(1))).isEqualTo("KeyReused");
        assertThat(acceptances.get(2)).isInstanceOf(Acceptance.Created.class);
        assertThat(acceptances.get(3))
                .isEqualTo(new Acceptance.Converged(acceptances.get(2).key(), State.ACCEPTED));
    }

    @Test
    void aRejectedIntentTakesNewContentAndForgetsTheFrozenRequest() {
        String key = created(submission("a", external("E-1")));
        reject(key);

        assertThat(accept(submission("b", external("E-1")))).isEqualTo(new Acceptance.Revised(key, 2));

        Intent intent = find(key);
        assertThat(intent.state()).isEqualTo(State.ACCEPTED);
        assertThat(intent.reason()).isEmpty();
        assertThat(intent.settledAt()).isEmpty();
        assertThat(intent.contentHash()).isEqualTo("hash-of-b");
        Payload payload = ledger.inspection().payload(key).orElseThrow();
        assertThat(payload.content()).isEqualTo(bytes("b"));
        assertThat(payload.request()).isEmpty();
        assertThat(eventTypes(key)).containsExactly("accepted", "claimed", "answered", "rejected", "revised");
        assertThat(claim(key).attempt()).isEqualTo(2);
    }

    @Test
    void aRejectedIntentStaysSoForItsOwnContent() {
        String key = created(submission("a", external("E-1")));
        reject(key);

        assertThat(accept(submission("a", external("E-1")))).isEqualTo(new Acceptance.Converged(key, State.REJECTED));
    }

    @Test
    void aRejectedIntentThatMayHaveATicketTakesNoNewContent() {
        String key = created(submission("a", external("E-1")));
        settle(claim(key), "unknown", new Settlement.Unknown(Optional.of(clock().instant()), Tickets.REASON));
        ledger.deliveries().move(find(key), new Settlement.Rejected(Tickets.REASON), "cancelled");

        assertThat(refusal(accept(submission("b", external("E-1"))))).isEqualTo("KeyReused");
    }

    @Test
    void anInvalidSubmissionIsRejectedAndBindsNoIdentity() {
        Acceptance acceptance = accept(invalid(Tickets.REASON, submission("a", external("E-1"))));

        assertThat(acceptance).isInstanceOf(Acceptance.Invalid.class);
        Intent intent = find(acceptance.key());
        assertThat(intent.state()).isEqualTo(State.REJECTED);
        assertThat(intent.reason()).contains(Tickets.REASON);
        assertThat(intent.settledAt()).isPresent();
        assertThat(ledger.deliveries().load(acceptance.key())).isEmpty();
        created(submission("b", external("E-1")));
    }

    @Test
    void aCorrectionRevisesTheRejectedIntentItNames() {
        String key = accept(invalid(Tickets.REASON, submission("a"))).key();

        assertThat(accept(correcting(key, submission("b", external("E-1"))))).isEqualTo(new Acceptance.Revised(key, 2));
        assertThat(accept(correcting(key, submission("b", external("E-1")))))
                .isEqualTo(new Acceptance.Converged(key, State.ACCEPTED));
        assertThat(refusal(accept(correcting(key, submission("c"))))).isEqualTo("KeyReused");
    }

    @Test
    void aCorrectionWithTheSameContentCountsWhenNothingWasEverSent() {
        String key = accept(invalid(Tickets.REASON, submission("a"))).key();

        assertThat(accept(correcting(key, submission("a")))).isEqualTo(new Acceptance.Revised(key, 2));

        reject(key);
        assertThat(accept(correcting(key, submission("a")))).isEqualTo(new Acceptance.Converged(key, State.REJECTED));
    }

    @Test
    void aCorrectionThatIsInvalidAgainStaysUnderItsKey() {
        String key = accept(invalid(Tickets.REASON, submission("a"))).key();
        Reason other = new Reason("Other", "Another sentence.");

        assertThat(accept(invalid(other, correcting(key, submission("b")))))
                .isEqualTo(new Acceptance.Invalid(key, other));
        assertThat(find(key).reason()).contains(other);
    }

    @Test
    void aCorrectionOfAnUnknownKeyIsAnOrdinarySubmission() {
        created(correcting("01jd0000000000000000000000", submission("a")));
    }

    @Test
    void aCorrectionWhoseIdentityIsAnotherIntentsConflicts() {
        String key = accept(invalid(Tickets.REASON, submission("a"))).key();
        created(submission("b", external("E-1")));

        assertThat(refusal(accept(correcting(key, submission("b", external("E-1"))))))
                .isEqualTo("KeyConflict");
    }

    @Test
    void theUpstreamsDoNotShareIdentities() {
        created(submission("a", external("E-1")));

        created(Tickets.to(Upstream.SANDBOX, submission("a", external("E-1"))));
    }

    @Test
    void takesIdentitiesOfAnyLengthAndCharacter() {
        String strange = "nul \u0000 lone \uD800 smile \uD83D\uDE00 ";
        String key = created(submission("a", external(strange)));
        String longest = created(submission("a", external("x".repeat(9_000))));

        assertThat(accept(submission("a", external(strange))).key()).isEqualTo(key);
        assertThat(accept(submission("a", external("x".repeat(9_000)))).key()).isEqualTo(longest);
        assertThat(ledger.inspection().lookup("x".repeat(9_000)))
                .extracting(Intent::key)
                .containsExactly(longest);
    }
}
