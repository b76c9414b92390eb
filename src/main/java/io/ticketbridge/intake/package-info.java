/** The shared path of all doors: decode, check, accept, hint. */
package io.ticketbridge.intake;
