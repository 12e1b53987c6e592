-- Statements that only read: what pages and the API ask for.

-- name: site_version
SELECT version FROM site WHERE id = 1

-- name: live_by_slug
SELECT body, updated_at, document, summary FROM live WHERE kind = ?1 AND slug = ?2

-- name: live_by_key
SELECT body, updated_at, document, summary, kind, title, position FROM live WHERE key = ?1

-- name: live_list
SELECT key, slug, title, summary, updated_at FROM live WHERE kind = ?1
ORDER BY position, title, key LIMIT ?2 OFFSET ?3

-- name: live_entry
SELECT key, slug, title, summary, kind FROM live WHERE key = ?1

-- name: live_bodies_first
SELECT body, updated_at, document, summary FROM live WHERE kind = ?1
ORDER BY position, title, key LIMIT ?2

-- name: live_bodies_after
-- The list goes on after position ?3, title ?4, key ?5.
SELECT body, updated_at, document, summary FROM live
WHERE kind = ?1 AND (position, title, key) > (?3, ?4, ?5)
ORDER BY position, title, key LIMIT ?2

-- name: referring
-- The live documents of kind ?2 that name ?1, in order; once each, however often they name it.
SELECT DISTINCT l.key, l.slug, l.title, l.summary
FROM reference AS r JOIN live AS l ON l.document = r.document
WHERE r.target = ?1 AND r.kind = ?2
ORDER BY r.position, r.title, r.document LIMIT ?3

-- name: referring_all
-- Every live document that names ?1.
SELECT DISTINCT l.kind, l.key, l.slug, l.title
FROM reference AS r JOIN live AS l ON l.document = r.document
WHERE r.target = ?1 ORDER BY r.kind, r.position, r.title, r.document LIMIT ?2

-- name: referred_by_document
-- Every document that document ?1 names, once each.
SELECT DISTINCT l.kind, l.key, l.slug, l.title
FROM reference AS r JOIN live AS l ON l.key = r.target
WHERE r.document = ?1 ORDER BY l.kind, l.position, l.title, l.key

-- name: moved
-- What the document that was once called ?2 is called now.
SELECT d.slug FROM redirect AS r JOIN document AS d ON d.id = r.document
WHERE r.kind = ?1 AND r.slug = ?2

-- name: withdrawn
-- The last word of a document that was withdrawn.
SELECT v.body FROM document AS d JOIN revision AS v ON v.id = d.live
WHERE d.kind = ?1 AND d.slug = ?2 AND d.withdrawn_at IS NOT NULL

