-- Statements of content/listing.c, content/changes.c: the API's lists and what mirrors read.
--
-- One for each order. ?1 is the kind; the list goes on after position or updated_at ?2, title ?3, key
-- ?4, with at most ?5 rows. The filters: updated since ?6; its review due before ?7, or from ?8 on;
-- about the treatment ?9. '' stands for none.

-- name: list_by_position
SELECT l.body, l.updated_at, l.document, l.summary, l.position, l.title, l.key
FROM live AS l WHERE l.kind = ?1 AND (l.position, l.title, l.key) > (?2, ?3, ?4)
  AND l.updated_at >= ?6 AND (?7 = '' OR l.review_due < ?7) AND (?8 = '' OR l.review_due >= ?8)
  AND (?9 = '' OR l.key = ?9
       OR EXISTS (SELECT 1 FROM reference AS r WHERE r.target = ?9 AND r.document = l.document))
ORDER BY l.position, l.title, l.key LIMIT ?5

-- name: list_by_title
SELECT l.body, l.updated_at, l.document, l.summary, l.position, l.title, l.key
FROM live AS l WHERE l.kind = ?1 AND ?2 = ?2 AND (l.title, l.key) > (?3, ?4)
  AND l.updated_at >= ?6 AND (?7 = '' OR l.review_due < ?7) AND (?8 = '' OR l.review_due >= ?8)
  AND (?9 = '' OR l.key = ?9
       OR EXISTS (SELECT 1 FROM reference AS r WHERE r.target = ?9 AND r.document = l.document))
ORDER BY l.title, l.key LIMIT ?5

-- name: list_by_title_down
SELECT l.body, l.updated_at, l.document, l.summary, l.position, l.title, l.key
FROM live AS l WHERE l.kind = ?1 AND ?2 = ?2 AND (l.title, l.key) < (?3, ?4)
  AND l.updated_at >= ?6 AND (?7 = '' OR l.review_due < ?7) AND (?8 = '' OR l.review_due >= ?8)
  AND (?9 = '' OR l.key = ?9
       OR EXISTS (SELECT 1 FROM reference AS r WHERE r.target = ?9 AND r.document = l.document))
ORDER BY l.title DESC, l.key DESC LIMIT ?5

-- name: list_by_update
SELECT l.body, l.updated_at, l.document, l.summary, l.position, l.title, l.key
FROM live AS l WHERE l.kind = ?1 AND ?3 = ?3 AND (l.updated_at, l.key) > (?2, ?4)
  AND l.updated_at >= ?6 AND (?7 = '' OR l.review_due < ?7) AND (?8 = '' OR l.review_due >= ?8)
  AND (?9 = '' OR l.key = ?9
       OR EXISTS (SELECT 1 FROM reference AS r WHERE r.target = ?9 AND r.document = l.document))
ORDER BY l.updated_at, l.key LIMIT ?5

-- name: list_by_update_down
SELECT l.body, l.updated_at, l.document, l.summary, l.position, l.title, l.key
FROM live AS l WHERE l.kind = ?1 AND ?3 = ?3 AND (l.updated_at, l.key) < (?2, ?4)
  AND l.updated_at >= ?6 AND (?7 = '' OR l.review_due < ?7) AND (?8 = '' OR l.review_due >= ?8)
  AND (?9 = '' OR l.key = ?9
       OR EXISTS (SELECT 1 FROM reference AS r WHERE r.target = ?9 AND r.document = l.document))
ORDER BY l.updated_at DESC, l.key DESC LIMIT ?5

-- name: list_of_treatment
-- list_by_position for a treatment's documents: by the index of what names it, so that the others of the
-- kind are not looked at. One that names it in several fields stands once.
SELECT l.body, l.updated_at, l.document, l.summary, l.position, l.title, l.key
FROM reference AS r JOIN live AS l ON l.document = r.document
WHERE r.target = ?9 AND r.kind = ?1 AND (r.position, r.title) >= (?2, ?3)
  AND (l.position, l.title, l.key) > (?2, ?3, ?4)
  AND r.field = (SELECT min(o.field) FROM reference AS o
                 WHERE o.document = r.document AND o.target = r.target)
  AND l.updated_at >= ?6 AND (?7 = '' OR l.review_due < ?7) AND (?8 = '' OR l.review_due >= ?8)
ORDER BY r.position, r.title, l.key LIMIT ?5

-- name: live_number
SELECT number FROM live_number WHERE kind = ?1

-- name: changes_span
-- The first and the last version since which changes are known; 0 stands for the very beginning.
SELECT changes_from, version FROM site WHERE id = 1

-- name: change_note
-- For what the triggers of live do not see: another last word of what was withdrawn before.
INSERT OR REPLACE INTO change (document, version)
SELECT ?1, version + 1 FROM site WHERE id = 1

-- name: changes_after
-- What changed after version ?1, or with it and stands after document ?2, each document once.
SELECT c.version, c.document, d.kind, d.key, d.slug, l.body, l.updated_at, l.summary, d.withdrawn_at
FROM change AS c JOIN document AS d ON d.id = c.document LEFT JOIN live AS l ON l.document = d.id
WHERE (c.version, c.document) > (?1, ?2) ORDER BY c.version, c.document

-- name: live_next
-- The live documents after ?1, by id.
SELECT body, updated_at, document, summary, kind FROM live WHERE document > ?1
ORDER BY document LIMIT ?2
