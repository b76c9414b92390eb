package io.ticketbridge.audit;

/** A line of an audit file that is no whole, unchanged record. The message completes "record N …". */
final class BadRecordException extends Exception {

    BadRecordException(String message) {
        super(message);
    }
}
