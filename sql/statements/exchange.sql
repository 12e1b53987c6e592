-- Export (content/export.c), and what backup and restore say and change.

-- name: export_all
-- Each document's live revision; of a withdrawn one, its last.
SELECT v.number, v.body FROM document AS d JOIN revision AS v ON v.id = d.live
ORDER BY d.kind, d.key

-- name: export_kind
SELECT v.number, v.body FROM document AS d JOIN revision AS v ON v.id = d.live
WHERE d.kind = ?1 ORDER BY d.key

-- name: count_contents
-- Documents, revisions and staff.
SELECT (SELECT count(*) FROM document WHERE id > 0),
       (SELECT count(*) FROM revision WHERE id > 0),
       (SELECT count(*) FROM staff WHERE id > 0)

-- name: site_raise
-- After a restore no ETag may come back that once stood for another text, and no mirror of before can
-- be told what has changed.
UPDATE site SET version = max(version + 1, ?1), changes_from = max(version + 1, ?1) WHERE id = 1

-- name: changes_raise
UPDATE change SET version = (SELECT changes_from FROM site WHERE id = 1) WHERE document > 0

-- name: sessions_end
-- Who was signed in when a backup was made is not when it is restored.
DELETE FROM session WHERE id > 0

-- name: sign_in_links_end
DELETE FROM sign_in_link WHERE hash > ''
