-- Statements of publish and rebuild (content/publish.c), all inside one transaction.

-- name: document_by_key
SELECT d.id, d.kind, d.slug, d.live, d.withdrawn_at, v.number, v.body
FROM document AS d LEFT JOIN revision AS v ON v.id = d.live WHERE d.key = ?1

-- name: document_by_kind_slug
SELECT key FROM document WHERE kind = ?1 AND slug = ?2

-- name: document_next
-- The document after ?1, by id.
SELECT id FROM document WHERE id > ?1 ORDER BY id LIMIT 1

-- name: document_insert
INSERT INTO document (key, kind, slug, lang) VALUES (?1, ?2, ?3, ?4)

-- name: document_set_live
UPDATE document SET live = ?2, slug = ?3, lang = ?4, withdrawn_at = NULL, changed_at = ?5
WHERE id = ?1

-- name: document_set_withdrawn
UPDATE document SET live = ?2, slug = ?3, lang = ?4, withdrawn_at = ?5, changed_at = ?5
WHERE id = ?1

-- name: document_set_changed
UPDATE document SET changed_at = ?2 WHERE id = ?1

-- name: document_park_slug
-- Out of the way while the documents of one publish exchange their slugs.
UPDATE document SET slug = '#' || id WHERE id = ?1

-- name: document_live_revision
SELECT d.key, d.kind, d.slug, d.withdrawn_at, v.id, v.body, d.changed_at
FROM document AS d JOIN revision AS v ON v.id = d.live WHERE d.id = ?1

-- name: live_kind_other
-- Another live document of a kind that may have only one.
SELECT key FROM document WHERE kind = ?1 AND key <> ?2 AND withdrawn_at IS NULL AND live IS NOT NULL

-- name: revision_last
SELECT number FROM revision WHERE document = ?1 ORDER BY number DESC LIMIT 1

-- name: revision_insert
INSERT INTO revision (document, number, shape, body, author, note, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: redirect_put
INSERT OR REPLACE INTO redirect (kind, slug, document) VALUES (?1, ?2, ?3)

-- name: redirect_delete
DELETE FROM redirect WHERE kind = ?1 AND slug = ?2

-- name: live_delete
DELETE FROM live WHERE document = ?1

-- name: live_insert
INSERT INTO live (document, revision, kind, key, slug, position, title, summary, updated_at, body,
    review_due)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)

-- name: reference_delete
DELETE FROM reference WHERE document = ?1

-- name: reference_insert
INSERT OR IGNORE INTO reference (target, kind, position, title, document, field)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: referring_ids
SELECT DISTINCT document FROM reference WHERE target = ?1

-- name: citing_documents
-- Live documents that name ?1 and cite facts in their prose; of which treatment, their text tells.
SELECT DISTINCT r.document, v.id
FROM reference AS r JOIN document AS d ON d.id = r.document JOIN revision AS v ON v.id = d.live
WHERE r.target = ?1 AND d.withdrawn_at IS NULL AND instr(v.body, '[[fact:')

-- name: live_body
SELECT body FROM live WHERE document = ?1

-- name: site_bump
UPDATE site SET version = version + 1 WHERE id = 1
