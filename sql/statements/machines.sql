-- Statements of src/site/sitemap.c and src/site/feed.c: what programs read of pages.

-- name: sitemap_part
-- ?2 of the live documents, after the first ?1.
SELECT kind, slug, updated_at FROM live WHERE document > 0 ORDER BY document LIMIT ?2 OFFSET ?1

-- name: sitemap_count
SELECT count(*) FROM live WHERE document > 0

-- name: feed_newest
-- The last word of each document, live or withdrawn, the newest first.
SELECT d.kind, d.key, d.slug, d.withdrawn_at, v.body, v.created_at, l.title, l.summary
FROM revision AS v JOIN document AS d ON d.id = v.document AND d.live = v.id
LEFT JOIN live AS l ON l.document = d.id
WHERE v.id > 0 ORDER BY v.id DESC LIMIT ?1
