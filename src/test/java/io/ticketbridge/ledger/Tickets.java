package io.ticketbridge.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Submissions, requests and results as tests need them. */
final class Tickets {

    static final TicketOrigin ANYWHERE = new TicketOrigin(Optional.empty(), Optional.empty(), Optional.empty());

    static final Reason REASON = new Reason("Because", "A sentence for people.");

    private Tickets() {}

    static Submission submission(String content, Identity... identities) {
        return new Submission(
                "rest",
                Upstream.LIVE,
                "42",
                Optional.of("anna"),
                List.of(identities),
                bytes(content),
                "hash-of-" + content,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Submission viaDoor(String door, Submission s) {
        return new Submission(
                door,
                s.upstream(),
                s.application(),
                s.account(),
                s.identities(),
                s.content(),
                s.contentHash(),
                s.row(),
                s.rejection(),
                s.reply(),
                s.corrects());
    }

    static Submission of(String application, Submission s) {
        return new Submission(
                s.door(),
                s.upstream(),
                application,
                s.account(),
                s.identities(),
                s.content(),
                s.contentHash(),
                s.row(),
                s.rejection(),
                s.reply(),
                s.corrects());
    }

    static Submission to(Upstream upstream, Submission s) {
        return new Submission(
                s.door(),
                upstream,
                s.application(),
                s.account(),
                s.identities(),
                s.content(),
                s.contentHash(),
                s.row(),
                s.rejection(),
                s.reply(),
                s.corrects());
    }

    static Submission inRow(String batch, long row, Submission s) {
        return new Submission(
                "file",
                s.upstream(),
                s.application(),
                Optional.empty(),
                s.identities(),
                s.content(),
                s.contentHash(),
                Optional.of(new BatchRow(batch, row)),
                s.rejection(),
                s.reply(),
                s.corrects());
    }

    static Submission invalid(Reason reason, Submission s) {
        return new Submission(
                s.door(),
                s.upstream(),
                s.application(),
                s.account(),
                s.identities(),
                s.content(),
                s.contentHash(),
                s.row(),
                Optional.of(reason),
                s.reply(),
                s.corrects());
    }

    static Submission correcting(String key, Submission s) {
        return new Submission(
                s.door(),
                s.upstream(),
                s.application(),
                s.account(),
                s.identities(),
                s.content(),
                s.contentHash(),
                s.row(),
                s.rejection(),
                s.reply(),
                Optional.of(key));
    }

    static Submission replyingTo(ReplyAddress address, Submission s) {
        return new Submission(
                s.door(),
                s.upstream(),
                s.application(),
                s.account(),
                s.identities(),
                s.content(),
                s.contentHash(),
                s.row(),
                s.rejection(),
                Optional.of(address),
                s.corrects());
    }

    static Identity external(String value) {
        return new Identity(Identity.Kind.EXTERNAL, value);
    }

    static Payload.FrozenRequest request(String body) {
        return new Payload.FrozenRequest(bytes(body), "mapping-1", body);
    }

    static AttemptResult result(Claim claim, Instant endedAt, String outcome, boolean charged) {
        return new AttemptResult(
                claim.startedAt(),
                endedAt,
                "answered",
                OptionalInt.of(200),
                OptionalInt.of(-1),
                Optional.empty(),
                outcome,
                charged,
                "rule of the table",
                Optional.empty(),
                bytes("{\"errorCode\":-1}"),
                Optional.empty(),
                3);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
