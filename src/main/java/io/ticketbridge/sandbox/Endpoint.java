package io.ticketbridge.sandbox;

import java.util.Arrays;
import java.util.Optional;

/** The upstream's endpoints that the sandbox plays. */
public enum Endpoint {
    TOKEN("token", "/token"),
    TICKETS("tickets", "/tickets"),
    LIST("list", "/tickets/list");

    private final String label;
    private final String path;

    Endpoint(String label, String path) {
        this.label = label;
        this.path = path;
    }

    /** The name used in the fault JSON. */
    public String label() {
        return label;
    }

    public String path() {
        return path;
    }

    static Optional<Endpoint> ofPath(String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.path.equals(path))
                .findFirst();
    }

    static Optional<Endpoint> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.label.equals(label))
                .findFirst();
    }
}
