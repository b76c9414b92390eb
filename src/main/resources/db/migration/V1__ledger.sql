-- One schema for SQLite and PostgreSQL. Times are epoch milliseconds, flags 0 or 1, bodies bytes.
-- Placeholders: bytes, identity (an ascending generated key), clustered (rows stored in their primary key).

CREATE TABLE intent (
    key             TEXT     NOT NULL PRIMARY KEY,
    door            TEXT     NOT NULL,
    upstream        TEXT     NOT NULL CHECK (upstream IN ('live', 'sandbox')),
    application     TEXT     NOT NULL,
    account         TEXT,
    state           TEXT     NOT NULL
        CHECK (state IN ('accepted', 'sending', 'delivered', 'rejected', 'waiting', 'unknown', 'dead')),
    revision        INTEGER  NOT NULL,
    content_hash    TEXT     NOT NULL,
    -- born_at never changes; accepted_at moves with each revision or replay, so that retry.max-age starts again.
    born_at         BIGINT   NOT NULL,
    accepted_at     BIGINT   NOT NULL,
    updated_at      BIGINT   NOT NULL,
    not_before      BIGINT   NOT NULL,
    attempts        INTEGER  NOT NULL,
    charged         INTEGER  NOT NULL,
    probes          INTEGER  NOT NULL,
    parked          SMALLINT NOT NULL,
    possible_double SMALLINT NOT NULL,
    reason_code     TEXT,
    reason_text     TEXT,
    ticket_id       BIGINT,
    evidence        TEXT,
    batch           TEXT,
    row_no          BIGINT,
    settled_at      BIGINT,
    lease_until     BIGINT,
    -- a possible double that was delivered: since when the upstream is to be looked at once more for a second ticket
    second_look_at  BIGINT
) ${clustered};

CREATE INDEX intent_by_door ON intent (door, state);
CREATE INDEX intent_claimable ON intent (door, upstream, application, accepted_at, not_before)
    WHERE state IN ('accepted', 'waiting');
CREATE INDEX intent_leased ON intent (lease_until) WHERE state = 'sending';
CREATE INDEX intent_probe_due ON intent (upstream, not_before) WHERE state = 'unknown' AND parked = 0;
CREATE INDEX intent_parked ON intent (updated_at) WHERE parked = 1;
CREATE INDEX intent_possible_double ON intent (updated_at) WHERE possible_double = 1;
CREATE INDEX intent_second_look ON intent (second_look_at) WHERE second_look_at IS NOT NULL;

-- The only arbiter of identity. value comes first, so that the same index finds what a person types.
CREATE TABLE identity (
    value       TEXT NOT NULL,
    kind        TEXT NOT NULL,
    application TEXT NOT NULL,
    upstream    TEXT NOT NULL,
    key         TEXT NOT NULL REFERENCES intent (key) DEFERRABLE INITIALLY DEFERRED,
    -- the value as its caller wrote it, where value is scoped by the account
    caller_name TEXT,
    PRIMARY KEY (value, kind, application, upstream)
) ${clustered};

CREATE INDEX identity_by_key ON identity (key);
CREATE INDEX identity_by_caller_name ON identity (caller_name) WHERE caller_name IS NOT NULL;

-- Which upstream ticket belongs to which intent: no ticket to two intents.
CREATE TABLE ticket (
    upstream  TEXT   NOT NULL,
    ticket_id BIGINT NOT NULL,
    key       TEXT   NOT NULL REFERENCES intent (key),
    PRIMARY KEY (upstream, ticket_id)
) ${clustered};

CREATE INDEX ticket_by_key ON ticket (key);

-- Bodies, apart from keys and hashes, so that they can be erased.
CREATE TABLE content (
    key  TEXT     NOT NULL PRIMARY KEY REFERENCES intent (key),
    body ${bytes} NOT NULL
);

CREATE TABLE request (
    key      TEXT     NOT NULL PRIMARY KEY REFERENCES intent (key),
    body     ${bytes} NOT NULL,
    mapping  TEXT     NOT NULL,
    -- equal where the upstream's list cannot tell two requests apart
    likeness TEXT     NOT NULL
);

