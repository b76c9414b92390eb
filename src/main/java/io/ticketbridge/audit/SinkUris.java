package io.ticketbridge.audit;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code audit.uri} names. */
final class SinkUris {

    /** Where a jar of Camel says which components it has. */
    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

    private SinkUris() {}

    /** @throws ConfigurationException when two sinks have one name */
    static Map<String, String> byName(Settings settings) {
        Map<String, String> urisByName = new LinkedHashMap<>();
        for (String uri : settings.get(Keys.AUDIT_URI)) {
            String name = SinkName.of(uri);
            if (urisByName.putIfAbsent(name, uri) != null) {
                throw new ConfigurationException(Keys.AUDIT_URI.fullName() + " names the sink " + name
                        + " twice; query parameters do not count, so give it another path.");
            }
        }
        return urisByName;
    }

    static String scheme(String uri) {
        return uri.split("[:?]", 2)[0];
    }

    /** @throws ConfigurationException when no jar has the component of this endpoint */
    static void requireInstalled(String uri) {
        if (SinkUris.class.getClassLoader().getResource(COMPONENTS + scheme(uri)) == null) {
            throw noComponent(uri);
        }
    }

    static ConfigurationException noComponent(String uri) {
        return new ConfigurationException(Keys.AUDIT_URI.fullName() + " names the endpoint " + SinkName.of(uri)
                + ", but there is no Camel component " + scheme(uri) + ": put its jar into lib or correct the name.");
    }
}
