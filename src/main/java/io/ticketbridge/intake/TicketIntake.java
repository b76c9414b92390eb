package io.ticketbridge.intake;

import io.ticketbridge.ledger.Acceptance;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Deliveries;
import io.ticketbridge.ledger.Hint;
import io.ticketbridge.ledger.Intake;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Payload;
import io.ticketbridge.ledger.Submission;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;

/** The steps of the accept route: check, accept, hint. Thread-safe. */
public final class TicketIntake {

    /** Exchange property that carries a batch's read position into the accepting transaction. */
    public static final String POSITION = "ticketbridgePosition";

    /** Exchange property that carries the hints of what was just accepted. */
    public static final String HINTS = "ticketbridgeHints";

    private final Admission admission;
    private final Intake intake;
    private final AcceptanceListener listener;

    public TicketIntake(Admission admission, Intake intake, AcceptanceListener listener) {
        this.admission = admission;
        this.intake = intake;
        this.listener = listener;
    }

    /** Checks each ticket, tries its mapping, and names its identities. */
    public List<Checked> check(@Body List<IncomingTicket> tickets) {
        return tickets.stream().map(admission::check).toList();
    }

    /**
     * Accepts all that may be recorded in one transaction, after whose commit the body is the list of {@link Taken}.
     */
    @SuppressWarnings("unchecked")
    public void accept(Exchange exchange) {
        List<Checked> tickets = exchange.getMessage().getBody(List.class);
        List<Submission> submissions = tickets.stream()
                .flatMap(checked -> checked.submission().stream())
                .toList();
        Optional<Batches.Position> readTo = Optional.ofNullable(exchange.getProperty(POSITION, Batches.Position.class));
        List<Acceptance> acceptances =
                submissions.isEmpty() && readTo.isEmpty() ? List.of() : intake.accept(submissions, readTo);
        List<Taken> taken = merge(tickets, acceptances.iterator());
        exchange.setProperty(HINTS, hints(tickets, taken));
        exchange.getMessage().setBody(taken);
        report(tickets, taken);
    }

    private static List<Hint> hints(List<Checked> tickets, List<Taken> taken) {
        List<Hint> hints = new ArrayList<>(taken.size());
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i) instanceof Taken.InLedger inLedger) {
                hint(tickets.get(i), inLedger.acceptance()).ifPresent(hints::add);
            }
        }
        return hints;
    }

    private static Optional<Hint> hint(Checked checked, Acceptance acceptance) {
        if (acceptance instanceof Acceptance.Created created) {
            return Optional.of(new Hint(
                    created.key(), checked.door(), created.intent().upstream(), fresh(checked, created.intent())));
        }
        return acceptance instanceof Acceptance.Revised revised
                ? checked.submission().map(sent -> new Hint(revised.key(), checked.door(), sent.upstream()))
                : Optional.empty();
    }

    private static Optional<Deliveries.Candidate> fresh(Checked checked, Intent intent) {
        return checked.submission()
                .map(Submission::content)
                .filter(content -> content.length <= Hint.LARGEST_CONTENT)
                .map(content -> new Deliveries.Candidate(intent, new Payload(content, Optional.empty())));
    }

    private static List<Taken> merge(List<Checked> tickets, Iterator<Acceptance> acceptances) {
        List<Taken> taken = new ArrayList<>(tickets.size());
        for (Checked checked : tickets) {
            if (checked instanceof Checked.Refused refused) {
                taken.add(new Taken.NotTaken(refused.error()));
            } else {
                taken.add(new Taken.InLedger(acceptances.next(), checked.ignoredFields()));
            }
        }
        return taken;
    }

    private void report(List<Checked> tickets, List<Taken> taken) {
        for (int i = 0; i < taken.size(); i++) {
            listener.taken(tickets.get(i).door(), taken.get(i));
        }
    }
}
