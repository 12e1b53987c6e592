#include "admin/mark.h"

#include "base/names.h"
#include "content/history.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stddef.h>

static const char *const marks[] = {"reviewed_by", "reviewed_on", NULL};

/* What may differ in one text: when it is to be looked at again, and whether it was withdrawn. */
static bool is_of_the_text(const char *name)
{
    static const char *const others[] = {"review", "revision", "withdrawn", NULL};
    return !names_have(others, name);
}

/* Whether all that one says stands in the other. */
static bool says_no_more(struct json_object *one, struct json_object *other)
{
    json_object_object_foreach(one, name, value)
    {
        if (is_of_the_text(name) && !json_object_equal(value, json_member(other, name)))
            return false;
    }
    return true;
}

bool mark_settle(struct json_object *body, struct json_object *live)
{
    struct json_object *review = json_member(body, "review");
    struct json_object *given = live ? json_member(live, "review") : NULL;
    bool is_marked = given && json_member(given, "reviewed_by");
    bool same = live && says_no_more(body, live) && says_no_more(live, body);
    if (!json_object_is_type(review, json_type_object))
        return is_marked && !same;
    for (const char *const *mark = marks; *mark; mark++) {
        json_object_object_del(review, *mark);
        if (same && given)
            json_add_shared(review, *mark, json_member(given, *mark));
    }
    return is_marked && !same;
}

void mark_settle_by_key(struct db *db, const char *key, struct json_object *body)
{
    struct revision live;
    bool has_live = history_live(db, key, &live);
    mark_settle(body, has_live ? live.body : NULL);
    revision_free(&live);
}
