/** From an accepted intent to its rest: outcome, retry schedule, gate, probe. */
package io.ticketbridge.delivery;
