/** Callers, files and messages. */
package io.ticketbridge.bench.load;
