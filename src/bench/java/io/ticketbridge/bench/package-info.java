/** Measures Ticketbridge beside what one would use instead. */
package io.ticketbridge.bench;
