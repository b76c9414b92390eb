package io.ticketbridge.door.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Reads every number and truth value of YAML as the text that stands there: to YAML, 007 and No are something else. */
final class YamlTexts extends JsonParserDelegate {

    YamlTexts(JsonParser yaml) {
        super(yaml);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        return asText(delegate.nextToken());
    }

    @Override
    public JsonToken nextValue() throws IOException {
        return asText(delegate.nextValue());
    }

    @Override
    public JsonToken currentToken() {
        return asText(delegate.currentToken());
    }

    @Override
    public int currentTokenId() {
        JsonToken token = currentToken();
        return token == null ? 0 : token.id();
    }

    @Override
    public boolean hasToken(JsonToken token) {
        return currentToken() == token;
    }

    @Override
    public boolean hasTokenId(int id) {
        return currentTokenId() == id;
    }

    private static JsonToken asText(JsonToken token) {
        return token != null && (token.isNumeric() || token.isBoolean()) ? JsonToken.VALUE_STRING : token;
    }
}
