package io.ticketbridge.door.file;

/** How the rows of a file are written. */
public enum Format {
    CSV,
    /** One JSON array of objects, or one object. */
    JSON,
    /** One JSON object a line. */
    NDJSON
}
