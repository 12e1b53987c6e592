#include "lint/answer.h"

#include "store/db.h"
#include "text/json.h"

#include <inttypes.h>
#include <json-c/json.h>
#include <stdint.h>

/* FNV-1a: who answers is trusted, so that two texts of one hash need not be feared. */
static uint64_t add_text(uint64_t hash, const char *text)
{
    for (; text && *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211ULL;
    return (hash ^ 0xff) * 1099511628211ULL; /* no text has this byte: it ends one */
}

void answer_mark(const struct finding *finding, struct buffer *mark)
{
    uint64_t hash = 14695981039346656037ULL;
    hash = add_text(hash, finding->place.quote ? finding->place.quote : finding->place.path);
    hash = add_text(hash, finding->other.document);
    hash = add_text(hash, finding->other.quote);
    buffer_printf(mark, "%016" PRIx64, hash);
}

static void put_name(struct buffer *name, const char *key, const char *code, const char *mark)
{
    buffer_printf(name, "%s %s %s", key, code, mark);
}

struct json_object *answers_read(struct db *db, const char *key)
{
    struct json_object *answers = json_object_new_object();
    struct db_rows *rows =
        key ? db_query(db, DB_ANSWER_LIST_OF, "s", key) : db_query(db, DB_ANSWER_LIST, "");
    while (db_next(rows)) {
        struct buffer name = {0};
        struct json_object *answer = json_object_new_object();
        put_name(&name, db_text(rows, 0), db_text(rows, 1), db_text(rows, 2));
        json_add_text(answer, "reason", db_text(rows, 3));
        json_add_text(answer, "who", db_text(rows, 4));
        json_object_object_add(answer, "at", json_object_new_int64(db_integer(rows, 5)));
        json_object_object_add(answers, buffer_text(&name), answer);
        buffer_free(&name);
    }
    db_end(rows);
    return answers;
}

struct json_object *answer_to(struct json_object *answers, const struct finding *finding)
{
    struct buffer name = {0}, mark = {0};
    if (finding->level == FINDING_BLOCK)
        return NULL;
    answer_mark(finding, &mark);
    put_name(&name, finding->place.document, finding->code, buffer_text(&mark));
    struct json_object *answer = json_member(answers, buffer_text(&name));
    buffer_free(&name);
    buffer_free(&mark);
    return answer;
}

void answer_put(struct db *db, int64_t now, const char *key, const char *code, const char *mark,
                const char *reason, const char *who)
{
    db_execute(db, DB_ANSWER_PUT, "sssssi", key, code, mark, reason, who, now);
}

bool answer_take_back(struct db *db, const char *key, const char *code, const char *mark)
{
    struct db_rows *rows = db_query(db, DB_ANSWER_DELETE, "sss", key, code, mark);
    bool was_there = db_next(rows);
    while (was_there && db_next(rows))
        ;
    db_end(rows);
    return was_there;
}
