-- What publishers have answered to the checks' advice.
CREATE TABLE answer (
    document TEXT NOT NULL,  -- the key of the document that the finding is about
    code TEXT NOT NULL,      -- of the check: "vague-time"
    mark TEXT NOT NULL,      -- a hash of the words it quotes: with other words it is not answered
    reason TEXT NOT NULL,    -- why the text stays as it is
    who TEXT NOT NULL,       -- the name of who said so, as it was then
    at INTEGER NOT NULL,     -- seconds since 1970
    PRIMARY KEY (document, code, mark)
) STRICT, WITHOUT ROWID;
