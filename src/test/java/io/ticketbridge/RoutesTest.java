package io.ticketbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The routes can be read: each says what it is, and each part of one has a name that logs and metrics show. */
class RoutesTest {

    private static final Set<String> TOLD = Set.of("route", "routeTemplate", "routeConfiguration", "rest");
    private static final Set<String> VERBS = Set.of("get", "post");
    private static final Set<String> NAMED = Set.of("from", "doCatch", "doFinally");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> shippedFiles() throws IOException {
        return files().stream()
                .filter(file -> file.getParent().endsWith("routes"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachRouteHasAnIdAndOneLineOfDescription(Path file) throws IOException {
        for (JsonNode entry : new YAMLMapper().readTree(file.toFile())) {
            for (Map.Entry<String, JsonNode> route : entry.properties()) {
                if (TOLD.contains(route.getKey())) {
                    assertThat(route.getValue().path("id").asText()).isNotBlank();
                    assertThat(route.getValue().path("description").asText())
                            .as(route.getValue().path("id").asText())
                            .isNotBlank()
                            .hasLineCount(1);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shippedFiles")
    void eachEndpointAndEachStepHasAnId(Path file) throws IOException {
        List<String> nameless = new ArrayList<>();
        collect("", "", new YAMLMapper().readTree(file.toFile()), nameless, new ArrayList<>());

        assertThat(nameless).isEmpty();
    }

    @Test
    void noIdIsGivenTwice() throws IOException {
        List<String> ids = new ArrayList<>();
        for (Path file : files()) {
            collect("", "", new YAMLMapper().readTree(file.toFile()), new ArrayList<>(), ids);
        }

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    }

    /** @param nameless takes the place of each part that should have an id and has none */
    private static void collect(String place, String name, JsonNode node, List<String> nameless, List<String> ids) {
        if (node.isArray()) {
            node.forEach(element -> collect(place, name, element, nameless, ids));
            return;
        }
        String here = place + "/" + name;
        if (node.path("id").isTextual()) {
            // A verb of the REST door has the name of the route it leads to.
            ids.add((isVerb(place, name) ? name + " " : "") + node.path("id").asText());
        } else if (shouldHaveAnId(place, name)) {
            nameless.add(here);
        }
        node.properties().forEach(part -> collect(here, part.getKey(), part.getValue(), nameless, ids));
    }

    private static boolean shouldHaveAnId(String place, String name) {
        boolean isStep = place.endsWith("/steps") || place.endsWith("/routeConfiguration/onException");
        return isStep || isVerb(place, name) || NAMED.contains(name);
    }

    private static boolean isVerb(String place, String name) {
        return place.endsWith("/rest") && VERBS.contains(name);
    }
}
