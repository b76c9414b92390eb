package io.ticketbridge.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the upstream's list is sure to show of a ticket: its title and message. Two requests that are equal in these may
 * be mistaken for each other, whatever tags, fields or creator they have.
 */
final class Likeness {

    private static final JsonFactory JSON = new JsonFactory();

    private Likeness() {}

    /** @param request a create-ticket request */
    static String of(byte[] request) {
        String title = "";
        String message = "";
        try (JsonParser json = JSON.createParser(request)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                title = name.equals("title") ? json.getText() : title;
                message = name.equals("message") ? json.getText() : message;
                json.skipChildren();
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(title.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(message.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException("a request must be JSON", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
