package io.ticketbridge.door.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds out the charset of a whole file while its bytes pass by: what a byte order mark says, else UTF-8 where every
 * byte of it is valid, else windows-1252.
 */
final class EncodingProbe {

    static final Charset FALLBACK = Charset.forName("windows-1252");

    private final CharBuffer scratch = CharBuffer.allocate(1 << 13);
    private final ByteBuffer bytes = ByteBuffer.allocate((1 << 16) + 8);
    private CharsetDecoder decoder;
    private boolean marked;
    private long passed;
    private Optional<Long> invalidAt = Optional.empty();
    private Optional<Long> undefinedAt = Optional.empty();

    /** @param length at most 64 KiB */
    void pass(byte[] chunk, int length) {
        if (decoder == null) {
            decoder = decoderFor(chunk, length).newDecoder();
        }
        for (int i = 0; i < length && undefinedAt.isEmpty(); i++) {
            if (isUndefinedInFallback(chunk[i])) {
                undefinedAt = Optional.of(passed + i);
            }
        }
        passed += length;
        if (invalidAt.isEmpty()) {
            bytes.put(chunk, 0, length).flip();
            decode(false);
            bytes.compact();
        }
    }

    /** @throws UnusableFileException when no charset fits */
    Charset charset() {
        if (decoder == null) {
            return StandardCharsets.UTF_8;
        }
        if (invalidAt.isEmpty()) {
            bytes.flip();
            decode(true);
        }
        if (invalidAt.isEmpty()) {
            return decoder.charset();
        }
        if (marked || undefinedAt.isPresent()) {
            throw new UnusableFileException(
                    "BadEncoding",
                    "The file is not valid " + decoder.charset() + " at byte " + (invalidAt.get() + 1)
                            + (marked
                                    ? ", which its byte order mark promises"
                                    : ", and no " + FALLBACK + " at byte " + (undefinedAt.get() + 1))
                            + "; save it as UTF-8.");
        }
        return FALLBACK;
    }

    private void decode(boolean atEnd) {
        CoderResult result;
        do {
            scratch.clear();
            result = decoder.decode(bytes, scratch, atEnd);
        } while (result.isOverflow());
        if (result.isError()) {
            invalidAt = Optional.of(passed - bytes.remaining());
        }
    }

    private Charset decoderFor(byte[] head, int length) {
        int first = length > 0 ? head[0] & 0xff : -1;
        int second = length > 1 ? head[1] & 0xff : -1;
        int third = length > 2 ? head[2] & 0xff : -1;
        boolean littleEndian = first == 0xff && second == 0xfe;
        boolean bigEndian = first == 0xfe && second == 0xff;
        marked = littleEndian || bigEndian || (first == 0xef && second == 0xbb && third == 0xbf);
        return littleEndian
                ? StandardCharsets.UTF_16LE
                : bigEndian ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    private static boolean isUndefinedInFallback(byte value) {
        return switch (value & 0xff) {
            case 0x81, 0x8d, 0x8f, 0x90, 0x9d -> true;
            default -> false;
        };
    }
}
