package io.ticketbridge.door.rest;

/** Exchange properties in which the steps of the REST routes hand on what they found. */
final class RestProperties {

    static final String REQUEST = "ticketbridgeRestRequest";
    static final String ACCOUNT = "ticketbridgeRestAccount";
    static final String TICKET = "ticketbridgeRestTicket";
    static final String KEY = "ticketbridgeRestKey";
    static final String CREATED = "ticketbridgeRestCreated";
    static final String INTENT = "ticketbridgeRestIntent";

    private RestProperties() {}
}
