package io.ticketbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.AuditTrail.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Records are bytes that a hash holds for ever. These events hold what is awkward in every place, and the hash of the
 * last record in their chain stands for each byte of each of them: it was taken before the encoder was made quick.
 */
class AuditGoldenTest {

    private static final int EVENTS = 4_000;

    private static final List<String> NAMES = List.of(
            "door",
            "because",
            "reasonText",
            "errorText",
            "response",
            "answer",
            "subject",
            "Creator-Name",
            "refresh_token",
            "API-Key",
            "attempt",
            "identities",
            "retryAfter",
            "whatever",
            "file",
            "øre",
            "");

    private static final List<String> PIECES = List.of(
            " ",
            "a",
            "word",
            "kari@example.no",
            "@",
            "a@b@c",
            "@@",
            "+47 99 88 77 66",
            "+4799887766abc@x.no",
            "+47 (22) 33-44-55 66 77 88 99 00",
            "+",
            "+1",
            "1234567890",
            "<ola@example.no>;",
            "\"",
            "\\",
            "/",
            "Bearer abc.d",
            "bASIC  eW91",
            "basics",
            "bearer",
            "eyJhbGciOiJIUzI1NiJ9.abcdefghij",
            "EYjhbGciOiJIUzI1NiJ9abcdef",
            "xeyJhbGciOiJIUzI1NiJ9abcdef",
            "eyJshort",
            "\n",
            "\t",
            "\r\n",
            "\u001b[31m",
            "\u0000",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u00ad",
            "\u017f",
            "\u2028",
            "\u202e",
            "\ufeff",
            "\ud800",
            "\udc00",
            "\ud83d\ude00",
            "øåæ",
            "日本",
            "x".repeat(190),
            "a b".repeat(700),
            "{\"data\":123456,\"errorCode\":-1}",
            "{\"errorCode\":17,\"data\":{\"name\":\"Kari\"},\"errorText\":\"No kari@example.no\",\"x\":[1]}",
            "{\"errorCode\":1.50,\"data\":12345678901234567890,\"errorText\":null} trailing",
            "{\"errorCode\":\"1\",\"data\":\"s\",\"errorText\":5}",
            "[1,2]",
            "{\"errorCode\":");

    @Test
    void writesTheSameBytesForTheSameEventsForEver() {
        assertThat(lastHash(Events.masking()))
                .isEqualTo("2352b64304f1ac35d144b3a9972ee470e61002b4db9f16d10741c4c2c185f7a2");
        assertThat(lastHash(Events.showing()))
                .isEqualTo("2280d4b7ee959f2801f1bfaad19a242ba6969f83279edf87a14f54ae55d8c989");
    }

    @Test
    void aRecordReadsBackAsItWasWritten() throws Exception {
        for (AuditRecord record : Events.masking().encode(events(), Optional.empty())) {
            byte[] line = record.line().getBytes(java.nio.charset.StandardCharsets.UTF_8);

            assertThat(AuditRecord.parse(line)).isEqualTo(record);
        }
    }

    private static String lastHash(AuditEncoder encoder) {
        List<AuditRecord> records = encoder.encode(events(), Optional.empty());
        return records.get(EVENTS - 1).hash();
    }

    private static List<Event> events() {
        Random random = new Random(5);
        List<Event> events = new ArrayList<>();
        for (int i = 1; i <= EVENTS; i++) {
            Optional<String> key = random.nextInt(9) == 0 ? Optional.empty() : Optional.of("tb-" + text(random, 2));
            events.add(new Event(
                    i * 3L, Events.NOON.plusMillis(random.nextInt(90_000)), text(random, 1), key, details(random, 2)));
        }
        return events;
    }

    private static Map<String, Object> details(Random random, int depth) {
        Map<String, Object> details = new LinkedHashMap<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            details.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth));
        }
        return details;
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 11 : 9)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextLong();
            case 2 -> random.nextBoolean();
            case 3 -> random.nextInt(4) == 0 ? null : (Object) (random.nextInt(1000) / 8.0);
            case 9 -> List.of(text(random, 3), random.nextInt(), text(random, 1));
            case 10 -> details(random, depth - 1);
            default -> text(random, 6);
        };
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most) + 1; i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
