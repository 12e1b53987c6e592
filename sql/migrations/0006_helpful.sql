-- "Did this answer your question?": how many said yes and no, a row a text and a day. Nothing is
-- kept of who said so, nor when on that day.
CREATE TABLE helpful (
    document INTEGER NOT NULL REFERENCES document (id),
    revision INTEGER NOT NULL REFERENCES revision (id), -- the text that was read
    day TEXT NOT NULL,                       -- YYYY-MM-DD, in the clinic's zone
    yes INTEGER NOT NULL DEFAULT 0,
    no INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (document, revision, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX helpful_by_day ON helpful (day);
