package io.ticketbridge.audit;

import org.apache.camel.util.URISupport;

/** How a sink is called in the ledger, in logs and in health: its URI without query and credentials. */
final class SinkName {

    private SinkName() {}

    static String of(String uri) {
        String path = uri.split("[?]", 2)[0];
        return URISupport.sanitizeUri(path);
    }
}
