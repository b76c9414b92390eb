package io.ticketbridge.bench.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Finds the ticket id in an answer without reading all of it: the load must cost less than what it measures. */
final class TicketAnswer {

    private static final byte[] OF_A_DOOR = "\"id\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OF_THE_UPSTREAM = "\"data\":".getBytes(StandardCharsets.US_ASCII);
    private static final int LOOK = 200;
    private static final int SHOWN = 300;

    private TicketAnswer() {}

    /** @throws IllegalStateException when this is no answer to a delivered ticket */
    static long id(int status, Buffer body) {
        int start = status == 200 ? end(body, OF_A_DOOR) : -1;
        if (start < 0 && status == 200) {
            start = end(body, OF_THE_UPSTREAM);
        }
        long id = 0;
        int at = start;
        while (at >= 0 && at < body.length() && body.getByte(at) >= '0' && body.getByte(at) <= '9') {
            id = 10 * id + body.getByte(at) - '0';
            at++;
        }
        if (id == 0) {
            String text = body.toString();
            throw new IllegalStateException(
                    "no delivered ticket, but " + status + " " + text.substring(0, Math.min(SHOWN, text.length())));
        }
        return id;
    }

    private static int end(Buffer body, byte[] sought) {
        int last = Math.min(LOOK, body.length()) - sought.length;
        for (int start = 0; start <= last; start++) {
            int same = 0;
            while (same < sought.length && body.getByte(start + same) == sought[same]) {
                same++;
            }
            if (same == sought.length) {
                return start + same;
            }
        }
        return -1;
    }
}
