package io.ticketbridge.socialboards;

import io.ticketbridge.socialboards.Listing.Complete;
import io.ticketbridge.socialboards.Listing.Failed;
import io.ticketbridge.socialboards.Listing.TooLong;
import io.ticketbridge.socialboards.TokenSource.BearerToken;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Lists tickets for a probe: {@code POST /tickets/list}, page by page. Thread-safe. */
public final class TicketListing implements AutoCloseable {

    /** The documented maximum of {@code take}. */
    public static final int PAGE = 50;

    /** The documented default: a page of this size may mean that {@code take} was ignored. */
    private static final int DEFAULT_PAGE = 25;

    private final URI url;
    private final WireCall wire;
    private final TokenSource tokens;
    private final Runnable turn;

    /**
     * @param baseUrl as configured; the list is at {@code tickets/list} below it
     * @param turn returns when the next request may go
     */
    public TicketListing(URI baseUrl, WireClient wire, TokenSource tokens, Runnable turn) {
        this.url = URI.create(baseUrl.toString().replaceAll("/+$", "") + "/tickets/list");
        this.wire = new WireCall(wire);
        this.tokens = tokens;
        this.turn = turn;
    }

    /**
     * Reads the list page by page and keeps one page at a time. Never throws for what the upstream does.
     *
     * @param reader shown every ticket as its page comes; the same one twice when the list grows meanwhile
     */
    public Listing read(ListQuery query, ListLimit limit, Consumer<ListedTicket> reader) {
        Set<Long> before = Set.of();
        long started = System.nanoTime();
        int skip = 0;
        for (int page = 1; page <= limit.pages(); page++) {
            if (limit.stop().getAsBoolean()) {
                return new Failed("the bridge stops, or the upstream asked for a pause");
            }
            if (System.nanoTime() - started > limit.patience().toNanos()) {
                String why = (page - 1) + " pages took " + limit.patience().toSeconds() + " s";
                return new TooLong(page - 1, true, why);
            }
            Page answer = page(query, skip);
            if (answer instanceof Unread unread) {
                return unread.failed();
            }
            List<ListedTicket> tickets = ((Tickets) answer).tickets();
            Set<Long> ids = tickets.stream().map(ListedTicket::id).collect(Collectors.toSet());
            if (!ids.isEmpty() && before.containsAll(ids)) {
                return new Failed("the list shows the same page again: the upstream ignores skip");
            }
            if (tickets.size() > PAGE) {
                return new Failed("a page of " + tickets.size() + " tickets: the upstream ignores take");
            }
            tickets.forEach(reader);
            if (isLast(tickets)) {
                return new Complete(page);
            }
            before = ids;
            skip += tickets.size();
        }
        return new TooLong(limit.pages(), false, "more than " + limit.pages() + " pages");
    }

    private sealed interface Page {}

    private record Tickets(List<ListedTicket> tickets) implements Page {}

    private record Unread(Failed failed) implements Page {}

    private static boolean isLast(List<ListedTicket> tickets) {
        return tickets.size() < PAGE && tickets.size() != DEFAULT_PAGE;
    }

    private Page page(ListQuery query, int skip) {
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
            return new Unread(new Failed(e.getMessage()));
        }
    }

    private static Page read(WireResult result) {
        if (!result.complete()) {
            return new Unread(new Failed(result.failure().orElse("no complete answer")));
        }
        int status = result.status().orElse(0);
        Optional<Envelope> envelope = Envelope.read(result.body());
        if (status < 200 || status > 299 || envelope.filter(Envelope::isSuccess).isEmpty()) {
            return new Unread(new Failed(
                    "status " + status
                            + envelope.map(each -> ", errorCode " + each.errorCode())
                                    .orElse(" without an envelope"),
                    result.retryAfter()));
        }
        return envelope.flatMap(each -> TicketPage.read(each.data()))
                .<Page>map(Tickets::new)
                .orElseGet(() -> new Unread(new Failed("the list is no array of tickets with ids")));
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
