package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** One caller's work while it waits for the commit of its group. */
final class Member<T> {

    private final Work<T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private T result;

    Member(Work<T> work) {
        this.work = work;
    }

    void run(Transaction transaction) throws SQLException {
        result = work.run(transaction);
    }

    void committed() {
        done.complete(result);
    }

    void failed(Throwable failure) {
        done.completeExceptionally(failure);
    }

    CompletableFuture<T> done() {
        return done;
    }
}
