#include "view/signs.h"

#include "base/buffer.h"
#include "content/claim_rows.h"
#include "content/document.h"
#include "content/kind.h"
#include "text/json.h"
#include "view/app.h"
#include "view/layout.h"
#include "view/marks.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

enum { CHECKLISTS_MAX = 10 };

static const struct group {
    const char *urgency, *title, *words;
} groups[] = {
    {"emergency", "Get urgent help", "If you notice one of these, do not wait."},
    {"call", "Call us", "If you notice one of these, call us."},
    {"usual", "Usual after this treatment", "Our information lists these as usual side effects."},
};

static struct json_object *signs_of(struct json_object *all, const char *urgency)
{
    struct json_object *signs = json_object_new_array();
    for (size_t i = 0; i < json_object_array_length(all); i++) {
        struct json_object *sign = json_object_array_get_idx(all, i);
        if (strcmp(json_text(sign, "urgency"), urgency) == 0)
            json_object_array_add(signs, json_object_get(sign));
    }
    return signs;
}

static struct json_object *group_of(const struct group *group, struct json_object *signs)
{
    struct json_object *entry = json_object_new_object();
    json_add_text(entry, "urgency", group->urgency);
    json_add_text(entry, "title", group->title);
    json_add_text(entry, "words", group->words);
    json_object_object_add(entry, "signs", signs);
    return entry;
}

static struct json_object *groups_of(struct json_object *all)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        struct json_object *signs = signs_of(all, groups[i].urgency);
        if (json_object_array_length(signs) > 0)
            json_object_array_add(list, group_of(&groups[i], signs));
        else
            json_object_put(signs);
    }
    return list;
}

void signs_sort(struct json_object *treatment)
{
    struct json_object *all = json_member(treatment, "signs"), *sorted = json_object_new_array();
    for (size_t i = 0; all && i < sizeof groups / sizeof groups[0]; i++) {
        struct json_object *signs = signs_of(all, groups[i].urgency);
        for (size_t j = 0; j < json_object_array_length(signs); j++)
            json_object_array_add(sorted, json_object_get(json_object_array_get_idx(signs, j)));
        json_object_put(signs);
    }
    json_object_object_add(treatment, "signs", sorted);
}

struct json_object *signs_by_urgency(struct db *db, const char *treatment)
{
    struct json_object *all = json_object_new_array();
    struct json_object *rows = claim_rows_of_treatment(db, treatment, "sign");
    for (size_t i = 0; i < json_object_array_length(rows); i++)
        json_object_array_add(
            all, json_object_get(json_member(json_object_array_get_idx(rows, i), "claim")));
    struct json_object *list = groups_of(all);
    json_object_put(all);
    json_object_put(rows);
    return list;
}

/* --- The page --------------------------------------------------------------------------------- */

static void mark(struct json_object *object, const char *before, const char *name)
{
    struct buffer member = {0};
    buffer_printf(&member, "%s%s", before, name);
    json_object_object_add(object, buffer_text(&member), json_object_new_boolean(1));
    buffer_free(&member);
}

static void mark_sign(struct json_object *sign)
{
    view_mark(sign);
    if (json_true(sign, "eases_differ") || json_true(sign, "gone_differ"))
        mark(sign, "", "differ");
    if (json_length(sign, "eases") + json_length(sign, "gone") > 0)
        mark(sign, "has_", "times");
}

static void mark_group(struct json_object *view, struct json_object *group)
{
    struct json_object *signs = json_member(group, "signs");
    mark(group, "is_", json_text(group, "urgency"));
    mark(view, "has_", json_text(group, "urgency"));
    for (size_t i = 0; i < json_object_array_length(signs); i++)
        mark_sign(json_object_array_get_idx(signs, i));
}

struct json_object *signs_groups_of(struct json_object *signs)
{
    struct json_object *list = groups_of(signs);
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        struct json_object *group = json_object_array_get_idx(list, i);
        mark(group, "is_", json_text(group, "urgency"));
    }
    return list;
}

void view_signs(const struct app *app, struct json_object *view, const struct document *treatment)
{
    const char *key = json_text(treatment->body, "key");
    struct json_object *list = signs_by_urgency(app->db, key);
    size_t count = json_object_array_length(list);
    view_add_document(view, treatment);
    for (size_t i = 0; i < count; i++)
        mark_group(view, json_object_array_get_idx(list, i));
    json_object_object_add(view, "has_groups", json_object_new_boolean(count > 0));
    json_object_object_add(view, "several_groups", json_object_new_boolean(count > 1));
    json_object_object_add(view, "groups", list);
    json_object_object_add(
        view, "checklists",
        document_list_referring(app->db, key, kind_by_name("checklist"), CHECKLISTS_MAX));
}
