/**
 * Puts the parts together: one ledger, one Camel context with the routes of the {@code routes} folder, one start and
 * one stop.
 */
package io.ticketbridge.engine;
