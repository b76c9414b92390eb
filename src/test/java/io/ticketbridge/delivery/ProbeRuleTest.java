package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.delivery.ProbeRule.Question;
import io.ticketbridge.delivery.ProbeRule.Window;
import io.ticketbridge.delivery.ProbeVerdict.Found;
import io.ticketbridge.delivery.ProbeVerdict.NotFound;
import io.ticketbridge.delivery.ProbeVerdict.TooEarly;
import io.ticketbridge.delivery.ProbeVerdict.Undecided;
import io.ticketbridge.ledger.State;
import io.ticketbridge.socialboards.ListedTicket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeRuleTest {

    private static final Instant SENT = Instant.parse("2026-11-21T12:00:00Z");
    private static final Window WINDOW =
            new Window(SENT.minusSeconds(300), SENT.plusSeconds(40), SENT.plusSeconds(340));
    private static final byte[] REQUEST =
            "{\"title\":\"Hei på deg\",\"message\":\"En\\nto\",\"creator\":{\"email\":\"kari@example.com\"}}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final long FIELD = 42623;

    private final ProbeRule byContent = new ProbeRule(OptionalLong.empty());
    private final ProbeRule byCorrelation = new ProbeRule(OptionalLong.of(FIELD));

    @Test
    void findsTheOneTicketOfEqualTitleMessageCreatorAndTime() {
        assertThat(byContent.decide(question(), List.of(equal(7), other(8)))).isEqualTo(new Found(7, "content"));
    }

    @Test
    void findsNothingWhereNothingLooksLikeIt() {
        assertThat(byContent.decide(question(), List.of(other(8)))).isInstanceOf(NotFound.class);
        assertThat(byContent.decide(question(), List.of())).isInstanceOf(NotFound.class);
    }

    @Test
    void takesNoTicketThatBelongsToAnIntent() {
        assertThat(byContent.decide(question(Set.of(), 7), List.of(equal(7)))).isInstanceOf(NotFound.class);
        assertThat(byContent.decide(question(Set.of(), 7), List.of(equal(7), equal(8))))
                .isEqualTo(new Found(8, "content"));
    }

    @Test
    void decidesNothingBetweenTwoEqualTickets() {
        assertThat(byContent.decide(question(), List.of(equal(7), equal(8)))).isInstanceOf(Undecided.class);
    }

    @Test
    void decidesNothingWhileAnEqualIntentIsUnknownAndWaitsForOneThatIsBeingSent() {
        assertThat(byContent.decide(question(Set.of(State.UNKNOWN)), List.of(equal(7))))
                .isInstanceOf(Undecided.class);
        assertThat(byContent.decide(question(Set.of(State.SENDING, State.UNKNOWN)), List.of(equal(7))))
                .isInstanceOf(TooEarly.class);
        assertThat(byContent.decide(question(Set.of(State.SENDING)), List.of())).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hei på deg", " Hei  på deg", "Hei pa\u030A deg", "<b>Hei på deg</b>", "Hei p\u00E5\u00A0deg"})
    void leavesToAPersonWhatTheUpstreamMayHaveChanged(String title) {
        ListedTicket changed = ticket(7, title, "En\nto", "kari@example.com", Optional.of(SENT));

        assertThat(byContent.decide(question(), List.of(changed))).isInstanceOf(Undecided.class);
    }

    @Test
    void takesATicketOfAnotherCreatorForAnothers() {
        assertThat(byContent.decide(
                        question(), List.of(ticket(7, "Hei på deg", "En\nto", "ola@example.com", Optional.of(SENT)))))
                .isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @CsvSource({
        "-301, NotFound",
        "-300, Found",
        "0, Found",
        "40, Found",
        "41, Undecided",
        "340, Undecided",
        "341, NotFound"
    })
    void countsOnlyWhatWasCreatedAroundTheAttempts(int secondsAfterSending, String verdict) {
        ListedTicket ticket = ticket(
                7, "Hei på deg", "En\nto", "kari@example.com", Optional.of(SENT.plusSeconds(secondsAfterSending)));

        assertThat(byContent.decide(question(), List.of(ticket)).getClass().getSimpleName())
                .isEqualTo(verdict);
    }

    @Test
    void leavesToAPersonWhatDoesNotTellItsTime() {
        assertThat(byContent.decide(
                        question(), List.of(ticket(7, "Hei på deg", "En\nto", "kari@example.com", Optional.empty()))))
                .isInstanceOf(Undecided.class);
    }

    @Test
    void believesNoFilterAndWantsToSeeTheKey() {
        assertThat(byCorrelation.decide(question(), List.of(showing(7, "another-key"), showing(8, "the-key"))))
                .isEqualTo(new Found(8, "correlation"));
        assertThat(byCorrelation.decide(question(), List.of(showing(7, "another-key"))))
                .isInstanceOf(NotFound.class);
        assertThat(byCorrelation.decide(question(), List.of(other(9)))).isInstanceOf(NotFound.class);
    }

    @Test
    void leavesToAPersonAnEqualTicketThatDoesNotShowTheField() {
        assertThat(byCorrelation.decide(question(), List.of(equal(7))))
                .isInstanceOfSatisfying(Undecided.class, undecided -> assertThat(undecided.why())
                        .contains("custom field 42623"));
    }

    @Test
    void leavesToAPersonTwoTicketsThatCarryTheKey() {
        assertThat(byCorrelation.decide(question(), List.of(showing(7, "the-key"), showing(8, "the-key"))))
                .isInstanceOf(Undecided.class);
    }

    @Test
    void namesTheOtherTicketsOfADouble() {
        assertThat(byContent.others(question(Set.of(), 7), List.of(equal(7), equal(8), other(9))))
                .extracting(ListedTicket::id)
                .containsExactly(8L);
        assertThat(byCorrelation.others(
                        question(Set.of(), 7), List.of(showing(7, "the-key"), showing(8, "the-key"), equal(9))))
                .extracting(ListedTicket::id)
                .containsExactly(8L);
    }

    private static Question question() {
        return question(Set.of());
    }

    private static Question question(Set<State> twins, long... bound) {
        Set<Long> taken = Arrays.stream(bound).boxed().collect(Collectors.toSet());
        return new Question("the-key", REQUEST, WINDOW, twins, taken::contains);
    }

    private static ListedTicket equal(long id) {
        return ticket(id, "Hei på deg", "En\nto", "kari@example.com", Optional.of(SENT));
    }

    private static ListedTicket other(long id) {
        return ticket(id, "Noe annet", "En\nto", "kari@example.com", Optional.of(SENT));
    }

    private static ListedTicket showing(long id, String key) {
        return new ListedTicket(
                id,
                Optional.of("Hei på deg"),
                Optional.of("En\nto"),
                Optional.empty(),
                Optional.of("kari@example.com"),
                Optional.of(SENT),
                Map.of(FIELD, key));
    }

    private static ListedTicket ticket(
            long id, String title, String message, String email, Optional<Instant> createdAt) {
        return new ListedTicket(
                id,
                Optional.of(title),
                Optional.of(message),
                Optional.empty(),
                Optional.of(email),
                createdAt,
                Map.of());
    }
}
