package io.ticketbridge.configuration;

import java.util.ArrayList;
import java.util.List;

/** What delivery to the live upstream cannot do without. */
final class LiveCredentials {

    private static final String WHERE = " It is in the Socialboards Inbox under Settings, Installation, Public API;"
            + " to try without it, use run --sandbox or demo.";

    private LiveCredentials() {}

    static List<String> problems(Settings settings) {
        List<String> problems = new ArrayList<>();
        if (settings.find(Keys.SOCIALBOARDS_CLIENT_ID).isEmpty()) {
            problems.add(ResolvedSettings.missing(Keys.SOCIALBOARDS_CLIENT_ID) + WHERE);
        }
        if (settings.find(Keys.SOCIALBOARDS_REFRESH_TOKEN).isEmpty()
                && settings.find(Keys.SOCIALBOARDS_REFRESH_TOKEN_FILE).isEmpty()) {
            problems.add(ResolvedSettings.missing(Keys.SOCIALBOARDS_REFRESH_TOKEN)
                            .replaceFirst("\\.$", "")
                    + ", or name a file that holds it in " + Keys.SOCIALBOARDS_REFRESH_TOKEN_FILE.fullName() + "."
                    + WHERE);
        }
        return problems;
    }
}
