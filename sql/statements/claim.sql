-- Statements of the documents, a row each (content/claim_rows.c).

-- name: claim_delete
DELETE FROM claim WHERE document = ?1

-- name: claim_insert
INSERT INTO claim (document, path, type, treatment, activity, action, phase, urgency, confirmed,
    from_minutes, until_minutes, position, title, number, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, nullif(?10, -9000000000000),
    nullif(?11, -9000000000000), ?12, ?13, ?14, ?15)

-- name: claims_of_activity
-- Every step about ?1, in the order of the documents and within them.
SELECT c.path, c.treatment, l.kind, l.key, l.slug, c.until_minutes, c.body
FROM claim AS c JOIN live AS l ON l.document = c.document
WHERE c.activity = ?1 AND c.type = 'step'
ORDER BY c.position, c.title, c.document, c.number

-- name: claims_of_treatment
-- All claims about treatment ?1 of type ?2, in the order of the documents and within them.
SELECT c.path, c.treatment, l.kind, l.key, l.slug, c.until_minutes, c.body
FROM claim AS c JOIN live AS l ON l.document = c.document
WHERE c.treatment = ?1 AND c.type = ?2
ORDER BY c.position, c.title, c.document, c.number

-- name: site_derived
SELECT derived FROM site WHERE id = 1

-- name: site_set_derived
UPDATE site SET derived = ?1 WHERE id = 1