CREATE INDEX request_likeness ON request (likeness);

CREATE TABLE attempt (
    key              TEXT    NOT NULL REFERENCES intent (key),
    number           INTEGER NOT NULL,
    revision         INTEGER NOT NULL,
    started_at       BIGINT  NOT NULL,
    lease_until      BIGINT  NOT NULL,
    mapping          TEXT    NOT NULL,
    ended_at         BIGINT,
    progress         TEXT,
    status           INTEGER,
    error_code       INTEGER,
    error_text       TEXT,
    outcome          TEXT,
    charged          SMALLINT,
    rule             TEXT,
    failure          TEXT,
    retry_after      TEXT,
    token_generation BIGINT,
    PRIMARY KEY (key, number)
) ${clustered};

CREATE TABLE response (
    key    TEXT     NOT NULL,
    number INTEGER  NOT NULL,
    body   ${bytes} NOT NULL,
    PRIMARY KEY (key, number),
    FOREIGN KEY (key, number) REFERENCES attempt (key, number)
);

CREATE TABLE reply (
    key            TEXT     NOT NULL REFERENCES intent (key),
    destination    TEXT     NOT NULL,
    correlation_id TEXT     NOT NULL,
    due            SMALLINT NOT NULL,
    sent_at        BIGINT,
    PRIMARY KEY (key, destination, correlation_id)
) ${clustered};

CREATE INDEX reply_pending ON reply (key) WHERE due = 1 AND sent_at IS NULL;

CREATE TABLE batch (
    id           TEXT   NOT NULL PRIMARY KEY,
    name         TEXT   NOT NULL,
    path         TEXT   NOT NULL,
    upstream     TEXT   NOT NULL,
    state        TEXT   NOT NULL CHECK (state IN ('reading', 'delivering', 'done', 'failed')),
    rows_read    BIGINT NOT NULL,
    prefix_hash  TEXT,
    repeats      TEXT,
    failure_code TEXT,
    failure_text TEXT,
    started_at   BIGINT NOT NULL,
    finished_at  BIGINT
);

CREATE INDEX batch_open ON batch (started_at) WHERE state IN ('reading', 'delivering');

CREATE TABLE batch_row (
    batch       TEXT   NOT NULL,
    row_no      BIGINT NOT NULL,
    -- absent for a refused row
    key         TEXT,
    relation    TEXT   NOT NULL CHECK (relation IN ('created', 'duplicate', 'refused')),
    reason_code TEXT,
    reason_text TEXT,
    PRIMARY KEY (batch, row_no)
) ${clustered};

CREATE TABLE event (
    id      ${identity},
    at      BIGINT NOT NULL,
    type    TEXT   NOT NULL,
    key     TEXT,
    details TEXT   NOT NULL
);

CREATE INDEX event_by_key ON event (key) WHERE key IS NOT NULL;

CREATE TABLE audit_sink (
    name TEXT NOT NULL PRIMARY KEY
);

INSERT INTO audit_sink (name) VALUES ('file');

CREATE TABLE audit_pending (
    sink     TEXT   NOT NULL,
    event_id BIGINT NOT NULL,
    PRIMARY KEY (sink, event_id)
) ${clustered};

CREATE TABLE chain_end (
    sink     TEXT   NOT NULL PRIMARY KEY,
    number   BIGINT NOT NULL,
    hash     TEXT   NOT NULL,
    event_id BIGINT NOT NULL
);

CREATE TABLE gate (
    scope       TEXT   NOT NULL PRIMARY KEY,
    state       TEXT   NOT NULL CHECK (state IN ('throttled', 'halted')),
    until       BIGINT,
    reason_code TEXT   NOT NULL,
    reason_text TEXT   NOT NULL,
    since       BIGINT NOT NULL
);

CREATE TABLE token (
    upstream               TEXT   NOT NULL PRIMARY KEY,
    refresh_token          TEXT   NOT NULL,
    generation             BIGINT NOT NULL,
    configured_fingerprint TEXT   NOT NULL
);
