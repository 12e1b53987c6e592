-- Statements of plans (src/plan/).

-- name: plan_revision
-- The number of the live revision of document ?1: what a plan and its calendar file rest on.
SELECT r.number FROM live AS l JOIN revision AS r ON r.id = l.revision WHERE l.document = ?1
