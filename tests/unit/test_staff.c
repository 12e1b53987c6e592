/* People: passwords, one-time codes, sessions, slowing guesses, the audit trail, settings. */
#include "scratch.h"

#include "base/buffer.h"
#include "staff/audit.h"
#include "staff/code.h"
#include "staff/link.h"
#include "staff/password.h"
#include "staff/session.h"
#include "staff/setting.h"
#include "staff/sign_in.h"
#include "staff/staff.h"
#include "staff/throttle.h"
#include "staff/token.h"

#include <fcntl.h>

static const int64_t now = 1700000000, day = 86400;
static const struct staff_actor shell = {.staff = NULL};
static const char good[] = "gravel-teapot-lantern-94";

static struct staff add(struct db *db, const char *name, enum staff_role role)
{
    struct staff staff;
    assert_int_equal(staff_add(db, now, shell, name, "Full Name", role, &staff), STAFF_DONE);
    return staff;
}

/* A person with a password, and a session of theirs. */
static struct staff add_with_password(struct db *db, const char *name, enum staff_role role,
                                      char token[TOKEN_SIZE])
{
    char hash[PASSWORD_HASH_SIZE];
    struct staff staff = add(db, name, role);
    struct staff_actor actor = {.staff = &staff, .address = "192.0.2.1"};
    assert_true(password_hash(db, good, hash));
    assert_int_equal(password_set(db, now, actor, NULL, hash, NULL, "A browser", token),
                     STAFF_DONE);
    assert_true(staff_by_name(db, name, &staff));
    assert_true(staff.has_password);
    return staff;
}

static int close_with_lock(void **state)
{
    struct scratch *scratch = *state;
    char path[120];
    snprintf(path, sizeof path, "%s.hashes", scratch->path);
    unlink(path);
    return scratch_close(state);
}

/* --- Passwords -------------------------------------------------------------------------------- */

static void common_passwords_are_refused(void **state)
{
    (void)state;
    static const char *const own[] = {"ada", "lovelace", "Skin", "Studio", NULL};
    static const char *const refused[] = {
        "",
        "elevenchars",
        "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4", /* 7 characters, 14 bytes */
        "aaaaaaaaaaaa",
        "abababababab",
        "xk7qxk7qxk7q",
        "passwordpassword",
        "Password1234",
        "P4ssw0rd2024!",
        "password!!!!",
        "qwertyuiop12",
        "qwertzuiop12",
        "poiuytrewq00",
        "123456789012",
        "210987654321",
        "abcdefghijkl",
        "1q2w3e4r5t6y",
        "Summer2024!!",
        "adalovelace1",
        "Ada-Lovelace-1815",
        "lovelace1234",
        "skinstudio99",
        "SkinStudio2024",
        "welcome12345",
        "iloveyou1234",
        "letmein12345",
        "changeme!123",
        "admin1234567",
    };
    static const char *const taken[] = {
        "gravel-teapot-lantern-94",
        "correct horse battery staple",
        "aX9$kq2!mZ7w",
        "der kleine Igel schl\xc3\xa4"
        "ft",
        "\xd0\xb7\xd0\xb5\xd0\xbb\xd0\xb5\xd0\xbd\xd1\x8b\xd0\xb9 \xd1\x87\xd0\xb0\xd0\xb9\xd0\xbd"
        "\xd0\xb8\xd0\xba",
        "my password is a long walk in the rain",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (!password_fault(refused[i], own))
            fail_msg("'%s' was taken", refused[i]);
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (password_fault(taken[i], own))
            fail_msg("'%s' was refused: %s", taken[i], password_fault(taken[i], own));
}

static void long_passwords_end_somewhere(void **state)
{
    (void)state;
    char text[PASSWORD_MAX + 2];
    uint32_t number = 1;
    for (size_t i = 0; i < sizeof text; i++) {
        number = number * 1664525U + 1013904223U;
        text[i] = "kfjqzvwxmbtpgdlh"[number >> 28];
    }
    text[PASSWORD_MAX + 1] = '\0';
    assert_non_null(password_fault(text, NULL));
    text[PASSWORD_MAX] = '\0';
    assert_null(password_fault(text, NULL));
}

static void hashes_are_argon2id(void **state)
{
    struct scratch *scratch = *state;
    char one[PASSWORD_HASH_SIZE], two[PASSWORD_HASH_SIZE];
    assert_true(password_hash(scratch->db, good, one));
    assert_true(password_hash(scratch->db, good, two));
    assert_true(strncmp(one, "$argon2id$v=19$m=65536,t=2,p=1$", 31) == 0);
    assert_string_not_equal(one, two);
    assert_int_equal(password_check(scratch->db, one, good), PASSWORD_RIGHT);
    assert_int_equal(password_check(scratch->db, one, "gravel-teapot-lantern-95"), PASSWORD_WRONG);
    assert_int_equal(password_check(scratch->db, NULL, good), PASSWORD_WRONG);
    assert_int_equal(password_check(scratch->db, "no hash", good), PASSWORD_WRONG);
}

/* Two other processes that hash at this moment. */
static void a_third_hash_waits(void **state)
{
    struct scratch *scratch = *state;
    char path[120], hash[PASSWORD_HASH_SIZE];
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 2};
    snprintf(path, sizeof path, "%s.hashes", scratch->path);
    int file = open(path, O_RDWR | O_CREAT, 0600);
    assert_int_equal(fcntl(file, F_OFD_SETLK, &lock), 0);
    assert_false(password_hash(scratch->db, good, hash));
    assert_int_equal(password_check(scratch->db, NULL, good), PASSWORD_BUSY);
    lock.l_type = F_UNLCK;
    lock.l_len = 1;
    assert_int_equal(fcntl(file, F_OFD_SETLK, &lock), 0);
    assert_int_equal(password_check(scratch->db, NULL, good), PASSWORD_WRONG);
    close(file);
}

