-- What mirrors and feeds are told of when.

-- A restore changes what is live without telling what: a mirror that has read up to an earlier version
-- must read everything anew.
ALTER TABLE site ADD COLUMN changes_from INTEGER NOT NULL DEFAULT 0; -- a version; 0: never restored

-- When what patients read of the document last changed (or when it was withdrawn): with its own
-- revision, or with a fact of another document that it cites.
ALTER TABLE document ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0; -- 0: never live
UPDATE document
SET changed_at = coalesce((SELECT v.created_at FROM revision AS v WHERE v.id = document.live), 0);
CREATE INDEX document_by_change ON document (changed_at, live);
CREATE INDEX document_of_kind_by_change ON document (kind, changed_at);
