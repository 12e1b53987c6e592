-- Staff, what they write before it is published, and who did what. Times are seconds since 1970.

-- A person who may sign in.
CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,               -- what is typed at sign-in; small letters
    full_name TEXT NOT NULL,                 -- as patients and colleagues read it
    role TEXT NOT NULL CHECK (role IN ('editor', 'publisher', 'administrator')),
    password TEXT,                           -- Argon2id, as libsodium writes it; NULL: none set yet
    code_secret TEXT,                        -- for one-time codes (RFC 6238), base32; NULL: not in use
    code_pending TEXT,                       -- shown, not yet confirmed by a first code
    code_last INTEGER NOT NULL DEFAULT 0,    -- the last time step used: a code works once
    disabled_at INTEGER,                     -- NULL: may sign in
    created_at INTEGER NOT NULL
) STRICT;

-- Codes for those who lost their phone; each works once.
CREATE TABLE recovery_code (
    hash TEXT PRIMARY KEY,                   -- SHA-256 of the code, hex
    staff INTEGER NOT NULL REFERENCES staff (id),
    used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_code_by_staff ON recovery_code (staff);

-- A link that signs in once, to set a password.
CREATE TABLE sign_in_link (
    hash TEXT PRIMARY KEY,                   -- SHA-256 of its token, hex
    staff INTEGER NOT NULL REFERENCES staff (id),
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_link_by_staff ON sign_in_link (staff);

-- Who is signed in. The cookie's token itself is nowhere.
CREATE TABLE session (
    id INTEGER PRIMARY KEY,                  -- for one's own list, to end one
    hash TEXT NOT NULL UNIQUE,               -- SHA-256 of the token, hex
    staff INTEGER NOT NULL REFERENCES staff (id),
    form_token TEXT NOT NULL,                -- stands in each form (CSRF)
    started_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,                -- 30 minutes after this it has run out
    proved_at INTEGER NOT NULL,              -- when the password was last typed
    device TEXT NOT NULL                     -- browser and system in a few words
) STRICT;
CREATE INDEX session_by_staff ON session (staff);

-- Failed sign-ins, to slow guessing down: a row for a name, a row for an address.
CREATE TABLE attempt (
    subject TEXT PRIMARY KEY,                -- 'name:…' or 'address:…'
    count INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who did what; nothing here is changed. Addresses alone are blanked when their time has come.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    staff INTEGER REFERENCES staff (id),     -- NULL: nobody known, or the command line
    who TEXT NOT NULL,                       -- the name at that time, or what was typed
    action TEXT NOT NULL,                    -- 'sign-in', 'publish' …: a table in staff/audit.c
    document TEXT,                           -- its key
    detail TEXT NOT NULL,
    address TEXT                             -- of the staff member, never of a patient
) STRICT;
CREATE INDEX audit_by_document ON audit (document, id);
CREATE INDEX audit_by_staff ON audit (staff, id);
CREATE INDEX audit_with_address ON audit (at) WHERE address IS NOT NULL;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
WHEN NEW.address IS NOT NULL OR OLD.id <> NEW.id OR OLD.at <> NEW.at OR OLD.staff IS NOT NEW.staff
    OR OLD.who <> NEW.who OR OLD.action <> NEW.action OR OLD.document IS NOT NEW.document
    OR OLD.detail <> NEW.detail
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never changed');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never deleted');
END;

-- What an administrator has set; what is not here has the default of a table in staff/setting.c.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A text that is being worked on. It may be invalid; the rules bind when it is published.
CREATE TABLE draft (
    key TEXT PRIMARY KEY,                    -- of its document, which need not exist yet
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,                -- raised by each save; a form carries the one it showed
    base INTEGER NOT NULL,                   -- the live revision's number it was made from; 0: new
    state TEXT NOT NULL CHECK (state IN ('editing', 'in-review')),
    body TEXT NOT NULL CHECK (json_valid(body)),
    title TEXT NOT NULL,                     -- of the body, for lists; may be empty
    author INTEGER REFERENCES staff (id),    -- who saved last
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_by_time ON draft (updated_at);

-- An administrator may blank a revision that should never have been written, and nothing else.
DROP TRIGGER revision_is_never_changed;
CREATE TRIGGER revision_is_never_changed BEFORE UPDATE ON revision
WHEN NEW.body <> '{}' OR OLD.id <> NEW.id OR OLD.document <> NEW.document
    OR OLD.number <> NEW.number OR OLD.shape <> NEW.shape OR OLD.author <> NEW.author
    OR OLD.created_at <> NEW.created_at
BEGIN
    SELECT RAISE(ABORT, 'a revision is never changed');
END;
