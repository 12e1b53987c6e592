#include "content/claim_rows.h"

#include "base/buffer.h"
#include "content/derive.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

/* As in content/rows.c: last. */
enum { POSITION_LAST = 10000 };

/* --- Minutes ---------------------------------------------------------------------------------- */

/* Months and years are as long as they are on average in a year of 365 days: enough to compare. */
static int64_t minutes_of(const char *unit)
{
    enum { HOUR = 60, DAY = 24 * HOUR, WEEK = 7 * DAY, YEAR = 365 * DAY };
    static const struct {
        const char *unit;
        int64_t minutes;
    } table[] = {{"minute", 1},  {"hour", HOUR},       {"day", DAY},
                 {"week", WEEK}, {"month", YEAR / 12}, {"year", YEAR}};
    for (size_t i = 0; unit && i < sizeof table / sizeof table[0]; i++)
        if (strcmp(table[i].unit, unit) == 0)
            return table[i].minutes;
    return 0;
}

static bool is_text(struct json_object *object, const char *name, const char *text)
{
    const char *own = json_text(object, name);
    return own && strcmp(own, text) == 0;
}

int64_t claim_minutes(struct json_object *time, enum claim_end end)
{
    if (time && is_text(time, "kind", "always"))
        return CLAIM_ALWAYS;
    if (!time || !is_text(time, "kind", "time"))
        return CLAIM_UNSTATED;
    int64_t minutes = json_integer(time, end == CLAIM_LOW ? "low" : "high", 0) *
                      minutes_of(json_text(time, "unit"));
    return is_text(time, "anchor", "before-treatment") ? -minutes : minutes;
}

/* The least or the greatest figure of a list of them; unstated where one is, since it might be
 * either. */
static int64_t figures_minutes(struct json_object *figures, enum claim_end end)
{
    size_t count = figures ? json_object_array_length(figures) : 0;
    int64_t result = CLAIM_UNSTATED;
    for (size_t i = 0; i < count; i++) {
        struct json_object *figure = json_object_array_get_idx(figures, i);
        int64_t minutes = claim_minutes(json_member(figure, "time"), end);
        if (minutes == CLAIM_UNSTATED)
            return CLAIM_UNSTATED;
        bool better = end == CLAIM_LOW ? minutes < result : minutes > result;
        if (i == 0 || better)
            result = minutes;
    }
    return result;
}

/* --- The kinds of claim ----------------------------------------------------------------------- */

struct span {
    int64_t from, until;
};

static struct span step_span(struct json_object *step)
{
    return (struct span){claim_minutes(json_member(step, "from"), CLAIM_LOW),
                         claim_minutes(json_member(step, "until"), CLAIM_HIGH)};
}

static struct span sign_span(struct json_object *sign)
{
    return (struct span){figures_minutes(json_member(sign, "eases"), CLAIM_HIGH),
                         figures_minutes(json_member(sign, "gone"), CLAIM_HIGH)};
}

static struct span fact_span(struct json_object *fact)
{
    return (struct span){figures_minutes(json_member(fact, "figures"), CLAIM_LOW),
                         figures_minutes(json_member(fact, "figures"), CLAIM_HIGH)};
}

/* Where claims stand, and which member of the document holds the treatment's key. */
static const struct list {
    const char *kind, *name, *type, *treatment;
    struct span (*span)(struct json_object *claim);
} lists[] = {
    {"checklist", "steps", "step", "treatment", step_span},
    {"treatment", "signs", "sign", "key", sign_span},
    {"treatment", "facts", "fact", "key", fact_span},
};

/* --- Writing ---------------------------------------------------------------------------------- */

static bool cites(struct json_object *claim, const char *source)
{
    static const char *const figures[] = {"figures", "eases", "gone", NULL};
    if (is_text(claim, "source", source))
        return true;
    for (const char *const *name = figures; *name; name++) {
        struct json_object *list = json_member(claim, *name);
        for (size_t i = 0; i < json_length(claim, *name); i++)
            if (is_text(json_object_array_get_idx(list, i), "source", source))
                return true;
    }
    return false;
}

