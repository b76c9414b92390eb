package io.ticketbridge.door.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds out the charset of a whole file while its bytes pass by: what a byte order mark says, UTF-16 where zeros stand
 * between the first characters, else UTF-8 where every byte of it is valid, else windows-1252. A file that is UTF-8 but
 * for a few bytes is refused: read as windows-1252, every other special character in it would be wrong.
 */
final class EncodingProbe {

    static final Charset FALLBACK = Charset.forName("windows-1252");

    private static final String BY_MARK = ", which its byte order mark promises";
    private static final String BY_ZEROS = ", which the zeros between its first characters promise";

    private final CharBuffer scratch = CharBuffer.allocate(1 << 13);
    private final ByteBuffer bytes = ByteBuffer.allocate((1 << 16) + 8);
    private CharsetDecoder decoder;
    /** Why no other charset is tried; empty = one may be. */
    private Optional<String> promise = Optional.empty();

    private long passed;
    private long linesBefore;
    private long wellFormed;
    private long malformed;
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
        bytes.put(chunk, 0, length).flip();
        decode(false);
        bytes.compact();
    }

    /** @throws UnusableFileException when no charset fits */
    Charset charset() {
        if (decoder == null) {
            return StandardCharsets.UTF_8;
        }
        bytes.flip();
        decode(true);
        if (invalidAt.isEmpty()) {
            return decoder.charset();
        }
        if (promise.isPresent()) {
            throw refused(promise.get() + "; save it as UTF-8.");
        }
        if (undefinedAt.isPresent()) {
            throw refused(", and no " + FALLBACK + " at byte " + (undefinedAt.get() + 1) + "; save it as UTF-8.");
        }
        if (wellFormed > malformed) {
            throw refused(", though it is UTF-8 elsewhere (" + wellFormed + " special characters are well-formed, "
                    + malformed + " bytes are not); correct that line, or save the file as UTF-8 again.");
        }
        return FALLBACK;
    }

    private UnusableFileException refused(String rest) {
        return new UnusableFileException(
                "BadEncoding",
                "The file is not valid " + decoder.charset() + " at byte " + (invalidAt.orElseThrow() + 1)
                        + ", in line " + (linesBefore + 1) + rest);
    }

    private void decode(boolean atEnd) {
        CoderResult result;
        do {
            scratch.clear();
            result = decoder.decode(bytes, scratch, atEnd);
            count(scratch.flip());
            if (result.isError()) {
                if (invalidAt.isEmpty()) {
                    invalidAt = Optional.of(passed - bytes.remaining());
                }
                malformed += result.length();
                bytes.position(bytes.position() + result.length());
            }
        } while (!result.isUnderflow());
    }

    private void count(CharBuffer decoded) {
        boolean countLines = invalidAt.isEmpty();
        while (decoded.hasRemaining()) {
            char c = decoded.get();
            if (c >= 0x80) {
                wellFormed++;
            } else if (c == '\n' && countLines) {
                linesBefore++;
            }
        }
    }

    private Charset decoderFor(byte[] head, int length) {
        int beginning = 0;
        for (int i = 0; i < 4; i++) {
            beginning = beginning << 8 | (i < length ? head[i] & 0xff : 0xff);
        }
        promise = Optional.of(BY_MARK);
        if (beginning == 0xfffe0000) {
            return Charset.forName("UTF-32LE");
        } else if (beginning == 0x0000feff) {
            return Charset.forName("UTF-32BE");
        } else if (beginning >>> 16 == 0xfffe) {
            return StandardCharsets.UTF_16LE;
        } else if (beginning >>> 16 == 0xfeff) {
            return StandardCharsets.UTF_16BE;
        } else if (beginning >>> 8 == 0xefbbbf) {
            return StandardCharsets.UTF_8;
        }
        boolean zeroAtOdd = (beginning & 0x00ff00ff) == 0;
        boolean zeroAtEven = (beginning & 0xff00ff00) == 0;
        promise = zeroAtOdd != zeroAtEven ? Optional.of(BY_ZEROS) : Optional.empty();
        return promise.isEmpty()
                ? StandardCharsets.UTF_8
                : zeroAtOdd ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    private static boolean isUndefinedInFallback(byte value) {
        return switch (value & 0xff) {
            case 0x81, 0x8d, 0x8f, 0x90, 0x9d -> true;
            default -> false;
        };
    }
}
