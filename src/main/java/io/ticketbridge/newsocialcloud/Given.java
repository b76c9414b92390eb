package io.ticketbridge.newsocialcloud;

import java.util.Optional;

/**
 * A field whose absence and whose explicit null mean different things: absent leaves the choice to the mapping, null
 * asks for nothing (no assignee, no category).
 */
public sealed interface Given<T> {

    /** The caller did not mention the field. */
    record Absent<T>() implements Given<T> {}

    /** The caller said null. */
    record Null<T>() implements Given<T> {}

    /** The caller gave a value. */
    record Value<T>(T given) implements Given<T> {}

    static <T> Given<T> absent() {
        return new Absent<>();
    }

    static <T> Given<T> explicitNull() {
        return new Null<>();
    }

    static <T> Given<T> of(T value) {
        return new Value<>(value);
    }

    static <T> Given<T> ofOptional(Optional<T> value) {
        return value.map(Given::of).orElseGet(Given::absent);
    }

    default boolean isAbsent() {
        return this instanceof Absent;
    }

    default boolean isNull() {
        return this instanceof Null;
    }

    /** The value, when there is one: empty for absent and for null alike. */
    default Optional<T> value() {
        return this instanceof Value<T> value ? Optional.of(value.given()) : Optional.empty();
    }

    /** This, or the other when this is absent. An explicit null stands. */
    default Given<T> orElse(Given<T> other) {
        return isAbsent() ? other : this;
    }
}
