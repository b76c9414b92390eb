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
     * Reads the list page by page and keeps one page at a time; where tickets are so large that a page is longer than
     * an answer may be, by smaller pages. Never throws for what the upstream does.
     *
     * @param reader shown every ticket as its page comes; the same one twice when the list grows meanwhile
     */
    public Listing read(ListQuery query, ListLimit limit, Consumer<ListedTicket> reader) {
        Set<Long> before = Set.of();
        long started = System.nanoTime();
        int skip = 0;
        int take = PAGE;
        for (int page = 1; page <= limit.pages(); page++) {
            Optional<Listing> end = end(limit, started, page - 1);
            if (end.isPresent()) {
                return end.get();
            }
            Page answer = page(query, skip, take);
            if (answer instanceof Unread unread) {
                return unread.failed().after(page - 1);
            }
            if (answer instanceof Overlong) {
                if (take == 1) {
                    String why = "a page of one ticket is longer than " + wire.longestAnswer() + " bytes";
                    return new TooLong(page, false, why);
                }
                take /= 2;
                continue;
            }
            Tickets read = (Tickets) answer;
            List<ListedTicket> tickets = read.tickets();
            Set<Long> ids = tickets.stream().map(ListedTicket::id).collect(Collectors.toSet());
            if (!ids.isEmpty() && before.containsAll(ids)) {
                return new Failed("the list shows the same page again: the upstream ignores skip").after(page);
            }
            if (tickets.size() > PAGE) {
                return new Failed("a page of " + tickets.size() + " tickets: the upstream ignores take").after(page);
            }
            tickets.forEach(reader);
            if (isLast(tickets, take)) {
                return new Complete(page);
            }
            before = ids;
            skip += tickets.size();
            take = next(take, read.length());
        }
        return new TooLong(limit.pages(), false, "more than " + limit.pages() + " pages");
    }

    /** @param pages read so far */
    private static Optional<Listing> end(ListLimit limit, long started, int pages) {
        if (limit.stop().getAsBoolean()) {
            return Optional.of(new Failed("the bridge stops, or the upstream asked for a pause").after(pages));
        }
        if (System.nanoTime() - started > limit.patience().toNanos()) {
            String why = pages + " pages took " + limit.patience().toSeconds() + " s";
            return Optional.of(new TooLong(pages, true, why));
        }
        return Optional.empty();
    }

    private sealed interface Page {}

    /** @param length of the answer in bytes */
    private record Tickets(List<ListedTicket> tickets, int length) implements Page {}

    private record Overlong() implements Page {}

    private record Unread(Failed failed) implements Page {}

    private static boolean isLast(List<ListedTicket> tickets, int take) {
        return tickets.size() < take && tickets.size() != DEFAULT_PAGE;
    }

    /** Larger again where twice as much would have fitted: a few large tickets must not make a long list longer. */
    private int next(int take, int length) {
        return 2L * length <= wire.longestAnswer() ? Math.min(PAGE, 2 * take) : take;
    }

    private Page page(ListQuery query, int skip, int take) {
        try {
            byte[] request = query.page(skip, take);
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

    private Page read(WireResult result) {
        int status = result.status().orElse(0);
        boolean success = status >= 200 && status <= 299;
        if (success && wire.isOverlong(result)) {
            return new Overlong();
        }
        if (!result.complete()) {
            return new Unread(new Failed(result.failure().orElse("no complete answer")));
        }
        Optional<Envelope> envelope = Envelope.read(result.body());
        if (!success || envelope.filter(Envelope::isSuccess).isEmpty()) {
            return new Unread(new Failed(
                    "status " + status
                            + envelope.map(each -> ", errorCode " + each.errorCode())
                                    .orElse(" without an envelope"),
                    result.retryAfter(),
                    0));
        }
        return envelope.flatMap(each -> TicketPage.read(each.data()))
                .<Page>map(tickets -> new Tickets(tickets, result.body().length))
                .orElseGet(() -> new Unread(new Failed("the list is no array of tickets with ids")));
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