/* --- Tokens ----------------------------------------------------------------------------------- */

static void seals_are_ours(void **state)
{
    struct scratch *scratch = *state;
    struct buffer sealed = {0};
    assert_null(token_open(scratch->db, "code", "no mark at all"));
    assert_true(token_seal(scratch->db, "code", "7 1700000000", &sealed));
    assert_string_equal(token_open(scratch->db, "code", buffer_text(&sealed)), "7 1700000000");
    assert_null(token_open(scratch->db, "device", buffer_text(&sealed)));
    assert_null(token_open(scratch->db, "code", NULL));
    for (size_t i = 0; i < sealed.length; i++) {
        char kept = sealed.data[i];
        sealed.data[i] = kept == '1' ? '2' : '1';
        assert_null(token_open(scratch->db, "code", buffer_text(&sealed)));
        sealed.data[i] = kept;
    }
    buffer_free(&sealed);
}

/* --- Codes ------------------------------------------------------------------------------------ */

/* RFC 6238, appendix B (SHA-1), the last six of its eight digits. */
static void codes_are_those_of_the_rfc(void **state)
{
    (void)state;
    static const char secret[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; /* "12345678901234567890" */
    static const struct {
        int64_t at;
        const char *code;
    } vectors[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                   {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        int64_t at = vectors[i].at;
        assert_int_equal(code_step(secret, at, vectors[i].code), at / CODE_STEP);
        assert_int_equal(code_step(secret, at + CODE_STEP, vectors[i].code), at / CODE_STEP);
        assert_int_equal(code_step(secret, at - CODE_STEP, vectors[i].code), at / CODE_STEP);
        assert_int_equal(code_step(secret, at + 60, vectors[i].code), -1);
        if (at > 60)
            assert_int_equal(code_step(secret, at - 60, vectors[i].code), -1);
    }
    assert_int_equal(code_step(secret, 59, " 287 082 "), 1);
    assert_int_equal(code_step(secret, 59, "87082"), -1);
    assert_int_equal(code_step(secret, 59, "2870820"), -1);
    assert_int_equal(code_step(secret, 59, "28708x"), -1);
    assert_int_equal(code_step(secret, 59, ""), -1);
    assert_int_equal(code_step("not base32 !", 59, "287082"), -1);
}

/* The code that is right at that time. */
static void find_code(const char *secret, int64_t at, char code[7])
{
    for (int number = 0; number < 1000000; number++) {
        snprintf(code, 7, "%06u", (unsigned)number % 1000000U);
        if (code_step(secret, at, code) == at / CODE_STEP)
            return;
    }
    fail_msg("no code fits");
}

static enum code_result use(struct db *db, int64_t at, const struct staff *staff, const char *text)
{
    db_begin_write(db);
    enum code_result result = code_use(db, at, staff->id, text);
    assert_int_equal(db_commit(db), DB_OK);
    return result;
}

static void codes_work_once(void **state)
{
    struct scratch *scratch = *state;
    char secret[CODE_SECRET_SIZE], code[7], recovery[RECOVERY_CODES][RECOVERY_CODE_SIZE];
    struct staff staff = add(scratch->db, "ada", STAFF_EDITOR);
    struct staff other = add(scratch->db, "bob", STAFF_EDITOR);
    struct staff_actor actor = {.staff = &staff};
    assert_true(code_begin(scratch->db, &staff));
    assert_true(code_pending(scratch->db, &staff, secret));
    assert_int_equal(strlen(secret), 32);
    find_code(secret, now, code);
    assert_int_equal(use(scratch->db, now, &staff, code), CODE_WRONG); /* not in use yet */
    assert_int_equal(code_confirm(scratch->db, now, actor, "no code", recovery), CODE_WRONG);
    assert_int_equal(code_confirm(scratch->db, now, actor, code, recovery), CODE_RIGHT);
    assert_int_equal(use(scratch->db, now, &staff, code), CODE_WRONG);
    find_code(secret, now + CODE_STEP, code);
    assert_int_equal(use(scratch->db, now, &staff, code), CODE_RIGHT);
    assert_int_equal(use(scratch->db, now, &staff, code), CODE_WRONG);
    find_code(secret, now - CODE_STEP, code);
    assert_int_equal(use(scratch->db, now, &staff, code), CODE_WRONG); /* older than the last */
    assert_int_equal(code_recovery_left(scratch->db, &staff), RECOVERY_CODES);
    assert_int_equal(use(scratch->db, now, &other, recovery[0]), CODE_WRONG);
    assert_int_equal(use(scratch->db, now, &staff, recovery[0]), CODE_RECOVERY);
    assert_int_equal(use(scratch->db, now, &staff, recovery[0]), CODE_WRONG);
    assert_int_equal(code_recovery_left(scratch->db, &staff), RECOVERY_CODES - 1);
    assert_true(code_stop(scratch->db, now, actor));
    assert_int_equal(use(scratch->db, now, &staff, recovery[1]), CODE_WRONG);
}

static void the_address_of_a_secret(void **state)
{
    (void)state;
    struct buffer address = {0};
    code_address("A & B", "ada", "GEZDGNBV", &address);
    assert_string_equal(buffer_text(&address),
                        "otpauth://totp/A%20%26%20B:ada?secret=GEZDGNBV&issuer=A%20%26%20B");
    buffer_free(&address);
}

/* --- Sessions --------------------------------------------------------------------------------- */

static bool is_good(struct db *db, int64_t at, const char *token)
{
    struct staff_session session;
    return session_find(db, at, token, &session);
}

static void sessions_run_out(void **state)
{
    struct scratch *scratch = *state;
    struct db *db = scratch->db;
    char token[TOKEN_SIZE];
    struct staff_session session;
    struct staff staff = add_with_password(db, "ada", STAFF_EDITOR, token);
    assert_false(is_good(db, now, "x"));
    assert_true(session_find(db, now, token, &session));
    assert_string_equal(session.staff.name, "ada");
    assert_int_equal(strlen(session.form_token), TOKEN_SIZE - 1);
    assert_string_not_equal(session.form_token, token);
    assert_true(is_good(db, now + SESSION_IDLE - 1, token));
    assert_false(is_good(db, now + SESSION_IDLE, token));
    /* Used each 20 minutes it lives on, but not for ever. */
    int64_t at = now;
    for (; at < now + SESSION_MOST; at += 1200) {
        assert_true(session_find(db, at, token, &session));
        session_seen(db, at, &session);
    }
    assert_true(is_good(db, now + SESSION_MOST - 1, token));
    assert_false(is_good(db, now + SESSION_MOST, token));
    assert_int_equal(staff_disable(db, now, shell, &staff), STAFF_DONE);
    assert_false(is_good(db, now, token));
}

static void proof_grows_old(void **state)
{
    struct scratch *scratch = *state;
    char token[TOKEN_SIZE];
    struct staff_session session;
    add_with_password(scratch->db, "ada", STAFF_EDITOR, token);
    assert_true(session_find(scratch->db, now, token, &session));
    assert_true(session_is_proved(&session, now + SESSION_PROOF - 1));
    assert_false(session_is_proved(&session, now + SESSION_PROOF));
    assert_true(session_prove(scratch->db, now + 1200, &session));
    assert_true(session_find(scratch->db, now + 1200, token, &session));
    assert_true(session_is_proved(&session, now + 1200));
}

static void a_password_ends_sessions_and_links(void **state)
{
    struct scratch *scratch = *state;
    struct db *db = scratch->db;
    char first[TOKEN_SIZE], second[TOKEN_SIZE], link[TOKEN_SIZE], hash[PASSWORD_HASH_SIZE];
    struct staff staff = add_with_password(db, "ada", STAFF_EDITOR, first), owner;
    struct staff_actor actor = {.staff = &staff};
    assert_true(link_make(db, now, shell, &staff, link));
    assert_true(link_find(db, now, link, &owner));
    assert_int_equal(owner.id, staff.id);
    assert_false(link_find(db, now + LINK_SECONDS, link, &owner));
    assert_true(password_hash(db, good, hash));
    assert_int_equal(password_set(db, now, actor, link, hash, "New Name", "A browser", second),
                     STAFF_DONE);
    assert_false(is_good(db, now, first));
    assert_true(is_good(db, now, second));
    assert_false(link_find(db, now, link, &owner));
    assert_int_equal(password_set(db, now, actor, link, hash, "New Name", "A browser", first),
                     STAFF_TAKEN);
    assert_true(staff_by_name(db, "ada", &staff));
    assert_string_equal(staff.full_name, "New Name");
}

static void devices_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *agent, *words;
    } examples[] = {
        {NULL, "A browser"},
        {"\"><script>", "A browser"},
        {"Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
         "Firefox on Windows"},
        {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Safari/604.1",
         "Safari on iPhone"},
        {"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537 Chrome/126.0 Mobile Safari/537.36",
         "Chrome on Android"},
        {"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/126.0 Safari/537.36 Edg/126.0",
         "Edge on Windows"},
    };
    char words[SESSION_DEVICE_MAX + 1];
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        session_device_words(examples[i].agent, words);
        assert_string_equal(words, examples[i].words);
    }
}

