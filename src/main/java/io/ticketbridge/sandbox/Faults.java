package io.ticketbridge.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** The faults that are switched on; for each request the first that applies strikes. Thread-safe. */
final class Faults {

    private final List<Armed> armed = new ArrayList<>();

    synchronized void inject(Fault fault) {
        armed.add(new Armed(fault));
    }

    synchronized void clear() {
        armed.clear();
    }

    /** The fault that breaks a connection before the request's body is read. */
    synchronized Optional<Fault> atHead(Endpoint endpoint) {
        return strike(endpoint, true, () -> "");
    }

    /** The fault that strikes a request whose body is here. */
    synchronized Optional<Fault> atRequest(Endpoint endpoint, Supplier<String> body) {
        return strike(endpoint, false, body);
    }

    /** What is switched on, with the times that are left. */
    synchronized List<Fault> active() {
        return armed.stream().map(Armed::asFault).toList();
    }

    private Optional<Fault> strike(Endpoint endpoint, boolean head, Supplier<String> body) {
        for (Armed candidate : armed) {
            if (candidate.applies(endpoint, head, body) && candidate.falls()) {
                if (candidate.usedUp()) {
                    armed.remove(candidate);
                }
                return Optional.of(candidate.fault);
            }
        }
        return Optional.empty();
    }

    private static final class Armed {
        private final Fault fault;
        private final Random dice;
        private int struck;

        Armed(Fault fault) {
            this.fault = fault;
            this.dice = new Random(fault.seed());
        }

        boolean applies(Endpoint endpoint, boolean head, Supplier<String> body) {
            boolean strikesHead = fault.effect().equals(new Effect.Break(Effect.Moment.HEAD));
            return fault.on() == endpoint
                    && head == strikesHead
                    && fault.match().map(text -> body.get().contains(text)).orElse(true);
        }

        boolean falls() {
            return fault.probability() >= 1 || dice.nextDouble() < fault.probability();
        }

        boolean usedUp() {
            struck++;
            return fault.times().isPresent() && struck >= fault.times().getAsInt();
        }

        Fault asFault() {
            return fault.times().isPresent() ? fault.times(fault.times().getAsInt() - struck) : fault;
        }
    }
}
