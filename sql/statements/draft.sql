-- Drafts (content/draft.c).

-- name: draft_by_key
SELECT kind, version, base, state, body, author, updated_at FROM draft WHERE key = ?1

-- name: draft_insert
INSERT INTO draft (key, kind, version, base, state, body, title, author, updated_at)
VALUES (?1, ?2, ?3, ?4, 'editing', ?5, ?6, nullif(?7, 0), ?8)

-- name: draft_update
UPDATE draft SET kind = ?2, version = ?3, base = ?4, state = 'editing', body = ?5, title = ?6,
    author = nullif(?7, 0), updated_at = ?8
WHERE key = ?1

-- name: draft_delete
DELETE FROM draft WHERE key = ?1

-- name: draft_set_state
-- A page that was drawn before does not fit any more.
UPDATE draft SET state = ?2, version = version + 1 WHERE key = ?1

-- name: drafts
SELECT d.key, d.kind, d.title, d.state, d.author, s.full_name, d.version, d.base, d.updated_at
FROM draft AS d LEFT JOIN staff AS s ON s.id = d.author
WHERE d.updated_at >= 0 ORDER BY d.updated_at DESC LIMIT ?1 OFFSET ?2