/* --- Guessing --------------------------------------------------------------------------------- */

static int64_t try_once(struct db *db, int64_t at, enum throttle_kind kind, const char *text)
{
    struct throttle_subject subject;
    throttle_subject(&subject, kind, text);
    return throttle_try(db, at, &subject, 1);
}

static void pauses_grow(void **state)
{
    struct scratch *scratch = *state;
    struct db *db = scratch->db;
    int64_t at = now;
    for (int i = 0; i < 5; i++)
        assert_int_equal(try_once(db, at, THROTTLE_NAME, "ada"), 0);
    for (int64_t pause = 1; pause <= 512; pause *= 2) {
        assert_int_equal(try_once(db, at, THROTTLE_NAME, "ada"), pause);
        assert_int_equal(try_once(db, at + pause - 1, THROTTLE_NAME, "ada"), 1);
        at += pause;
        assert_int_equal(try_once(db, at, THROTTLE_NAME, "ada"), 0);
    }
    for (int i = 0; i < 30; i++) {
        assert_int_equal(try_once(db, at, THROTTLE_NAME, "ada"), 900); /* the longest */
        at += 900;
        assert_int_equal(try_once(db, at, THROTTLE_NAME, "ada"), 0);
    }
    assert_int_equal(try_once(db, at, THROTTLE_NAME, "bob"), 0);
    at += 86400;
    for (int i = 0; i < 5; i++)
        assert_int_equal(try_once(db, at, THROTTLE_NAME, "ada"), 0); /* forgotten */
    assert_int_equal(try_once(db, at, THROTTLE_NAME, "ada"), 1);
}

