-- Statements of src/site/sitemap.c and src/site/feed.c: what programs read of pages.

-- name: sitemap_part
-- ?2 of the live documents, after the first ?1.
SELECT kind, slug, updated_at FROM live WHERE document > 0 ORDER BY document LIMIT ?2 OFFSET ?1

-- name: sitemap_count
SELECT count(*) FROM live WHERE document > 0

-- name: feed_newest
-- The last word of each document, live or withdrawn, what changed last first. What was withdrawn
-- before anybody could read it is passed over.
SELECT d.kind, d.key, d.slug, d.withdrawn_at, v.body, d.changed_at, l.title, l.summary
FROM document AS d JOIN revision AS v ON v.id = d.live LEFT JOIN live AS l ON l.document = d.id
WHERE d.changed_at > 0
    AND (l.document IS NOT NULL
         OR EXISTS (SELECT 1 FROM revision AS w WHERE w.document = d.id
                    AND json_extract(w.body, '$.withdrawn') IS NULL))
ORDER BY d.changed_at DESC, d.live DESC

-- name: newest_of_kind
-- When documents of a kind last changed, came or went.
SELECT max(changed_at) FROM document WHERE kind = ?1

-- name: newest_of_activity
-- When an activity, or a checklist that names it, last changed.
SELECT max(l.updated_at, coalesce((SELECT max(n.updated_at)
    FROM reference AS r JOIN live AS n ON n.document = r.document
    WHERE r.target = l.key AND r.kind = 'checklist'), 0))
FROM live AS l WHERE l.kind = 'activity' AND l.slug = ?1

-- name: sitemap_part_newest
SELECT max(updated_at) FROM (
    SELECT updated_at FROM live WHERE document > 0 ORDER BY document LIMIT ?2 OFFSET ?1)
