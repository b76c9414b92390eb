package io.ticketbridge.intake;

/** Hears of each ticket that came through a door, after the commit. Must be fast and must not throw. */
@FunctionalInterface
public interface AcceptanceListener {

    void taken(String door, Taken taken);
}
