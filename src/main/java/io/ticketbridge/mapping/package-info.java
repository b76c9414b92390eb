/**
 * From {@code newsocialcloud:support-ticket} to {@code socialboards:create-ticket}, by the profiles of
 * {@code mapping.yaml}.
 */
package io.ticketbridge.mapping;
