-- Statements of the search: writing passages (content/passage.c), and asking.

-- name: passage_words
-- The texts of document ?1's passages.
SELECT title, heading, names, text FROM passage WHERE document = ?1

-- name: search_delete
-- FTS5 keeps no copy: it is told what it was given.
INSERT INTO search (search, rowid, title, heading, names, about, text)
SELECT 'delete', id, title, heading, names, about, text FROM passage WHERE document = ?1

-- name: passage_delete
DELETE FROM passage WHERE document = ?1

-- name: passage_insert
INSERT INTO passage (id, document, kind, anchor, title, heading, names, about, text)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)

-- name: search_insert
INSERT INTO search (rowid, title, heading, names, about, text)
SELECT id, title, heading, names, about, text FROM passage WHERE document = ?1

-- name: word_add
INSERT INTO word (word, documents) VALUES (?1, 1)
ON CONFLICT (word) DO UPDATE SET documents = documents + 1

-- name: word_take
UPDATE word SET documents = documents - 1 WHERE word = ?1

-- name: word_drop
DELETE FROM word WHERE word = ?1 AND documents < 1

-- name: passage_clear
DELETE FROM passage

-- name: word_clear
DELETE FROM word

-- name: search_clear
INSERT INTO search (search) VALUES ('delete-all')

-- name: word_documents
SELECT documents FROM word WHERE word = ?1

-- name: words_from
-- For the dictionary: up to ?2 words, from ?1 on.
SELECT word, documents FROM word WHERE word > ?1 ORDER BY word LIMIT ?2

-- name: words_beginning
-- The words after ?1 and before ?2, the commonest first, at most ?3.
SELECT word FROM word WHERE word > ?1 AND word < ?2 ORDER BY documents DESC, word LIMIT ?3

-- name: search_collect
-- The first rows that match ?1, a quoted FTS5 expression, as they lie: nothing is sorted.
SELECT rowid FROM search WHERE search MATCH ?1 LIMIT ?2

-- name: search_collect_kind
SELECT s.rowid FROM search AS s CROSS JOIN passage AS p ON p.id = s.rowid
WHERE search MATCH ?1 AND p.kind = ?3 LIMIT ?2

-- name: search_ranked
-- The best rows by the words alone: what content/search_rank.c then looks at closely.
SELECT rowid FROM search WHERE search MATCH ?1
ORDER BY bm25(search, 10.0, 8.0, 9.0, 0.5, 1.0) LIMIT ?2

-- name: search_ranked_kind
SELECT s.rowid FROM search AS s CROSS JOIN passage AS p ON p.id = s.rowid
WHERE search MATCH ?1 AND p.kind = ?3
ORDER BY bm25(search, 10.0, 8.0, 9.0, 0.5, 1.0) LIMIT ?2

-- name: search_count
SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 LIMIT ?2)

-- name: passage_count
SELECT count(*) FROM (SELECT 1 FROM passage WHERE id > 0 LIMIT ?1)

-- name: passage_read
SELECT document, kind, anchor, title, heading, names, about, text FROM passage WHERE id = ?1

-- name: live_place
SELECT key, slug, position FROM live WHERE document = ?1

-- name: search_names
-- What the first rows that match ?1 are called, and where they stand.
SELECT p.kind, l.slug, p.anchor, p.title, p.heading, p.names
FROM search AS s CROSS JOIN passage AS p ON p.id = s.rowid
CROSS JOIN live AS l ON l.document = p.document
WHERE search MATCH ?1 LIMIT ?2
