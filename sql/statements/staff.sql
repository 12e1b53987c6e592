-- Statements of src/staff/: people, sessions, failed sign-ins, the audit trail, settings.

-- name: staff_by_name
SELECT id, name, full_name, role, password IS NOT NULL, code_secret IS NOT NULL,
       disabled_at IS NOT NULL
FROM staff WHERE name = ?1

-- name: staff_by_id
SELECT id, name, full_name, role, password IS NOT NULL, code_secret IS NOT NULL,
       disabled_at IS NOT NULL
FROM staff WHERE id = ?1

-- name: staff_list
SELECT id, name, full_name, role, password IS NOT NULL, code_secret IS NOT NULL,
       disabled_at IS NOT NULL
FROM staff WHERE name > ?1 ORDER BY name LIMIT ?2

-- name: staff_administrators
-- Those who can sign in as administrator, without ?1; a clinic has few people.
SELECT count(*) FROM staff
WHERE name > '' AND role = 'administrator' AND disabled_at IS NULL AND password IS NOT NULL
    AND id <> ?1

-- name: staff_insert
INSERT INTO staff (name, full_name, role, created_at) VALUES (?1, ?2, ?3, ?4)

-- name: staff_set_role
UPDATE staff SET role = ?2 WHERE id = ?1

-- name: staff_set_full_name
UPDATE staff SET full_name = ?2 WHERE id = ?1

-- name: staff_disable
UPDATE staff SET disabled_at = ?2 WHERE id = ?1

-- name: staff_enable
UPDATE staff SET disabled_at = NULL WHERE id = ?1

-- name: staff_reset
UPDATE staff SET password = NULL, code_secret = NULL, code_pending = NULL WHERE id = ?1

-- name: staff_password
SELECT password FROM staff WHERE id = ?1

-- name: staff_set_password
UPDATE staff SET password = ?2 WHERE id = ?1

-- name: staff_codes
SELECT code_secret, code_pending, code_last FROM staff WHERE id = ?1

-- name: staff_set_code_pending
UPDATE staff SET code_pending = ?2 WHERE id = ?1

-- name: staff_confirm_codes
UPDATE staff SET code_secret = code_pending, code_pending = NULL, code_last = ?2 WHERE id = ?1

-- name: staff_stop_codes
UPDATE staff SET code_secret = NULL, code_pending = NULL WHERE id = ?1

-- name: staff_use_code
-- A row where the time step was not used yet.
UPDATE staff SET code_last = ?2 WHERE id = ?1 AND code_last < ?2 RETURNING id

-- name: recovery_insert
INSERT INTO recovery_code (hash, staff) VALUES (?1, ?2)

-- name: recovery_delete
DELETE FROM recovery_code WHERE staff = ?1

-- name: recovery_use
-- A row where the code is theirs and was not used yet.
UPDATE recovery_code SET used_at = ?3 WHERE hash = ?1 AND staff = ?2 AND used_at IS NULL
RETURNING staff

-- name: recovery_left
SELECT count(*) FROM recovery_code WHERE staff = ?1 AND used_at IS NULL

-- name: link_insert
INSERT INTO sign_in_link (hash, staff, expires_at) VALUES (?1, ?2, ?3)

-- name: link_find
SELECT staff FROM sign_in_link WHERE hash = ?1 AND expires_at > ?2

-- name: link_delete
DELETE FROM sign_in_link WHERE staff = ?1

-- name: session_insert
INSERT INTO session (hash, staff, form_token, started_at, seen_at, proved_at, device)
VALUES (?1, ?2, ?3, ?4, ?4, ?4, ?5)

-- name: session_find
SELECT id, staff, form_token, started_at, seen_at, proved_at, device FROM session
WHERE hash = ?1 AND seen_at > ?2 AND started_at > ?3

-- name: session_list
SELECT id, staff, form_token, started_at, seen_at, proved_at, device FROM session
WHERE staff = ?1 AND seen_at > ?2 AND started_at > ?3 ORDER BY id DESC LIMIT ?4

-- name: session_seen
UPDATE session SET seen_at = max(seen_at, ?2) WHERE id = ?1

-- name: session_prove
UPDATE session SET proved_at = ?2 WHERE id = ?1

-- name: session_end
DELETE FROM session WHERE id = ?1 AND staff = ?2 RETURNING device

-- name: session_end_all
DELETE FROM session WHERE staff = ?1

-- name: session_sweep
-- Those of a person that have run out.
DELETE FROM session WHERE staff = ?1 AND (seen_at <= ?2 OR started_at <= ?3)

-- name: attempt_get
SELECT count, last_at FROM attempt WHERE subject = ?1

-- name: attempt_add
-- One more; from one again where the last was at ?3 or before.
INSERT INTO attempt (subject, count, last_at) VALUES (?1, 1, ?2)
ON CONFLICT (subject) DO UPDATE
SET count = CASE WHEN last_at <= ?3 THEN 1 ELSE count + 1 END, last_at = ?2

-- name: attempt_clear
DELETE FROM attempt WHERE subject = ?1

-- name: attempt_sweep
-- A few rows from some place on, where they are of no use any more.
DELETE FROM attempt WHERE last_at < ?2
    AND subject IN (SELECT subject FROM attempt WHERE subject > ?1 ORDER BY subject LIMIT 20)

-- name: audit_insert
INSERT INTO audit (at, staff, who, action, document, detail, address)
VALUES (?1, nullif(?2, 0), ?3, ?4, ?5, ?6, ?7)

-- name: audit_forget
UPDATE audit SET address = NULL
WHERE id IN (SELECT id FROM audit WHERE address IS NOT NULL AND at < ?1 ORDER BY at LIMIT 500)

-- name: audit_read
SELECT id, at, who, action, document, detail, address FROM audit
WHERE id < ?1 AND (?2 = 0 OR staff = ?2) AND (?3 IS NULL OR action = ?3)
    AND (?4 IS NULL OR document = ?4)
ORDER BY id DESC LIMIT ?5

-- name: setting_get
SELECT value FROM setting WHERE name = ?1

-- name: setting_set
INSERT INTO setting (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = ?2

-- name: setting_add
INSERT OR IGNORE INTO setting (name, value) VALUES (?1, ?2)
