package io.ticketbridge.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Every key there is, in the order of {@code config/application.properties}. */
public final class Keys {

    public static final Key<String> HTTP_HOST =
            KeyTypes.text("http.host", "127.0.0.1", "host", "Address the REST door listens on.");
    public static final Key<Integer> HTTP_PORT = KeyTypes.port(
            "http.port", "8080", "Port of the REST door; 0 takes a free one and shows it in the ready line.");
    public static final Key<Path> HTTP_TLS_CERTIFICATE_FILE = KeyTypes.path(
            "http.tls.certificate-file", null, "PEM certificate chain; with the key file the REST door speaks TLS.");
    public static final Key<Path> HTTP_TLS_KEY_FILE =
            KeyTypes.path("http.tls.key-file", null, "PEM private key (PKCS#8) of the certificate.");
    public static final Key<Boolean> HTTP_ALLOW_PLAINTEXT = KeyTypes.flag(
            "http.allow-plaintext",
            "false",
            "Allow the REST door off loopback without TLS; passwords then cross the network in clear.");
    public static final Key<Duration> HTTP_WAIT = KeyTypes.duration(
            "http.wait", "20s", "How long a REST caller waits for its ticket to rest before it is answered 202.");
    public static final Key<Integer> HTTP_WAITERS = KeyTypes.count(
            "http.waiters", "200", "Callers that may wait at once; further ones are answered 202 at once.");
    public static final Key<Long> HTTP_MAX_BODY =
            KeyTypes.bytes("http.max-body", "1MiB", "Largest request body; a larger one is answered 413.");
    public static final Key<Integer> HTTP_WHEN_OPEN = KeyTypes.oneOfNumbers(
            "http.when-open", "202", Set.of(200, 202, 503), "Status for a caller whose ticket is not at rest in time.");
    public static final Key<String> HTTP_FALLBACK_CHARSET = KeyTypes.charset(
            "http.fallback-charset", "windows-1252", "Charset of a body that declares none and is not UTF-8.");
    public static final Key<Duration> HTTP_REPEAT_WINDOW = KeyTypes.duration(
            "http.repeat-window", "0s", "Equal content of one account inside this time is one ticket; 0s is off.");

    public static final Key<String> MANAGEMENT_HOST =
            KeyTypes.text("management.host", "127.0.0.1", "host", "Address of health and metrics.");
    public static final Key<Integer> MANAGEMENT_PORT =
            KeyTypes.port("management.port", "8081", "Port of health and metrics; 0 takes a free one.");

    public static final Key<Path> DATA_DIR =
            KeyTypes.path("data.dir", "data", "Folder of ledger, broker, audit and inbox.");
    public static final Key<String> LEDGER_URL = KeyTypes.text(
            "ledger.url",
            "jdbc:sqlite:<data.dir>/ledger.db",
            "JDBC URL",
            "The ledger: SQLite, or jdbc:postgresql://host/database.");
    public static final Key<String> LEDGER_USER = KeyTypes.text("ledger.user", null, "text", "PostgreSQL user.");
    public static final Key<Path> LEDGER_PASSWORD_FILE =
            KeyTypes.path("ledger.password-file", null, "File that holds the PostgreSQL password.");

