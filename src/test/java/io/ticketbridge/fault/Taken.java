package io.ticketbridge.fault;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the callers of all doors know at the end. Tickets are told apart by their subject. Thread-safe. */
final class Taken {

    /** A 200 or 202. @param ticketId of a 200 */
    record Answer(String subject, OptionalLong ticketId) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Set<String> promised = ConcurrentHashMap.newKeySet();
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();
    private final Map<Path, Integer> files = new ConcurrentHashMap<>();

    /** A REST caller was told that the bridge has its ticket. */
    void answered(String key, Answer answer) {
        answers.put(key, answer);
        promised(answer.subject());
    }

    /** A door has taken it. */
    void promised(String subject) {
        promised.add(subject);
        doubtful.remove(subject);
    }

    /** Its caller tried once, has no answer, and does not repeat it. */
    void doubtful(String subject) {
        doubtful.add(subject);
    }

    void dropped(Path file, int rows) {
        files.put(file, rows);
    }

    /** By ticket key. */
    Map<String, Answer> answers() {
        return answers;
    }

    Set<String> subjects() {
        return promised;
    }

    boolean isDoubtful(String subject) {
        return doubtful.contains(subject);
    }

    /** The number of rows by file name. */
    Map<Path, Integer> files() {
        return files;
    }
}
