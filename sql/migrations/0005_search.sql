-- What the search reads: parts of pages, so that a hit leads to where the answer stands. Derived at
-- publish, and rebuilt, as live, reference and claim are.

DROP TABLE search;

-- A part of a live document's page.
CREATE TABLE passage (
    id INTEGER PRIMARY KEY,                  -- document * 1024 + its number among the document's
    document INTEGER NOT NULL REFERENCES document (id),
    kind TEXT NOT NULL,                      -- the document's
    anchor TEXT NOT NULL,                    -- the part's id on the page; '' for the page's top
    title TEXT NOT NULL,                     -- the document's
    heading TEXT NOT NULL,                   -- the part's; '' for the page's top
    names TEXT NOT NULL,                     -- other names of what it is about
    about TEXT NOT NULL,                     -- keys of the documents that its document names
    text TEXT NOT NULL                       -- its words, plain
) STRICT;
CREATE INDEX passage_by_document ON passage (document);

-- The words of passages; its rows are theirs.
CREATE VIRTUAL TABLE search USING fts5 (
    title, heading, names, about, text, content = 'passage', content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3'
);

-- Every word of the passages as it is written there, folded (text/fold.h), and in how many
-- documents it stands: what a misspelt word is held against.
CREATE TABLE word (
    word TEXT PRIMARY KEY,
    documents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
