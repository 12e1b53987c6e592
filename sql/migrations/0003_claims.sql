-- What the live documents state, a row each statement, so that "every step about saunas" needs no
-- look into documents. Derived as live, reference and search are.
CREATE TABLE claim (
    document INTEGER NOT NULL REFERENCES document (id),
    path TEXT NOT NULL,                      -- its place there: 'steps.no-sauna'
    type TEXT NOT NULL CHECK (type IN ('step', 'sign', 'fact')),
    treatment TEXT NOT NULL,                 -- the key of the treatment that it is about
    activity TEXT,                           -- of a step: the key of its activity; NULL: none named
    action TEXT CHECK (action IN ('do', 'do-not')),      -- of a step, otherwise NULL
    phase TEXT CHECK (phase IN ('before', 'after')),     -- of a step, otherwise NULL
    urgency TEXT CHECK (urgency IN ('usual', 'call', 'emergency')), -- of a sign, otherwise NULL
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    -- Minutes from the treatment, negative before it: for sorting and comparing, never to count a
    -- patient's days with. NULL where no figure is stated. A step's beginning and end; a sign's
    -- easing and its being gone, at the latest; a fact's least and greatest figure.
    from_minutes INTEGER,
    until_minutes INTEGER,                   -- 9000000000000: always
    -- The next two repeat the document's, so that claims come in the order of their documents.
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    number INTEGER NOT NULL,                 -- 1, 2, 3 … among the document's claims of its type
    body TEXT NOT NULL,                      -- the statement with its HTML, and the sources it cites
    PRIMARY KEY (document, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_by_activity ON claim (activity, type, position, title, document, number);
CREATE INDEX claim_by_treatment ON claim (treatment, type, position, title, document, number);

-- The form of the derived rows; where it is not the program's own they are made anew at its start.
ALTER TABLE site ADD COLUMN derived INTEGER NOT NULL DEFAULT 0;
