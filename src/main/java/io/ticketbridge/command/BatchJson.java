package io.ticketbridge.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches.Batch;

/** A batch for programs. */
final class BatchJson {

    private BatchJson() {}

    static ObjectNode of(Batch batch, BatchSums sums) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("batch", batch.id());
        json.put("file", batch.name());
        json.put("upstream", batch.upstream().label());
        json.put("state", batch.state());
        json.put("control", batch.control().label());
        putSums(json, sums);
        json.put("repeats", batch.repeats().orElse(null));
        json.put("corrects", batch.corrects().orElse(null));
        json.put("again", batch.again().orElse(null));
        json.put("path", batch.path());
        json.put("failure", batch.failure().map(reason -> reason.code()).orElse(null));
        json.put("started", batch.started().toString());
        json.put("finished", batch.finished().map(Object::toString).orElse(null));
        return json;
    }

    static void putSums(ObjectNode json, BatchSums sums) {
        json.put("rows", sums.rows());
        json.put("delivered", sums.delivered());
        json.put("rejected", sums.rejected());
        json.put("duplicate", sums.duplicate());
        json.put("waiting", sums.waiting());
        json.put("unknown", sums.unknown());
        json.put("parked", sums.parked());
        json.put("dead", sums.dead());
    }
}
