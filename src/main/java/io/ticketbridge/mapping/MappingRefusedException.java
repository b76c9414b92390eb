package io.ticketbridge.mapping;

import io.ticketbridge.newsocialcloud.FieldError;

/** The mapping in force cannot make a create-ticket request of this ticket. Nothing was sent. */
public final class MappingRefusedException extends RuntimeException {

    private final transient FieldError error;

    public MappingRefusedException(FieldError error) {
        super(error.message());
        this.error = error;
    }

    /** The field and the rule. */
    public FieldError error() {
        return error;
    }
}
