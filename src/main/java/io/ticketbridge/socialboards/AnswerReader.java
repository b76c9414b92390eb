package io.ticketbridge.socialboards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.HttpEntity;

/** Reads an answer's body as far as it comes and is allowed. */
final class AnswerReader {

    private static final int LARGEST_READ = 8192;

    private final int longest;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** @param longest in bytes; what comes after is not read */
    AnswerReader(int longest) {
        this.longest = longest;
    }

    /** @throws IOException before the end: cut off, over-long, or the deadline struck */
    void readToTheEnd(HttpEntity entity) throws IOException {
        InputStream stream = entity.getContent();
        long declared = entity.getContentLength();
        byte[] buffer = new byte[0 < declared && declared < LARGEST_READ ? (int) declared : LARGEST_READ];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            int room = longest - bytes.size();
            bytes.write(buffer, 0, Math.min(count, room));
            if (count > room) {
                throw new OverlongAnswerException(longest);
            }
        }
        stream.close();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** The answer is longer than it may be. */
    static final class OverlongAnswerException extends IOException {

        OverlongAnswerException(int longest) {
            super("the answer is longer than " + longest + " bytes");
        }
    }
}
