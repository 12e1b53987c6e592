-- What is published, and how it came to be. Times are seconds since 1970 (UTC).

-- The site as a whole; one row.
CREATE TABLE site (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL -- raised by every publish; every ETag is made from it
) STRICT;
INSERT INTO site (id, version) VALUES (1, 1);

-- A document: what it is called and which of its revisions patients read.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,                -- never changes; other documents refer to it
    kind TEXT NOT NULL,                      -- a name of the table of kinds
    slug TEXT NOT NULL,                      -- the last part of its page's address
    lang TEXT NOT NULL,                      -- BCP 47
    live INTEGER REFERENCES revision (id),   -- what patients read; of a withdrawn one, its last word
    withdrawn_at INTEGER,                    -- NULL: it is live
    UNIQUE (kind, slug)
) STRICT;

-- Every text that was ever published. Nothing is changed or deleted here.
CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    number INTEGER NOT NULL,                 -- 1, 2, 3 … within the document
    shape INTEGER NOT NULL,                  -- the version of the kind's fields it was written to
    body TEXT NOT NULL CHECK (json_valid(body)), -- the document, as imported and exported
    author TEXT NOT NULL,                    -- who published it
    note TEXT NOT NULL,                      -- why
    created_at INTEGER NOT NULL,
    UNIQUE (document, number)
) STRICT;

CREATE TRIGGER revision_is_never_changed BEFORE UPDATE ON revision
BEGIN
    SELECT RAISE(ABORT, 'a revision is never changed');
END;

CREATE TRIGGER revision_is_never_deleted BEFORE DELETE ON revision
BEGIN
    SELECT RAISE(ABORT, 'a revision is never deleted');
END;

-- What a document was once called: a printed leaflet's address goes on working. A kind and a slug
-- make both the page's path and the API's.
CREATE TABLE redirect (
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (id),
    PRIMARY KEY (kind, slug)
) STRICT, WITHOUT ROWID;

-- Derived at publish, and rebuilt by `aftercare rebuild`: the three tables below. -----------------

-- What a patient's request reads: the live revision with its Markdown rendered.
CREATE TABLE live (
    document INTEGER PRIMARY KEY REFERENCES document (id),
    revision INTEGER NOT NULL REFERENCES revision (id),
    kind TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL,
    position INTEGER NOT NULL,               -- its place in lists; 10000 where none was given
    title TEXT NOT NULL,
    summary TEXT NOT NULL,                   -- plain text, for lists
    updated_at INTEGER NOT NULL,             -- when the live revision was published
    body TEXT NOT NULL,                      -- the document, with NAME_html beside each Markdown NAME
    UNIQUE (kind, slug)
) STRICT;
CREATE INDEX live_in_order ON live (kind, position, title, key);

-- Which document names which other. The columns after target repeat the naming document's, so that
-- "the questions about this treatment, in order" is one walk along the index.
CREATE TABLE reference (
    target TEXT NOT NULL,                    -- the key of the document that is named
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (id),
    field TEXT NOT NULL,                     -- where: "steps.sauna.activity"
    PRIMARY KEY (target, kind, position, title, document, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_by_document ON reference (document, field, target);

-- The words of each live document that has a page; rowid is document.id.
CREATE VIRTUAL TABLE search USING fts5 (
    title, names, text, tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3'
);
