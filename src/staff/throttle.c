#include "staff/throttle.h"

#include "store/db.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#define MINUTE INT64_C(60)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

static const struct {
    const char *prefix;
    int64_t free;    /* tries without a pause */
    int64_t longest; /* pause; seconds */
    int64_t kept;    /* seconds after the last try for which it is counted */
    bool forgotten;  /* once somebody signed in */
} kinds[] = {
    [THROTTLE_NAME] = {"name:", 5, 15 * MINUTE, DAY, true},
    /* A clinic shares one address: more tries, shorter pauses. */
    [THROTTLE_ADDRESS] = {"address:", 20, 5 * MINUTE, HOUR, false},
    [THROTTLE_DEVICE] = {"device:", 5, 15 * MINUTE, DAY, true},
    [THROTTLE_SESSION] = {"session:", 5, 15 * MINUTE, DAY, true},
};

void throttle_subject(struct throttle_subject *subject, enum throttle_kind kind, const char *text)
{
    char hash[TOKEN_HASH_SIZE], network[INET6_ADDRSTRLEN];
    struct in6_addr address;
    if (kind == THROTTLE_ADDRESS && inet_pton(AF_INET6, text, &address) == 1) {
        memset(address.s6_addr + 8, 0, 8);
        text = inet_ntop(AF_INET6, &address, network, sizeof network);
    }
    token_hash(text, hash);
    subject->kind = kind;
    snprintf(subject->text, sizeof subject->text, "%s%s", kinds[kind].prefix, hash);
}

static int64_t pause_after(enum throttle_kind kind, int64_t tries)
{
    int64_t over = tries - kinds[kind].free;
    if (over < 0)
        return 0;
    int64_t pause = over < 20 ? (int64_t)1 << over : kinds[kind].longest;
    return pause < kinds[kind].longest ? pause : kinds[kind].longest;
}

/* Seconds until the subject's pause is over; 0 or less: it is. */
static int64_t wait_for(struct db *db, int64_t now, const struct throttle_subject *subject)
{
    int64_t wait = 0;
    struct db_rows *rows = db_query(db, DB_ATTEMPT_GET, "s", subject->text);
    if (db_next(rows) && now - db_integer(rows, 1) < kinds[subject->kind].kept)
        wait = db_integer(rows, 1) + pause_after(subject->kind, db_integer(rows, 0)) - now;
    db_end(rows);
    return wait;
}

static void count_try(struct db *db, int64_t now, const struct throttle_subject *subject)
{
    db_execute(db, DB_ATTEMPT_ADD, "sii", subject->text, now, now - kinds[subject->kind].kept);
    /* Names that nobody has are counted too: old ones go again, some at each try. */
    db_execute(db, DB_ATTEMPT_SWEEP, "si", subject->text, now - DAY);
}

int64_t throttle_try(struct db *db, int64_t now, const struct throttle_subject *subjects,
                     size_t count)
{
    int64_t longest = 0;
    if (db_begin_write(db) != DB_OK)
        return -1;
    for (size_t i = 0; i < count; i++) {
        int64_t wait = wait_for(db, now, &subjects[i]);
        longest = wait > longest ? wait : longest;
    }
    if (longest > 0) {
        db_roll_back(db);
        return longest;
    }
    for (size_t i = 0; i < count; i++)
        count_try(db, now, &subjects[i]);
    return db_commit(db) == DB_OK ? 0 : -1;
}

void throttle_forget(struct db *db, const struct throttle_subject *subjects, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kinds[subjects[i].kind].forgotten)
            db_execute(db, DB_ATTEMPT_CLEAR, "s", subjects[i].text);
}
