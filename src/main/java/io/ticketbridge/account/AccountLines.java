package io.ticketbridge.account;

/** Lines of one account as a properties file holds them. */
final class AccountLines {

    static final String HEADING = """
            # Accounts of the REST door. Add one with: ticketbridge account add USER --name N --email E
            # Per user: password and api-key (bcrypt), name, email, phone, applications, may-set-creator.
            """;

    private final String user;
    private final StringBuilder text = new StringBuilder("\n");

    AccountLines(String user) {
        this.user = user;
    }

    void add(String attribute, String value) {
        text.append(escape(AccountEntry.key(user, attribute), true))
                .append('=')
                .append(escape(value.strip(), false))
                .append('\n');
    }

    String text() {
        return text.toString();
    }

    private static String escape(String text, boolean key) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '\\' || (key && " :=#!".indexOf(c) >= 0)) {
                escaped.append('\\').append(c);
            } else if (Character.isISOControl(c)) {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
