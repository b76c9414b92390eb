package io.ticketbridge.door.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.account.Account;
import io.ticketbridge.ledger.Identity;
import io.ticketbridge.newsocialcloud.SupportTicket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The headers that steer an answer, and the names a repeat goes by. */
class RestHeadersTest {

    private static final Duration ORDINARY = Duration.ofSeconds(20);

    @Test
    void readsHowLongACallerPrefersToWait() {
        assertThat(limit()).isEqualTo(ORDINARY);
        assertThat(limit("wait=3")).isEqualTo(Duration.ofSeconds(3));
        assertThat(limit("handling=lenient; x=1, WAIT=\"3\"; y")).isEqualTo(Duration.ofSeconds(3));
        assertThat(limit("respond-async")).isZero();
        assertThat(limit("respond-async", "wait=3")).isEqualTo(Duration.ofSeconds(3));
        assertThat(limit("wait=999999")).isEqualTo(Duration.ofMinutes(5));
        assertThat(limit("wait=-1, wait=x, wait, ,;")).isEqualTo(ORDINARY);
    }

    @Test
    void takesAQuotedKeyAndABareOneForTheSame() {
        assertThat(IdempotencyKey.of(List.of())).isEmpty();
        assertThat(IdempotencyKey.of(List.of("8e03978e-40d5"))).contains("8e03978e-40d5");
        assertThat(IdempotencyKey.of(List.of("\"8e03978e-40d5\""))).contains("8e03978e-40d5");
        assertThat(IdempotencyKey.of(List.of("\"a\\\"b\\\\\""))).contains("a\"b\\");
    }

    @Test
    void refusesKeysThatNameNothing() {
        for (String key : new String[] {"", "\"\"", "\"open", "\"a\"b", "\"a\\\"", "a\tb", "k".repeat(256)}) {
            assertThatThrownBy(() -> IdempotencyKey.of(List.of(key))).isInstanceOf(RestRefusal.class);
        }
    }

    @Test
    void sharesANameWithEveryRepeatInsideTheWindowAndWithNoneAfterTwo() {
        RepeatWindow window = new RepeatWindow(Duration.ofSeconds(60));
        Account account = account(false);
        SupportTicket ticket = SupportTicket.of("42", "s", "m");
        for (int start = 0; start < 120; start += 7) {
            Set<Identity> first = names(window, account, ticket, start);
            for (int later = 0; later < 60; later++) {
                assertThat(names(window, account, ticket, start + later)).containsAnyElementsOf(first);
            }
            assertThat(names(window, account, ticket, start + 120)).doesNotContainAnyElementsOf(first);
        }
    }

    @Test
    void keepsTicketsOfDifferentCreatorsApartInTheWindow() {
        RepeatWindow window = new RepeatWindow(Duration.ofSeconds(60));
        SupportTicket kari = SupportTicket.of("42", "s", "m").withCreator(creator("kari@example.org"));
        SupportTicket ola = kari.withCreator(creator("ola@example.org"));

        assertThat(names(window, account(true), kari, 0))
                .doesNotContainAnyElementsOf(names(window, account(true), ola, 0));
        assertThat(names(window, account(false), kari, 0)).isEqualTo(names(window, account(false), ola, 0));
        assertThat(new RepeatWindow(Duration.ZERO).identities(account(true), kari, Instant.EPOCH))
                .isEmpty();
    }

    private static Duration limit(String... headers) {
        return Preference.of(List.of(headers)).limit(ORDINARY);
    }

    private static Set<Identity> names(RepeatWindow window, Account account, SupportTicket ticket, int second) {
        return new HashSet<>(window.identities(account, ticket, Instant.ofEpochSecond(second)));
    }

    private static SupportTicket.Creator creator(String email) {
        return new SupportTicket.Creator(Optional.empty(), Optional.of(email), Optional.empty());
    }

    private static Account account(boolean maySetCreator) {
        return new Account(
                "kari",
                "hash",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                maySetCreator);
    }
}
