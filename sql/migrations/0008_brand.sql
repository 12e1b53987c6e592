-- The clinic's own look, derived from its document at publish (content/brand.c): one row, or none where
-- it has neither a color nor a logo of its own.
CREATE TABLE brand (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    tokens TEXT,                             -- ":root{--brand:#…;…}", before the style sheet; NULL: no color
    logo_name TEXT,                          -- "logo-HASH.svg", as pages ask for it; NULL: no logo
    logo_type TEXT,                          -- image/svg+xml or image/png
    logo TEXT                                -- the cleaned file, as base64
) STRICT;
