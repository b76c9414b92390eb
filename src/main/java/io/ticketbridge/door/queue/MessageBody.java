package io.ticketbridge.door.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the body out of a text or bytes message, up to a size. A message of any other kind is not touched: an object
 * inside it is never made.
 *
 * @param maxBytes the largest body that is read
 */
record MessageBody(long maxBytes) {

    /** The bytes of a ticket and what they are said to be; without a content type the decoder goes by look. */
    record Content(byte[] bytes, Optional<String> contentType) {}

    private static final String CONTENT_TYPE = "content_type";
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)\"?", Pattern.CASE_INSENSITIVE);

    /** @throws UndeliverableException for another kind of message, or one that is too large */
    Content read(Message message) throws JMSException {
        Optional<String> contentType =
                Optional.ofNullable(message.getStringProperty(CONTENT_TYPE)).filter(type -> !type.isBlank());
        if (message instanceof TextMessage text) {
            return text(Optional.ofNullable(text.getText()).orElse(""), contentType);
        }
        if (message instanceof BytesMessage bytes) {
            return new Content(bytes(bytes), contentType);
        }
        throw new UndeliverableException(
                "Unsupported", "only text and bytes messages are read, this is another kind of message");
    }

    private byte[] bytes(BytesMessage message) throws JMSException {
        long length = message.getBodyLength();
        checkSize(length);
        byte[] bytes = new byte[(int) length];
        message.readBytes(bytes);
        message.reset();
        return bytes;
    }

    /**
     * A text message has no charset of its own, but its percent escapes may be meant in the declared one; so that one
     * is used for the text too wherever it can hold it.
     */
    private Content text(String text, Optional<String> contentType) {
        checkSize(text.length());
        Optional<byte[]> asDeclared =
                contentType.flatMap(MessageBody::declaredCharset).flatMap(charset -> encode(text, charset));
        if (asDeclared.isPresent()) {
            return new Content(asDeclared.get(), contentType);
        }
        byte[] utf8 = encode(text, StandardCharsets.UTF_8)
                .orElseThrow(() -> new UndeliverableException("Unreadable", "the text holds an unpaired surrogate"));
        return new Content(utf8, contentType.map(type -> CHARSET.matcher(type).replaceAll("") + "; charset=utf-8"));
    }

    private void checkSize(long size) {
        if (size > maxBytes) {
            throw new UndeliverableException(
                    "TooLarge", "the body is larger than ticketbridge.http.max-body allows for a ticket");
        }
    }

    private static Optional<Charset> declaredCharset(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        try {
            return matcher.find()
                    ? Optional.of(Charset.forName(matcher.group(1))).filter(Charset::canEncode)
                    : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UndeliverableException("Unsupported", "the charset of content_type is unknown");
        }
    }

    private static Optional<byte[]> encode(String text, Charset charset) {
        try {
            ByteBuffer buffer = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return Optional.of(bytes);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
