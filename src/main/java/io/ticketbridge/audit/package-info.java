/**
 * The audit sinks: what happened, one line an event, chained by hashes, relayed from the ledger to files and endpoints.
 */
package io.ticketbridge.audit;