/* The claim with the sources that it cites, so that it can be shown without its document. */
static struct json_object *stand_alone(struct json_object *document, struct json_object *claim)
{
    struct json_object *body = json_object_new_object(), *cited = json_object_new_array();
    struct json_object *sources = json_member(document, "sources");
    json_object_object_foreach(claim, name, value) json_add_shared(body, name, value);
    for (size_t i = 0; i < json_length(document, "sources"); i++) {
        struct json_object *source = json_object_array_get_idx(sources, i);
        if (cites(claim, json_text(source, "id")))
            json_object_array_add(cited, json_object_get(source));
    }
    json_object_object_add(body, "sources", cited);
    return body;
}

static void write_claim(struct db *db, int64_t document, struct json_object *body,
                        const struct list *list, size_t i)
{
    struct json_object *claim = json_object_array_get_idx(json_member(body, list->name), i);
    struct json_object *alone = stand_alone(body, claim);
    struct span span = list->span(claim);
    struct buffer path = {0};
    buffer_printf(&path, "%s.%s", list->name, json_text(claim, "id"));
    db_execute(db, DB_CLAIM_INSERT, "isssssssiiiisis", document, buffer_text(&path), list->type,
               json_text(body, list->treatment), json_text(claim, "activity"),
               json_text(claim, "action"), json_text(claim, "phase"), json_text(claim, "urgency"),
               (int64_t)json_true(claim, "confirmed"), span.from, span.until,
               json_integer(body, "position", POSITION_LAST), json_text(body, "title"),
               (int64_t)i + 1,
               json_object_to_json_string_ext(alone, JSON_C_TO_STRING_PLAIN |
                                                         JSON_C_TO_STRING_NOSLASHESCAPE));
    buffer_free(&path);
    json_object_put(alone);
}

void claim_rows_write(struct db *db, int64_t document, const struct derivation *derivation)
{
    db_execute(db, DB_CLAIM_DELETE, "i", document);
    for (size_t l = 0; derivation && l < sizeof lists / sizeof lists[0]; l++) {
        if (strcmp(lists[l].kind, derivation->kind->name) != 0)
            continue;
        for (size_t i = 0; i < json_length(derivation->body, lists[l].name); i++)
            write_claim(db, document, derivation->body, &lists[l], i);
    }
}

/* --- Reading ---------------------------------------------------------------------------------- */

static struct json_object *take_row(struct db_rows *row)
{
    struct json_object *entry = json_object_new_object(), *document = json_object_new_object();
    json_add_text(entry, "path", db_text(row, 0));
    json_add_text(entry, "treatment", db_text(row, 1));
    json_add_text(document, "kind", db_text(row, 2));
    json_add_text(document, "key", db_text(row, 3));
    json_add_text(document, "slug", db_text(row, 4));
    json_object_object_add(entry, "document", document);
    if (db_text(row, 5))
        json_object_object_add(entry, "until_minutes", json_object_new_int64(db_integer(row, 5)));
    json_object_object_add(entry, "claim", json_tokener_parse(db_text(row, 6)));
    return entry;
}

static struct json_object *take_rows(struct db_rows *rows)
{
    struct json_object *list = json_object_new_array();
    while (db_next(rows))
        json_object_array_add(list, take_row(rows));
    db_end(rows);
    return list;
}

struct json_object *claim_rows_of_activity(struct db *db, const char *activity)
{
    return take_rows(db_query(db, DB_CLAIMS_OF_ACTIVITY, "s", activity));
}

struct json_object *claim_rows_of_treatment(struct db *db, const char *treatment, const char *type)
{
    return take_rows(db_query(db, DB_CLAIMS_OF_TREATMENT, "ss", treatment, type));
}
