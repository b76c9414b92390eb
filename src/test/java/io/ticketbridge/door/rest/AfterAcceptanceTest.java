package io.ticketbridge.door.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.intake.TicketIntake;
import io.ticketbridge.ledger.Hint;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.LedgerUnavailableException;
import io.ticketbridge.ledger.Settlement;
import io.ticketbridge.ledger.Submission;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.newsocialcloud.SupportTicket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller hears when something fails between the ledger's commit and the answer: never "send it again". */
class AfterAcceptanceTest {

    @TempDir
    private Path folder;

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "the bridge fails after it has accepted, before it has answered",
            promise = "the caller is told not to send again")
    void isNotAskedToSendAgain(boolean ledgerLost) {
        exchange.setProperty(TicketIntake.HINTS, List.of(new Hint("K1", "rest", Upstream.LIVE)));
        exchange.setProperty(
                Exchange.EXCEPTION_CAUGHT,
                ledgerLost ? new LedgerUnavailableException("lost", null) : new RejectedExecutionException());

        new AnswerFailure().process(exchange);

        assertThat(exchange.getMessage().getBody(String.class))
                .contains("is accepted; do not send it again")
                .doesNotContain("nothing was kept");
        assertThat(exchange.getMessage().getHeader("Retry-After")).isNull();
    }

    @Test
    void isAnsweredAsAcceptedWhenTheLedgerIsLostBehindADelivery() throws IOException {
        SupportTicket ticket = SupportTicket.of("42", "Hi", "test");
        Ledger ledger = Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + folder.resolve("ledger.db"), Optional.empty(), Optional.empty(), folder),
                Clock.systemUTC());
        String key = accept(ledger, ticket);
        ledger.deliveries()
                .move(ledger.inspection().find(key).orElseThrow(), new Settlement.Delivered(7, "answer"), "the test");
        exchange.setProperty(RestProperties.INTENT, ledger.inspection().find(key));
        exchange.setProperty(RestProperties.KEY, key);
        exchange.setProperty(RestProperties.TICKET, ticket);
        exchange.setProperty(RestProperties.REQUEST, request());
        TicketBody bodies = new TicketBody(ledger.inspection(), Clock.systemUTC(), Optional.empty());
        try {
            Files.write(folder.resolve("ledger.db"), new byte[0]);
            Files.deleteIfExists(folder.resolve("ledger.db-wal"));

            new AnswerTicket(bodies, 202).process(exchange);
        } finally {
            ledger.close();
        }

        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(202);
        assertThat(exchange.getMessage().getHeader("Ticketbridge-Key")).isEqualTo(key);
    }

    private static String accept(Ledger ledger, SupportTicket ticket) {
        Submission submission = new Submission(
                "rest",
                Upstream.LIVE,
                ticket.applicationId(),
                Optional.of("kari"),
                List.of(),
                ticket.toJson(),
                ticket.contentHash(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return ledger.intake()
                .accept(List.of(submission), Optional.empty())
                .get(0)
                .key();
    }

    private static RestRequest request() {
        return new RestRequest(
                RestStand.PATH,
                Optional.empty(),
                "".getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                "127.0.0.1",
                () -> false);
    }
}
