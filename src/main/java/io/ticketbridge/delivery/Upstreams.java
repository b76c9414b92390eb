package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Upstream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The upstreams this engine delivers to. */
public final class Upstreams {

    private final Map<Upstream, UpstreamLink> links;

    public Upstreams(Map<Upstream, UpstreamLink> links) {
        this.links = Map.copyOf(links);
    }

    /** Takes up the gates an earlier run left shut. */
    public void resume(List<Gates.Gate> left) {
        left.forEach(gate -> links.values().forEach(link -> link.resume(gate)));
    }

    public Collection<UpstreamLink> all() {
        return links.values();
    }

    /** Whether an intent can be sent now: neither its upstream nor its application is held back. */
    public boolean admits(Intent intent) {
        UpstreamLink link = links.get(intent.upstream());
        return link != null && link.admits(intent);
    }

    /** Scopes through which no attempt could go now; an upstream that this engine does not serve is one. */
    Set<String> shut() {
        Set<String> shut = new HashSet<>();
        for (Upstream upstream : Upstream.values()) {
            if (!links.containsKey(upstream)) {
                shut.add(upstream.label());
            }
        }
        links.values().forEach(link -> shut.addAll(link.shut()));
        return shut;
    }

    /**
     * Whether an attempt at this upstream could be made now; at one that is not served, what is hinted at is let go.
     */
    public boolean hasPlace(Upstream upstream) {
        UpstreamLink link = links.get(upstream);
        return link == null || link.gate().hasPlace();
    }

    boolean serves(Intent intent) {
        return links.containsKey(intent.upstream());
    }

    public UpstreamLink of(Upstream upstream) {
        return links.get(upstream);
    }
}
