package io.ticketbridge.account;

import java.util.Optional;
import java.util.Set;

/**
 * One user of the REST door. Holds hashes only, never a password.
 *
 * @param passwordHash bcrypt, {@code $2a$…}
 * @param apiKeyHash bcrypt of the API key that may stand in the password's place
 * @param applications the application ids it may send for; empty = every application the mapping knows
 * @param maySetCreator whether {@code creator_*} fields count
 */
public record Account(
        String user,
        String passwordHash,
        Optional<String> apiKeyHash,
        Optional<String> name,
        Optional<String> email,
        Optional<String> phone,
        Optional<Set<String>> applications,
        boolean maySetCreator) {

    public boolean mayUse(String applicationId) {
        return applications.map(mine -> mine.contains(applicationId)).orElse(true);
    }

    @Override
    public String toString() {
        return "Account[user=" + user + "]";
    }
}
