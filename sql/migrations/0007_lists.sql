-- What the API's lists and mirrors need.

ALTER TABLE live ADD COLUMN review_due TEXT; -- YYYY-MM-DD, when its next review is due; NULL: none
UPDATE live SET review_due = json_extract(body, '$.review.next_due');
CREATE INDEX live_by_title ON live (kind, title, key);
CREATE INDEX live_by_update ON live (kind, updated_at, key);

-- How many live documents there are of each kind: counting 100,000 rows for a list's first page
-- would take longer than the page. Kept by the triggers below.
CREATE TABLE live_number (
    kind TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO live_number (kind, number) SELECT kind, count(*) FROM live GROUP BY kind;

-- When each document last changed for those who read it: written anew, or withdrawn. A row a
-- document, so that a mirror that was away for long reads each once. Kept by the triggers below.
CREATE TABLE change (
    document INTEGER PRIMARY KEY REFERENCES document (id),
    version INTEGER NOT NULL                 -- the site's, which that publish raised it to
) STRICT;
CREATE INDEX change_in_order ON change (version, document);
INSERT INTO change (document, version)
SELECT d.id, s.version FROM document AS d, site AS s WHERE d.live IS NOT NULL;

CREATE TRIGGER live_is_written AFTER INSERT ON live
BEGIN
    INSERT INTO live_number (kind, number) VALUES (new.kind, 1)
    ON CONFLICT (kind) DO UPDATE SET number = number + 1;
    INSERT OR REPLACE INTO change (document, version)
    SELECT new.document, version + 1 FROM site WHERE id = 1;
END;

CREATE TRIGGER live_is_deleted AFTER DELETE ON live
BEGIN
    UPDATE live_number SET number = number - 1 WHERE kind = old.kind;
    INSERT OR REPLACE INTO change (document, version)
    SELECT old.document, version + 1 FROM site WHERE id = 1;
END;