static void addresses_of_one_network_are_one(void **state)
{
    struct scratch *scratch = *state;
    struct throttle_subject one, two, other;
    (void)scratch;
    throttle_subject(&one, THROTTLE_ADDRESS, "2001:db8:1:2::1");
    throttle_subject(&two, THROTTLE_ADDRESS, "2001:db8:1:2:ffff::9");
    throttle_subject(&other, THROTTLE_ADDRESS, "2001:db8:1:3::1");
    assert_string_equal(one.text, two.text);
    assert_string_not_equal(one.text, other.text);
    throttle_subject(&one, THROTTLE_ADDRESS, "192.0.2.1");
    throttle_subject(&two, THROTTLE_ADDRESS, "192.0.2.2");
    assert_string_not_equal(one.text, two.text);
}

static void success_forgets_the_name(void **state)
{
    struct scratch *scratch = *state;
    struct db *db = scratch->db;
    struct throttle_subject name;
    throttle_subject(&name, THROTTLE_NAME, "ada");
    for (int i = 0; i < 5; i++)
        try_once(db, now, THROTTLE_NAME, "ada");
    assert_int_equal(try_once(db, now, THROTTLE_NAME, "ada"), 1);
    db_begin_write(db);
    throttle_forget(db, &name, 1);
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(try_once(db, now, THROTTLE_NAME, "ada"), 0);
}

