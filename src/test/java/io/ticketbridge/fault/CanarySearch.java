package io.ticketbridge.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.Leftovers.Holds;
import io.ticketbridge.fault.Leftovers.Leftover;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.RecordedRequest;
import io.ticketbridge.sandbox.Sandbox;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Looks for canaries in what a run left. */
final class CanarySearch {

    /** In no file at all, the ledger included. */
    private final List<Canary> secrets;

    private final List<Canary> refreshTokens = new ArrayList<>();
    private final List<Canary> personal;

    CanarySearch(List<Canary> secrets, List<Canary> personal) {
        this.secrets = new ArrayList<>(secrets);
        this.personal = personal;
    }

    /** @param kept the refresh tokens for the next start, which no request has carried yet */
    void addTokens(Canary configured, Sandbox upstream, Collection<String> kept) {
        List<String> access = requests(upstream, Endpoint.TICKETS)
                .map(request -> request.header("authorization").orElseThrow())
                .map(header -> header.substring("Bearer ".length()))
                .distinct()
                .toList();
        List<String> refresh = requests(upstream, Endpoint.TOKEN)
                .map(CanarySearch::refreshToken)
                .distinct()
                .toList();
        assertThat(access).as("access tokens, one of them revoked").hasSizeGreaterThan(1);
        assertThat(refresh)
                .as("refresh tokens, rotated")
                .hasSizeGreaterThan(1)
                .startsWith(configured.value())
                .doesNotContainAnyElementsOf(kept);
        access.forEach(token -> secrets.add(new Canary("access token", token)));
        refresh.forEach(token -> refreshTokens.add(new Canary("refresh token", token)));
        kept.forEach(token -> refreshTokens.add(new Canary("kept token", token)));
    }

    private static Stream<RecordedRequest> requests(Sandbox upstream, Endpoint endpoint) {
        return upstream.requests().stream().filter(request -> request.path().equals(endpoint.path()));
    }

    private static String refreshToken(RecordedRequest request) {
        return Stream.of(new String(request.body(), UTF_8).split("&"))
                .filter(field -> field.startsWith("refresh_token="))
                .map(field -> URLDecoder.decode(field.substring(field.indexOf('=') + 1), UTF_8))
                .findFirst()
                .orElseThrow();
    }

    /** What is where it does not belong. */
    List<String> misplaced(List<Leftover> leftovers) {
        return leftovers.stream()
                .flatMap(leftover -> found(forbidden(leftover.holds()), leftover))
                .toList();
    }

    /** What is where it may be. */
    List<String> placed(List<Leftover> leftovers) {
        return leftovers.stream()
                .filter(leftover -> leftover.holds() != Holds.NOTHING)
                .flatMap(leftover -> found(Stream.concat(refreshTokens.stream(), personal.stream()), leftover))
                .toList();
    }

    private Stream<Canary> forbidden(Holds holds) {
        Stream<Canary> outsideTheLedger = Stream.concat(secrets.stream(), refreshTokens.stream());
        return switch (holds) {
            case LEDGER -> secrets.stream();
            case PERSONAL -> outsideTheLedger;
            case NOTHING -> Stream.concat(outsideTheLedger, personal.stream());
        };
    }

    private static Stream<String> found(Stream<Canary> canaries, Leftover leftover) {
        return canaries.filter(canary -> canary.isIn(leftover.bytes()))
                .map(canary -> canary.name() + " in " + leftover.where());
    }
}
