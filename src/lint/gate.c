#include "lint/gate.h"

#include "base/memory.h"
#include "lint/gather.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* So that publishing one text takes no longer among 100,000 documents than among these: checklists,
 * comparisons and questions in their order. The check of the whole site (`aftercare check`, and its
 * page) has no such end. */
enum { GATE_MOST = 300 /* live documents about one treatment */ };

/* Whether the draft's text is live as it stands. */
static bool is_live(struct db *db, const char *key, struct json_object *body)
{
    struct db_rows *row = db_query(db, DB_LINT_ONE, "s", key);
    struct json_object *live = db_next(row) ? json_tokener_parse(db_text(row, 1)) : NULL;
    bool same = live && json_object_equal(live, body);
    json_object_put(live);
    db_end(row);
    return same;
}

static void refuse(struct draft *draft, const struct finding_place *place,
                   const struct finding *finding)
{
    faults_add(&draft->faults, place->path, "is held up by a check. %s %s", finding->reason,
               finding->cure);
}

/* The members of keys are the drafts' places in the list. */
static struct draft *draft_at(struct draft *drafts, struct json_object *keys, const char *key)
{
    struct json_object *place;
    if (!key || !json_object_object_get_ex(keys, key, &place))
        return NULL;
    return &drafts[json_object_get_int64(place)];
}

static void tell(struct draft *drafts, struct json_object *keys, const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];
        struct draft *own = draft_at(drafts, keys, finding->place.document);
        struct draft *other = draft_at(drafts, keys, finding->other.document);
        if (own)
            refuse(own, &finding->place, finding);
        else if (other)
            refuse(other, &finding->other, finding);
    }
}

void lint_gate(struct db *db, struct draft *drafts, size_t count, time_t now)
{
    struct json_object **bodies = memory_new(count + 1, sizeof(void *));
    struct json_object *keys = json_object_new_object();
    struct gathered gathered;
    struct findings findings;
    size_t taken = 0;
    db_begin_read(db);
    for (size_t i = 0; i < count; i++) {
        struct json_object *body = drafts[i].body;
        bool is_object = json_object_is_type(body, json_type_object);
        const char *key = is_object ? json_text(body, "key") : NULL;
        if (!key)
            continue;
        bodies[taken++] = body;
        if (!is_live(db, key, body))
            json_object_object_add(keys, key, json_object_new_int64((int64_t)i));
    }
    gather_around(db, now, bodies, taken, GATE_MOST, &gathered);
    db_end_read(db);
    gathered.site.blocks_only = true;
    lint_run(&gathered.site, keys, &findings);
    tell(drafts, keys, &findings);
    findings_free(&findings);
    gathered_free(&gathered);
    json_object_put(keys);
    free(bodies);
}
