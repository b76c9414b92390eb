/**
 * What people and machines can see of a running bridge: health and metrics on the management port. Reads, never
 * decides.
 */
package io.ticketbridge.observation;
