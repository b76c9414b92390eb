package io.ticketbridge.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** A sample that ships with the project. */
record Sample(String name, byte[] bytes) {

    static Sample load(String name) {
        try (InputStream resource =
                Objects.requireNonNull(Sample.class.getResourceAsStream("/samples/" + name), name)) {
            return new Sample(name, resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The subject of a form-encoded sample. */
    String formSubject() {
        return Arrays.stream(text().split("&"))
                .filter(field -> field.startsWith("subject="))
                .map(field -> URLDecoder.decode(field.substring("subject=".length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
