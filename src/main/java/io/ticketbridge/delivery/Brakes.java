package io.ticketbridge.delivery;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The brakes of one upstream's applications. Callers may name any number of applications, so only those last used are
 * remembered, and all that are halted. Thread-safe.
 */
final class Brakes {

    static final int MOST = 2_000;

    private final Function<String, Brake> making;
    private final Map<String, Brake> byApplication = new LinkedHashMap<>(16, 0.75f, true);

    /** @param making makes the brake of an application */
    Brakes(Function<String, Brake> making) {
        this.making = making;
    }

    synchronized Brake of(String application) {
        Brake known = byApplication.get(application);
        if (known != null) {
            return known;
        }
        if (byApplication.size() >= MOST) {
            forgetOne();
        }
        Brake made = making.apply(application);
        byApplication.put(application, made);
        return made;
    }

    synchronized Set<String> shut() {
        return byApplication.values().stream()
                .filter(Brake::isShut)
                .map(Brake::scope)
                .collect(Collectors.toSet());
    }

    synchronized int size() {
        return byApplication.size();
    }

    private void forgetOne() {
        Iterator<Brake> leastUsedFirst = byApplication.values().iterator();
        while (leastUsedFirst.hasNext()) {
            if (leastUsedFirst.next().admits()) {
                leastUsedFirst.remove();
                return;
            }
        }
    }
}