static void signing_in(void **state)
{
    struct scratch *scratch = *state;
    struct db *db = scratch->db;
    char token[TOKEN_SIZE];
    struct sign_in sign_in = {.address = "192.0.2.1"};
    add_with_password(db, "ada", STAFF_EDITOR, token);
    assert_int_equal(sign_in_with_password(db, now, &sign_in, "ada", "wrong"), SIGN_IN_WRONG);
    assert_int_equal(sign_in_with_password(db, now, &sign_in, "eve", good), SIGN_IN_WRONG);
    assert_int_equal(sign_in_with_password(db, now, &sign_in, "ada", ""), SIGN_IN_WRONG);
    assert_int_equal(sign_in_with_password(db, now, &sign_in, " ADA ", good), SIGN_IN_DONE);
    assert_true(is_good(db, now, sign_in.token));
    assert_true(sign_in.mark.length > 0);
    sign_in_free(&sign_in);
}

/* --- The audit trail and settings ------------------------------------------------------------- */

struct seen {
    size_t count, with_address;
    char action[40], who[60], detail[120];
};

static void see(const struct audit_line *line, void *context)
{
    struct seen *seen = context;
    if (!seen->count++) {
        snprintf(seen->action, sizeof seen->action, "%s", line->action);
        snprintf(seen->who, sizeof seen->who, "%s", line->who);
        snprintf(seen->detail, sizeof seen->detail, "%s", line->detail);
    }
    seen->with_address += line->address != NULL;
}

static struct seen read_audit(struct db *db, const char *action)
{
    struct seen seen = {.count = 0};
    struct audit_filter filter = {.before = INT64_MAX, .action = action};
    audit_read(db, &filter, 100, see, &seen);
    return seen;
}

static void what_was_done_is_written(void **state)
{
    struct scratch *scratch = *state;
    struct db *db = scratch->db;
    char token[TOKEN_SIZE];
    struct staff ada = add_with_password(db, "ada", STAFF_ADMINISTRATOR, token);
    struct staff_actor actor = {.staff = &ada, .address = "192.0.2.1"};
    struct seen seen = read_audit(db, NULL);
    assert_int_equal(seen.count, 2); /* added, password */
    struct staff bob = add(db, "bob", STAFF_EDITOR);
    assert_int_equal(staff_set_role(db, now, actor, &bob, STAFF_PUBLISHER), STAFF_DONE);
    seen = read_audit(db, NULL);
    assert_string_equal(seen.action, "staff-role");
    assert_string_equal(seen.who, "ada");
    assert_string_equal(seen.detail, "bob from editor to publisher");
    assert_int_equal(read_audit(db, "staff-added").count, 2);
    /* Each action has a name and words, and they lead to each other. */
    for (int i = 0; i < AUDIT_ACTIONS; i++)
        assert_non_null(audit_action_words(audit_action_name((enum audit_action)i)));
    assert_null(audit_action_words("no-such-action"));
}

static void nothing_is_written_that_failed(void **state)
{
    struct scratch *scratch = *state;
    char token[TOKEN_SIZE];
    struct staff ada = add_with_password(scratch->db, "ada", STAFF_ADMINISTRATOR, token), other;
    size_t before = read_audit(scratch->db, NULL).count;
    assert_int_equal(staff_disable(scratch->db, now, shell, &ada), STAFF_LAST);
    assert_int_equal(staff_set_role(scratch->db, now, shell, &ada, STAFF_EDITOR), STAFF_LAST);
    assert_int_equal(staff_add(scratch->db, now, shell, "ada", "A", STAFF_EDITOR, &other),
                     STAFF_TAKEN);
    assert_int_equal(staff_add(scratch->db, now, shell, "A b", "A", STAFF_EDITOR, &other),
                     STAFF_BAD_NAME);
    assert_int_equal(staff_add(scratch->db, now, shell, "ok", "", STAFF_EDITOR, &other),
                     STAFF_BAD_FULL_NAME);
    assert_int_equal(staff_add(scratch->db, now, shell, "ok", "A\u202eb", STAFF_EDITOR, &other),
                     STAFF_BAD_FULL_NAME);
    assert_false(staff_full_name_is_sound("A\u2066"));
    assert_false(staff_full_name_is_sound("A\nB"));
    assert_true(staff_full_name_is_sound("Zo\u00eb \u2013 \u05d0"));
    assert_int_equal(read_audit(scratch->db, NULL).count, before);
    assert_true(is_good(scratch->db, now, token));
}

