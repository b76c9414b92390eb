package io.ticketbridge.sandbox;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes each wire request: counts it, reads it, lets a fault strike, and gives it to its desk. */
final class UpstreamServer {

    private final SandboxOptions options;
    private final RequestLog log;
    private final Faults faults;
    private final TokenDesk tokens;
    private final TicketDesk tickets;
    private final ControlDesk control;
    private final FaultPlayer player;

    UpstreamServer(
            SandboxOptions options,
            RequestLog log,
            Faults faults,
            TokenDesk tokens,
            TicketDesk tickets,
            ControlDesk control,
            Vertx vertx) {
        this.options = options;
        this.log = log;
        this.faults = faults;
        this.tokens = tokens;
        this.tickets = tickets;
        this.control = control;
        this.player = new FaultPlayer(vertx);
    }

    void handle(HttpServerRequest request) {
        Optional<Endpoint> endpoint = Endpoint.ofPath(request.path());
        if (endpoint.isEmpty()) {
            BodyReader.read(request, body -> control.handle(request, body));
            return;
        }
        Endpoint on = endpoint.get();
        long number = log.arrived(on);
        Optional<Fault> early = faults.atHead(on);
        if (early.isPresent()) {
            log.keep(recorded(request, number, Buffer.buffer(), early));
            FaultPlayer.reset(request);
        } else {
            BodyReader.read(request, body -> answer(on, request, number, body));
        }
    }

    private void answer(Endpoint on, HttpServerRequest request, long number, Buffer body) {
        Optional<Fault> fault = faults.atRequest(on, body::toString);
        RecordedRequest recorded = recorded(request, number, body, fault);
        log.keep(recorded);
        Optional<Effect> effect = fault.map(Fault::effect);
        if (effect.filter(Effect.Revoke.class::isInstance).isPresent()) {
            tokens.revokeAll();
        }
        Supplier<Answer> work = () -> work(on, recorded, effect);
        if (effect.isPresent()) {
            player.play(effect.get(), request, work);
        } else {
            FaultPlayer.send(request.response(), work.get());
        }
    }

    private Answer work(Endpoint on, RecordedRequest request, Optional<Effect> effect) {
        if (!request.method().equals(HttpMethod.POST.name())) {
            return SandboxError.WRONG_METHOD.answer("Only POST is valid here.");
        }
        return switch (on) {
            case TOKEN -> tokens.refresh(form(request));
            case TICKETS -> tickets.create(request);
            case LIST -> tickets.list(request, effect);
        };
    }

    private RecordedRequest recorded(HttpServerRequest request, long number, Buffer body, Optional<Fault> fault) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : request.headers().names()) {
            headers.put(
                    name.toLowerCase(java.util.Locale.ROOT), request.headers().getAll(name));
        }
        return new RecordedRequest(
                number,
                options.clock().instant(),
                request.method().name(),
                request.path(),
                Map.copyOf(headers),
                body.getBytes(),
                fault.map(Fault::name));
    }

    private static MultiMap form(RecordedRequest request) {
        MultiMap form = MultiMap.caseInsensitiveMultiMap();
        boolean encoded = request.header("content-type")
                .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                .isPresent();
        if (encoded) {
            new QueryStringDecoder(Buffer.buffer(request.body()).toString(), false)
                    .parameters()
                    .forEach((name, values) -> form.add(name, values));
        }
        return form;
    }
}
