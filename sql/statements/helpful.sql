-- Statements of content/helpful.c.

-- name: helpful_add
INSERT INTO helpful (document, revision, day, yes, no)
SELECT document, revision, ?2, ?3, ?4 FROM live WHERE document = ?1
ON CONFLICT (document, revision, day) DO UPDATE SET yes = yes + excluded.yes, no = no + excluded.no

-- name: helpful_least
-- Live documents that somebody found unhelpful since ?1, by what was said of the text that is live:
-- an answer says nothing of a text that came after it.
SELECT l.kind, l.key, l.title, sum(h.yes) AS yes, sum(h.no) AS no, l.slug
FROM helpful AS h INDEXED BY helpful_by_day JOIN live AS l ON l.revision = h.revision AND l.document = h.document
WHERE h.day >= ?1
GROUP BY h.document HAVING sum(h.no) > 0
ORDER BY sum(h.no) - sum(h.yes) DESC, sum(h.no) DESC, l.title LIMIT ?2

-- name: helpful_days
-- What was said since ?2 of the live text of the document called ?1, a row a day, the last first.
SELECT h.day, h.yes, h.no
FROM live AS l JOIN helpful AS h ON h.document = l.document AND h.revision = l.revision
WHERE l.key = ?1 AND h.day >= ?2
ORDER BY h.day DESC LIMIT ?3
