-- Looking back (content/history.c), and what needs a person (content/attention.c).

-- name: history_list
SELECT v.number, v.author, v.note, v.created_at, v.id = d.live, v.body = '{}',
    json_extract(v.body, '$.withdrawn') IS NOT NULL,
    -- Who wrote a draft that was published: who saved it last before that.
    (SELECT s.full_name FROM audit AS a JOIN staff AS s ON s.id = a.staff
     WHERE a.document = d.key AND a.action IN ('draft-saved', 'brought-back', 'imported')
         AND a.id < (SELECT max(p.id) FROM audit AS p
                     WHERE p.document = d.key AND p.action = 'published'
                         AND p.detail = 'revision ' || v.number)
     ORDER BY a.id DESC LIMIT 1)
FROM document AS d JOIN revision AS v ON v.document = d.id
WHERE d.key = ?1 AND v.number < ?2 ORDER BY v.number DESC LIMIT ?3

-- name: history_revision
SELECT v.number, v.author, v.note, v.created_at, v.id = d.live, v.body = '{}', v.body
FROM document AS d JOIN revision AS v ON v.document = d.id
WHERE d.key = ?1 AND v.number = ?2

-- name: history_live
SELECT v.number, v.author, v.note, v.created_at, 1, v.body = '{}', v.body
FROM document AS d JOIN revision AS v ON v.id = d.live WHERE d.key = ?1

-- name: history_as_of
-- The last revision that was written before ?2.
SELECT v.number, v.author, v.note, v.created_at, v.id = d.live, v.body = '{}', v.body
FROM document AS d JOIN revision AS v ON v.document = d.id
WHERE d.key = ?1 AND v.created_at < ?2 ORDER BY v.number DESC LIMIT 1

-- name: revision_blank
UPDATE revision SET body = '{}', note = ''
WHERE document = (SELECT id FROM document WHERE key = ?1) AND number = ?2
    AND id IS NOT (SELECT live FROM document WHERE key = ?1)

-- name: search_optimize
INSERT INTO search (search) VALUES ('optimize')

-- name: attention_reviews
-- Live documents whose next review is due by the day ?1, the longest overdue first.
SELECT key, kind, title, json_extract(body, '$.review.next_due') AS due
FROM live WHERE due <= ?1 ORDER BY due, title, key

-- name: attention_unconfirmed
-- The live text, where what is cited stands. Our own writing of the bodies has no blank after the
-- colon.
SELECT l.key, l.kind, l.title, v.number, l.body
FROM live AS l JOIN revision AS v ON v.id = l.revision
WHERE instr(l.body, '"confirmed":false') ORDER BY l.kind, l.position, l.title, l.key

-- name: attention_unconfirmed_of
SELECT l.key, l.kind, l.title, v.number, l.body
FROM live AS l JOIN revision AS v ON v.id = l.revision
WHERE l.key = ?1 AND instr(l.body, '"confirmed":false')

-- name: attention_broken
-- References to what is not live; publish lets none through.
SELECT DISTINCT n.key, n.kind, n.title, r.field, r.target
FROM reference AS r JOIN live AS n ON n.document = r.document
WHERE NOT EXISTS (SELECT 1 FROM live AS l WHERE l.key = r.target)
ORDER BY n.title, r.field

-- name: attention_drafts
SELECT key, kind, title, body FROM draft ORDER BY updated_at DESC

-- name: known_document
-- Whether ?1 is the key of a live document (1) or of a draft (2), and its title.
SELECT kind, title, 1 FROM live WHERE key = ?1
UNION ALL SELECT kind, title, 2 FROM draft WHERE key = ?1

-- name: find_documents
-- All there are, for staff: live, withdrawn, and those that exist only as drafts.
SELECT d.key, d.kind, coalesce(w.title, json_extract(v.body, '$.title'), d.key), w.state,
    d.withdrawn_at IS NOT NULL, v.number IS NOT NULL
FROM document AS d LEFT JOIN revision AS v ON v.id = d.live LEFT JOIN draft AS w ON w.key = d.key
UNION ALL
SELECT w.key, w.kind, w.title, w.state, 0, 0
FROM draft AS w WHERE NOT EXISTS (SELECT 1 FROM document AS d WHERE d.key = w.key)

-- name: last_word_on_draft
-- What was last said about the draft of ?1: that it was sent back, or that it waits.
SELECT action, who, detail, at FROM audit
WHERE document = ?1 AND action IN ('review-asked', 'review-returned', 'published', 'draft-deleted')
ORDER BY id DESC LIMIT 1

-- name: last_writer
-- The staff member who last wrote the text of ?1.
SELECT staff FROM audit
WHERE document = ?1 AND action IN ('draft-saved', 'brought-back', 'imported') AND staff IS NOT NULL
ORDER BY id DESC LIMIT 1
