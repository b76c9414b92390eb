package io.ticketbridge.audit;

import java.nio.file.Path;

/** What {@link AuditVerifier} found. */
public sealed interface Verdict {

    /**
     * Every record is unchanged and in its place.
     *
     * @param first the number of the oldest record; above 1 when older files were removed
     * @param last the number of the newest; 0 = there are none
     */
    record Whole(long first, long last) implements Verdict {}

    /**
     * The first record that is wrong.
     *
     * @param file where it stands, or should stand
     * @param line its line in the file, from 1
     * @param why a sentence that names record and fault
     */
    record Broken(Path file, long line, String why) implements Verdict {}
}
