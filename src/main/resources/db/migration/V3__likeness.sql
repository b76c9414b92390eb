-- Requests that the upstream's list cannot tell apart are looked for among those under way: only they are in the index, which
-- otherwise costs each new ticket a page of its own, and grows for ever.

ALTER TABLE intent ADD COLUMN likeness TEXT;
UPDATE intent SET likeness = (SELECT r.likeness FROM request r WHERE r.key = intent.key)
    WHERE state IN ('sending', 'unknown') OR evidence = 'content'; -- what was found by content may become unknown again

-- With its first column fixed, SQLite takes this index for "the next by key" and not the whole table.
DROP INDEX reply_pending;
CREATE INDEX reply_pending ON reply (due, key) WHERE due = 1 AND sent_at IS NULL;

DROP INDEX request_likeness;
CREATE INDEX intent_likeness ON intent (likeness) WHERE state IN ('sending', 'unknown');