    public static final Key<URI> SOCIALBOARDS_BASE_URL = KeyTypes.url(
            "socialboards.base-url",
            "https://api.socialboards.com",
            "Where POST /tickets goes; http only on loopback.");
    public static final Key<URI> SOCIALBOARDS_TOKEN_URL =
            KeyTypes.url("socialboards.token-url", "<base-url>/token", "Where tokens are refreshed.");
    public static final Key<String> SOCIALBOARDS_CLIENT_ID = KeyTypes.text(
            "socialboards.client-id", null, "text", "Client id from Inbox, Settings, Installation, Public API.");
    public static final Key<String> SOCIALBOARDS_REFRESH_TOKEN =
            KeyTypes.secret("socialboards.refresh-token", "Refresh token from the same place.");
    public static final Key<Path> SOCIALBOARDS_REFRESH_TOKEN_FILE =
            KeyTypes.path("socialboards.refresh-token-file", null, "File that holds the refresh token instead.");
    public static final Key<Duration> SOCIALBOARDS_CONNECT_TIMEOUT =
            KeyTypes.duration("socialboards.connect-timeout", "5s", "Longest wait for a connection to the upstream.");
    public static final Key<Duration> SOCIALBOARDS_DEADLINE = KeyTypes.duration(
            "socialboards.deadline", "30s", "Longest whole exchange, from connect to the last byte of the answer.");
    public static final Key<Integer> SOCIALBOARDS_MAX_IN_FLIGHT =
            KeyTypes.countUpTo(250, "socialboards.max-in-flight", "16", "Requests under way at once; at most 250.");
    public static final Key<String> SOCIALBOARDS_RATE_LIMIT = KeyTypes.rate(
            "socialboards.rate-limit", "off", "Most requests in a time, such as 10/1s or 600/1m; off = none.");
    public static final Key<Long> SOCIALBOARDS_CORRELATION_FIELD_ID = KeyTypes.number(
            "socialboards.correlation-field-id",
            null,
            "Custom field that carries the ticket key, so that a probe can find it.");
    public static final Key<String> SOCIALBOARDS_COMMUNITY = KeyTypes.text(
            "socialboards.community", null, "text", "Account name in the Inbox URL; fills the ticket link.");

    public static final Key<Duration> RETRY_DELAY =
            KeyTypes.duration("retry.delay", "2s", "First wait before a retry; doubles, with jitter added.");
    public static final Key<Duration> RETRY_MAX_DELAY =
            KeyTypes.duration("retry.max-delay", "10m", "No step of these waits is longer; jitter adds up to as much.");
    public static final Key<Integer> RETRY_MAX_ATTEMPTS =
            KeyTypes.count("retry.max-attempts", "12", "Charged attempts after which a ticket is dead.");
    public static final Key<Duration> RETRY_MAX_AGE =
            KeyTypes.duration("retry.max-age", "7d", "Age after which a ticket that keeps failing is dead.");
    public static final Key<Duration> RETRY_AFTER_MAX =
            KeyTypes.duration("retry.retry-after-max", "24h", "A longer Retry-After counts as absent.");
    public static final Key<List<Integer>> RETRY_CODES =
            KeyTypes.numbers("retry.retry-codes", "", "Envelope errorCodes that are retried instead of rejected.");
    public static final Key<List<Integer>> HALT_CODES = KeyTypes.numbers(
            "retry.halt-codes", "", "Envelope errorCodes that halt the upstream instead of rejecting.");
    public static final Key<List<Integer>> PARK_CODES = KeyTypes.numbers(
            "retry.park-codes", "", "Envelope errorCodes that park the ticket instead of rejecting it.");

    public static final Key<String> UNKNOWN_POLICY = KeyTypes.oneOf(
            "unknown.policy", "resend", Set.of("resend", "park"), "What follows when no probe finds the ticket.");
    public static final Key<Duration> UNKNOWN_SETTLE =
            KeyTypes.duration("unknown.settle", "10s", "Wait before each probe, for the upstream's list to catch up.");
    public static final Key<Integer> UNKNOWN_PROBES = KeyTypes.count(
            "unknown.probes", "2", "Complete listings without the ticket that prove it is not there; at least 2.");

    public static final Key<String> MODE_DEFAULT =
            KeyTypes.oneOf("mode.default", "live", Set.of("live", "test"), "Mode of a ticket that names none.");
    public static final Key<String> MODE_TEST = KeyTypes.oneOf(
            "mode.test",
            "sandbox",
            Set.of("sandbox", "reject"),
            "What becomes of test tickets; they never reach the live upstream.");

    public static final Key<Path> ACCOUNTS_FILE = KeyTypes.path(
            "accounts.file", "<config>/accounts.properties", "Accounts of the REST door; see the account command.");
    public static final Key<Path> MAPPING_FILE =
            KeyTypes.path("mapping.file", "<config>/mapping.yaml", "Profiles by application_id.");

