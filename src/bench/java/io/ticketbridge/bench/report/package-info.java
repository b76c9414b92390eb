/** Plain text out of what was measured. */
package io.ticketbridge.bench.report;
