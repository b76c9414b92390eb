package io.ticketbridge.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a test method that injects a fault and then counts what the upstream really created. The README's fault matrix is
 * made of these.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(ProvesFault.All.class)
public @interface ProvesFault {

    /** What goes wrong, such as {@code the answer is lost after the ticket was created}. */
    String fault();

    /** What holds all the same, in one sentence. */
    String promise();

    /** Where it is injected: the group of the matrix it stands in. */
    Group group();

    /** The parts of the way that can fail, in the order of the matrix. */
    enum Group {
        PROCESS,
        UPSTREAM,
        NETWORK,
        TOKEN,
        STORAGE,
        BROKER,
        FILE,
        CALLER
    }

    /** Holder of several. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface All {
        ProvesFault[] value();
    }
}
