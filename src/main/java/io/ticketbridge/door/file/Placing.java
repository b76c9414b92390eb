package io.ticketbridge.door.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The moment in which an import has registered a batch and its file is not in {@code taken/} yet: a look at the folder
 * would take the file for lost, and a second copy would be read beside it.
 */
final class Placing {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private Placing() {}

    /** Returns when nobody is about to put a file there; a dead process counts as somebody for ten seconds. */
    static void await(Path place) {
        Path reservation = Inbox.reservationOf(place);
        while (Files.exists(reservation, LinkOption.NOFOLLOW_LINKS) && !isAbandoned(reservation)) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** One that cannot be looked at holds nobody up. */
    private static boolean isAbandoned(Path reservation) {
        try {
            return Inbox.isAbandoned(reservation);
        } catch (IOException e) {
            return true;
        }
    }
}
