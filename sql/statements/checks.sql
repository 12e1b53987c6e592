-- Statements of src/lint/: what is checked together, and what was answered.

-- name: lint_all
-- Every live document as it was published, in the order of lists.
SELECT l.key, v.body FROM live AS l JOIN revision AS v ON v.id = l.revision
WHERE l.kind > '' ORDER BY l.kind, l.position, l.title, l.key

-- name: lint_kind
SELECT l.key, v.body FROM live AS l JOIN revision AS v ON v.id = l.revision
WHERE l.kind = ?1 ORDER BY l.position, l.title, l.key

-- name: lint_one
SELECT l.key, v.body FROM live AS l JOIN revision AS v ON v.id = l.revision WHERE l.key = ?1

-- name: lint_naming
-- At most ?2 of the live documents that name ?1, in the order of lists (-1: all).
SELECT l.key, v.body FROM live AS l JOIN revision AS v ON v.id = l.revision
WHERE l.document IN (SELECT r.document FROM reference AS r WHERE r.target = ?1
                     GROUP BY r.kind, r.position, r.title, r.document
                     ORDER BY r.kind, r.position, r.title, r.document LIMIT ?2)
ORDER BY l.kind, l.position, l.title, l.key

-- name: answer_list
SELECT document, code, mark, reason, who, at FROM answer WHERE document > '' ORDER BY document

-- name: answer_list_of
SELECT document, code, mark, reason, who, at FROM answer WHERE document = ?1

-- name: answer_put
INSERT OR REPLACE INTO answer (document, code, mark, reason, who, at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: answer_delete
-- A row where there was one.
DELETE FROM answer WHERE document = ?1 AND code = ?2 AND mark = ?3 RETURNING reason

-- name: answer_state
-- Changes with every answer.
SELECT count(*), coalesce(max(at), 0) FROM answer WHERE document > ''
