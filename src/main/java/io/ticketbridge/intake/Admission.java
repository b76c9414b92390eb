package io.ticketbridge.intake;

import io.ticketbridge.ledger.Identity;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Submission;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.mapping.Mapping;
import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.newsocialcloud.TicketCheck;
import io.ticketbridge.newsocialcloud.TicketFields;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides what is handed to the ledger for one ticket: its fields checked, its creator and upstream chosen, its mapping
 * tried, its identities named. Thread-safe.
 */
public final class Admission {

    private final Supplier<Mapping> mapping;
    private final ModeRule modes;

    public Admission(Supplier<Mapping> mapping, ModeRule modes) {
        this.mapping = mapping;
        this.modes = modes;
    }

    public Checked check(IncomingTicket incoming) {
        TicketCheck.Result result = TicketCheck.check(incoming.fields());
        if (incoming.defect().isPresent()) {
            return invalid(incoming, incoming.defect().get());
        }
        if (result instanceof TicketCheck.Result.Valid valid) {
            return checked(incoming, valid.ticket(), valid.ignoredFields());
        }
        return invalid(incoming, ((TicketCheck.Result.Invalid) result).error());
    }

    private Checked checked(IncomingTicket incoming, SupportTicket sent, List<String> ignoredFields) {
        SupportTicket ticket = sent.withCreator(creator(incoming, sent));
        Optional<Upstream> upstream = modes.upstream(ticket.mode());
        if (upstream.isEmpty()) {
            return invalid(incoming, FieldError.invalid("mode", "test tickets are refused here (mode.test=reject)"));
        }
        if (mapping.get().map(ticket) instanceof Mapping.Result.Refused refused) {
            return invalid(incoming, refused.error());
        }
        return new Checked.Recordable(
                incoming.door(),
                new Submission(
                        incoming.door(),
                        upstream.get(),
                        ticket.applicationId(),
                        incoming.account(),
                        identities(incoming, ticket),
                        ticket.toJson(),
                        ticket.contentHash(),
                        incoming.row(),
                        Optional.empty(),
                        incoming.reply(),
                        incoming.corrects()),
                ignoredFields);
    }

    /** The ticket's own creator where it may name one, whole; never one person's name with another's address. */
    private static SupportTicket.Creator creator(IncomingTicket incoming, SupportTicket sent) {
        boolean names = !sent.creator().equals(SupportTicket.Creator.NONE);
        SupportTicket.Creator account = incoming.accountCreator().orElse(SupportTicket.Creator.NONE);
        return incoming.mayNameCreator() && names ? sent.creator() : account;
    }

    private static List<Identity> identities(IncomingTicket incoming, SupportTicket ticket) {
        List<Identity> identities = new ArrayList<>(incoming.identities());
        ticket.externalId().ifPresent(value -> identities.add(new Identity(Identity.Kind.EXTERNAL, value)));
        return identities;
    }

    private Checked invalid(IncomingTicket incoming, FieldError error) {
        if (incoming.refuseInvalid()) {
            return new Checked.Refused(incoming.door(), error);
        }
        TicketFields fields = incoming.fields();
        byte[] content = fields.toJson();
        return new Checked.Recordable(
                incoming.door(),
                new Submission(
                        incoming.door(),
                        modes.main(),
                        TicketCheck.applicationId(fields).orElse(""),
                        incoming.account(),
                        List.of(),
                        content,
                        sha256(content),
                        incoming.row(),
                        Optional.of(new Reason(error.type(), error.message())),
                        incoming.reply(),
                        incoming.corrects()),
                List.of());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
