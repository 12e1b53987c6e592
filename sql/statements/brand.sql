-- Statements of content/brand.c: the clinic's own look.

-- name: brand_delete
DELETE FROM brand WHERE id = 1

-- name: brand_insert
INSERT INTO brand (id, tokens, logo_name, logo_type, logo) VALUES (1, ?1, ?2, ?3, ?4)

-- name: brand_tokens
SELECT tokens FROM brand WHERE id = 1

-- name: brand_logo
SELECT logo_name, logo_type, logo FROM brand WHERE id = 1
