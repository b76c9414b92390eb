/**
 * The REST door: the port, the steps of {@code routes/rest-door.camel.yaml}, and the table of answers. The steps hand
 * each other what they found as exchange properties; no caller's header ever is a Camel header.
 */
package io.ticketbridge.door.rest;
