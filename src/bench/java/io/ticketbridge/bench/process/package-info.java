/** The processes of the contenders. */
package io.ticketbridge.bench.process;