    public static final Key<Path> INBOX_DIR =
            KeyTypes.path("inbox.dir", "<data.dir>/inbox", "Folder of the file door.");
    public static final Key<Duration> INBOX_SETTLE =
            KeyTypes.duration("inbox.settle", "2s", "A file is complete when unchanged for this long.");
    public static final Key<Long> INBOX_FIRST = KeyTypes.number(
            "inbox.first",
            "0",
            "Rows of a dropped file of more than 1,000 that go first, as a sample; the others wait for batch resume. 0 = all"
                    + " go at once.");

    public static final Key<String> QUEUE_BROKER_URL = KeyTypes.text(
            "queue.broker-url",
            "embedded",
            "URL",
            "embedded, tcp://host:port (Artemis) or amqp(s)://host:port (AMQP 1.0).");
    public static final Key<String> QUEUE_NAME =
            KeyTypes.text("queue.name", "tickets", "text", "Queue of the queue door.");
    public static final Key<String> QUEUE_USER = KeyTypes.text("queue.user", null, "text", "Broker user.");
    public static final Key<Path> QUEUE_PASSWORD_FILE =
            KeyTypes.path("queue.password-file", null, "File that holds the broker password.");
    public static final Key<String> QUEUE_PORT = KeyTypes.portOrOff(
            "queue.port", "61616", "Port of the embedded broker on 127.0.0.1; 0 takes a free one, off opens none.");

    public static final Key<List<String>> AUDIT_URI = KeyTypes.list(
            "audit.uri",
            "file",
            "Audit sinks: file (hash-chained NDJSON under <data.dir>/audit), and any Camel endpoint URIs beside or instead.");
    public static final Key<Boolean> AUDIT_PERSONAL_DATA =
            KeyTypes.flag("audit.personal-data", "false", "Write personal data into the audit instead of masking it.");

    private static final List<Key<?>> ALL = List.of(
            HTTP_HOST,
            HTTP_PORT,
            HTTP_TLS_CERTIFICATE_FILE,
            HTTP_TLS_KEY_FILE,
            HTTP_ALLOW_PLAINTEXT,
            HTTP_WAIT,
            HTTP_WAITERS,
            HTTP_MAX_BODY,
            HTTP_WHEN_OPEN,
            HTTP_FALLBACK_CHARSET,
            HTTP_REPEAT_WINDOW,
            MANAGEMENT_HOST,
            MANAGEMENT_PORT,
            DATA_DIR,
            LEDGER_URL,
            LEDGER_USER,
            LEDGER_PASSWORD_FILE,
            SOCIALBOARDS_BASE_URL,
            SOCIALBOARDS_TOKEN_URL,
            SOCIALBOARDS_CLIENT_ID,
            SOCIALBOARDS_REFRESH_TOKEN,
            SOCIALBOARDS_REFRESH_TOKEN_FILE,
            SOCIALBOARDS_CONNECT_TIMEOUT,
            SOCIALBOARDS_DEADLINE,
            SOCIALBOARDS_MAX_IN_FLIGHT,
            SOCIALBOARDS_RATE_LIMIT,
            SOCIALBOARDS_CORRELATION_FIELD_ID,
            SOCIALBOARDS_COMMUNITY,
            RETRY_DELAY,
            RETRY_MAX_DELAY,
            RETRY_MAX_ATTEMPTS,
            RETRY_MAX_AGE,
            RETRY_AFTER_MAX,
            RETRY_CODES,
            HALT_CODES,
            PARK_CODES,
            UNKNOWN_POLICY,
            UNKNOWN_SETTLE,
            UNKNOWN_PROBES,
            MODE_DEFAULT,
            MODE_TEST,
            ACCOUNTS_FILE,
            MAPPING_FILE,
            INBOX_DIR,
            INBOX_SETTLE,
            INBOX_FIRST,
            QUEUE_BROKER_URL,
            QUEUE_NAME,
            QUEUE_USER,
            QUEUE_PASSWORD_FILE,
            QUEUE_PORT,
            AUDIT_URI,
            AUDIT_PERSONAL_DATA);

    private Keys() {}

    /** All of them, in the order of {@code config/application.properties}. */
    public static List<Key<?>> all() {
        return ALL;
    }
}
