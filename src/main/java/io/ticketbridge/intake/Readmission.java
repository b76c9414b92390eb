package io.ticketbridge.intake;

import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Submission;
import io.ticketbridge.mapping.Mapping;
import io.ticketbridge.newsocialcloud.Decoded;
import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.SupportTicket.Mode;
import io.ticketbridge.newsocialcloud.TicketDecoder;
import io.ticketbridge.newsocialcloud.TicketFields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes the content of an intent through the checks and the mapping of now, so that what an earlier mapping refused can
 * be replayed once the mapping is mended. Thread-safe.
 */
public final class Readmission {

    /** A row that could not be read as it stood in its file; what the ledger has of it is not what was meant. */
    private static final String UNREADABLE_ROW = "UnreadableRow";

    private final TicketDecoder decoder = new TicketDecoder(StandardCharsets.UTF_8);
    private final Supplier<Mapping> mapping;
    private final Mode modeOfNone;
    private final boolean takesTests;

    /** @param modeOfNone the mode of a ticket that names none; {@code takesTests} as in {@link ModeRule} */
    public Readmission(Supplier<Mapping> mapping, Mode modeOfNone, boolean takesTests) {
        this.mapping = mapping;
        this.modeOfNone = modeOfNone;
        this.takesTests = takesTests;
    }

    /** The content as it would be taken now, or why not. */
    public sealed interface Verdict {

        record Admitted(Submission submission) implements Verdict {}

        record Refused(String why) implements Verdict {}
    }

    public Verdict check(Intent intent, byte[] content) {
        Decoded decoded = decoder.decode(content, Optional.of("application/json"), Optional.empty());
        if (!(decoded instanceof Decoded.Fields read)) {
            return new Verdict.Refused(stillInvalid(intent));
        }
        Admission admission = new Admission(mapping, new ModeRule(intent.upstream(), modeOfNone, takesTests));
        Submission submission =
                admission.check(incoming(intent, read.fields())).submission().orElseThrow();
        if (submission.rejection().isPresent()) {
            return new Verdict.Refused(submission.rejection().get().text());
        }
        return submission.upstream() == intent.upstream()
                ? new Verdict.Admitted(submission)
                : new Verdict.Refused(
                        "Its mode sends it to the " + submission.upstream().label()
                                + ", where it was never meant to be accepted under this key; send it again.");
    }

    private static IncomingTicket incoming(Intent intent, TicketFields fields) {
        return new IncomingTicket(
                intent.door(),
                fields,
                intent.account(),
                Optional.empty(),
                true,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(intent.key()),
                intent.reason()
                        .filter(reason -> reason.code().equals(UNREADABLE_ROW))
                        .map(reason -> new FieldError(reason.code(), "row", reason.text())));
    }

    private static String stillInvalid(Intent intent) {
        return intent.reason().map(Reason::text).orElse("Its content cannot be read.");
    }
}
