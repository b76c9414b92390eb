-- What a person does to a whole batch: hold it back, let it go on, end it, send a sample first, correct it.

ALTER TABLE batch ADD COLUMN control TEXT NOT NULL DEFAULT 'running'
    CHECK (control IN ('running', 'paused', 'cancelled'));
-- the YAML by which its columns became fields
ALTER TABLE batch ADD COLUMN columns TEXT;
-- the batch whose rows this one's take the place of
ALTER TABLE batch ADD COLUMN corrects TEXT;
-- why the same bytes were to be sent once more
ALTER TABLE batch ADD COLUMN again TEXT;
ALTER TABLE batch ADD COLUMN resumed_at BIGINT;
-- how often a row of it moved again that had come to rest: its reports are then written anew
ALTER TABLE batch ADD COLUMN moves BIGINT NOT NULL DEFAULT 0;

CREATE INDEX batch_by_path ON batch (path) WHERE state IN ('reading', 'delivering');
CREATE INDEX batch_by_start ON batch (started_at, id);
CREATE INDEX batch_not_running ON batch (control, id) WHERE control <> 'running';

-- The rows of its first sample, which its switch does not hold back.
CREATE TABLE batch_first (
    batch  TEXT   NOT NULL,
    row_no BIGINT NOT NULL,
    PRIMARY KEY (batch, row_no)
) ${clustered};

-- The batch whose switch holds this ticket back; empty = none.
ALTER TABLE intent ADD COLUMN held_by TEXT NOT NULL DEFAULT '';
UPDATE intent SET held_by = batch
    WHERE batch IS NOT NULL AND state IN ('accepted', 'sending', 'waiting', 'unknown');

DROP INDEX intent_claimable;
CREATE INDEX intent_claimable ON intent (door, upstream, application, held_by, accepted_at, not_before)
    WHERE state IN ('accepted', 'waiting');

-- Rows of the one became rows of the other by correction: what moves in the other shows in the reports of the one.
CREATE TABLE batch_heir (
    heir  TEXT NOT NULL,
    batch TEXT NOT NULL,
    PRIMARY KEY (heir, batch)
) ${clustered};
