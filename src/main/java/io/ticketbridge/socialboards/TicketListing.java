package io.ticketbridge.socialboards;

import io.ticketbridge.socialboards.Listing.Complete;
import io.ticketbridge.socialboards.Listing.Failed;
import io.ticketbridge.socialboards.TokenSource.BearerToken;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists tickets for a probe: {@code POST /tickets/list}, page by page. Thread-safe. */
public final class TicketListing implements AutoCloseable {

    /** The documented maximum of {@code take}. */
    static final int PAGE = 50;

    /** The documented default: a page of this size may mean that {@code take} was ignored. */
    private static final int DEFAULT_PAGE = 25;

    private static final int MOST_PAGES = 200;

    private final URI url;
    private final WireCall wire;
    private final TokenSource tokens;
    private final Runnable turn;
    private final Duration patience;

    /**
     * @param baseUrl as configured; the list is at {@code tickets/list} below it
     * @param turn returns when the next request may go
     * @param patience a listing that is not complete by then has failed, however many pages are still to come
     */
    public TicketListing(URI baseUrl, WireClient wire, TokenSource tokens, Runnable turn, Duration patience) {
        this.url = URI.create(baseUrl.toString().replaceAll("/+$", "") + "/tickets/list");
        this.wire = new WireCall(wire);
        this.tokens = tokens;
        this.turn = turn;
        this.patience = patience;
    }

    /** Never throws for what the upstream does. */
    public Listing list(ListQuery query) {
        Map<Long, ListedTicket> found = new LinkedHashMap<>();
        long started = System.nanoTime();
        int skip = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            if (System.nanoTime() - started > patience.toNanos()) {
                return new Failed(
                        "the list was not complete after " + patience.toSeconds() + " s and " + page + " pages");
            }
            Listing answer = page(query, skip);
            if (!(answer instanceof Complete read)) {
                return answer;
            }
            List<ListedTicket> tickets = read.tickets();
            if (!tickets.isEmpty() && tickets.stream().allMatch(ticket -> found.containsKey(ticket.id()))) {
                return new Failed("the list shows the same page again: the upstream ignores skip");
            }
            if (tickets.size() > PAGE) {
                return new Failed("a page of " + tickets.size() + " tickets: the upstream ignores take");
            }
            tickets.forEach(ticket -> found.putIfAbsent(ticket.id(), ticket));
            if (isLast(tickets)) {
                return new Complete(new ArrayList<>(found.values()));
            }
            skip += tickets.size();
        }
        return new Failed("more than " + MOST_PAGES + " pages");
    }

    private static boolean isLast(List<ListedTicket> tickets) {
        return tickets.size() < PAGE && tickets.size() != DEFAULT_PAGE;
    }

    private Listing page(ListQuery query, int skip) {
        try {
            byte[] request = query.page(skip, PAGE);
            turn.run();
            BearerToken token = tokens.current();
            WireResult result = wire.post(url, request, Optional.of(token.value()));
            if (result.complete() && result.status().orElse(0) == 401) {
                tokens.refused(token.generation());
                turn.run();
                result = wire.post(url, request, Optional.of(tokens.current().value()));
            }
            return read(result);
        } catch (TokenUnavailableException e) {
            return new Failed(e.getMessage());
        }
    }

    private static Listing read(WireResult result) {
        if (!result.complete()) {
            return new Failed(result.failure().orElse("no complete answer"));
        }
        int status = result.status().orElse(0);
        Optional<Envelope> envelope = Envelope.read(result.body());
        if (status < 200 || status > 299 || envelope.filter(Envelope::isSuccess).isEmpty()) {
            return new Failed(
                    "status " + status
                            + envelope.map(each -> ", errorCode " + each.errorCode())
                                    .orElse(" without an envelope"),
                    result.retryAfter());
        }
        return envelope.flatMap(each -> TicketPage.read(each.data()))
                .<Listing>map(Complete::new)
                .orElse(new Failed("the list is no array of tickets with ids"));
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