static void the_trail_is_append_only(void **state)
{
    struct scratch *scratch = *state;
    char command[400];
    add(scratch->db, "ada", STAFF_EDITOR);
    snprintf(command, sizeof command,
             "sqlite3 %s \"UPDATE audit SET detail = 'x'\" 2>&1 | grep -q 'never changed' && "
             "sqlite3 %s \"DELETE FROM audit\" 2>&1 | grep -q 'never deleted'",
             scratch->path, scratch->path);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): a test's own command */
    assert_int_equal(read_audit(scratch->db, NULL).count, 1);
}

static void addresses_are_forgotten(void **state)
{
    struct scratch *scratch = *state;
    struct db *db = scratch->db;
    struct staff_actor actor = {.staff = NULL, .address = "192.0.2.1"};
    const struct setting *days = &settings[2];
    assert_string_equal(days->name, "audit_address_days");
    assert_int_equal(setting_number(db, "audit_address_days"), 30);
    db_begin_write(db);
    audit_by(db, now - 31 * day, actor, AUDIT_SIGN_IN, NULL, "old");
    audit_by(db, now - 29 * day, actor, AUDIT_SIGN_IN, NULL, "young");
    audit_forget_addresses(db, now, setting_number(db, "audit_address_days"));
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(read_audit(db, "sign-in").count, 2);
    assert_int_equal(read_audit(db, "sign-in").with_address, 1);
    db_begin_write(db);
    setting_set(db, now, actor, days, "0");
    audit_forget_addresses(db, now, setting_number(db, "audit_address_days"));
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(read_audit(db, "sign-in").with_address, 0);
}

static void settings_are_sound(void **state)
{
    struct scratch *scratch = *state;
    for (const struct setting *each = settings; each->name; each++) {
        assert_true(setting_is_sound(each, each->otherwise));
        assert_true(setting_is(scratch->db, each->name, each->otherwise));
        assert_false(setting_is_sound(each, ""));
        assert_false(setting_is_sound(each, "-1"));
        assert_false(setting_is_sound(each, "no such value"));
    }
    db_begin_write(scratch->db);
    setting_set(scratch->db, now, shell, &settings[0], "everyone");
    assert_true(setting_is(scratch->db, "require_codes", "everyone"));
    setting_set(scratch->db, now, shell, &settings[0], "sometimes");
    setting_set(scratch->db, now, shell, &settings[0], "everyone");
    assert_int_equal(db_commit(scratch->db), DB_OK);
    assert_true(setting_is(scratch->db, "require_codes", "everyone"));
    assert_int_equal(read_audit(scratch->db, "setting").count, 1);
}

#define WITH_DATABASE(test) cmocka_unit_test_setup_teardown(test, scratch_open, close_with_lock)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(common_passwords_are_refused),
        cmocka_unit_test(long_passwords_end_somewhere),
        WITH_DATABASE(hashes_are_argon2id),
        WITH_DATABASE(a_third_hash_waits),
        WITH_DATABASE(seals_are_ours),
        cmocka_unit_test(codes_are_those_of_the_rfc),
        WITH_DATABASE(codes_work_once),
        cmocka_unit_test(the_address_of_a_secret),
        WITH_DATABASE(sessions_run_out),
        WITH_DATABASE(proof_grows_old),
        WITH_DATABASE(a_password_ends_sessions_and_links),
        cmocka_unit_test(devices_are_named),
        WITH_DATABASE(pauses_grow),
        WITH_DATABASE(addresses_of_one_network_are_one),
        WITH_DATABASE(success_forgets_the_name),
        WITH_DATABASE(signing_in),
        WITH_DATABASE(what_was_done_is_written),
        WITH_DATABASE(nothing_is_written_that_failed),
        WITH_DATABASE(the_trail_is_append_only),
        WITH_DATABASE(addresses_are_forgotten),
        WITH_DATABASE(settings_are_sound),
    };
    return cmocka_run_group_tests_name("staff", tests, NULL, NULL);
}
