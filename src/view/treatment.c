#include "view/treatment.h"

#include "content/document.h"
#include "content/kind.h"
#include "text/json.h"
#include "view/layout.h"
#include "view/leaflet.h"
#include "view/marks.h"
#include "view/plan.h"
#include "view/signs.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

enum { RELATED_MAX = 50, FIRST_QUESTIONS = 6 };

static void add_referring(const struct app *app, struct json_object *view, const char *name,
                          const char *key, const char *kind, int most)
{
    view_add_list(view, name, document_list_referring(app->db, key, kind_by_name(kind), most));
}

/* Adds the entries of the document's list whose member is (or is not) true. */
static void add_part(struct json_object *view, const char *name, struct json_object *list,
                     const char *member, bool wanted)
{
    struct json_object *part = json_object_new_array();
    for (size_t i = 0; list && i < json_object_array_length(list); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        if (json_true(entry, member) == wanted)
            json_object_array_add(part, json_object_get(entry));
    }
    view_add_list(view, name, part);
}

void view_treatment(const struct app *app, struct json_object *view,
                    const struct document *treatment)
{
    const char *key = json_text(treatment->body, "key");
    struct json_object *facts = json_member(treatment->body, "facts");
    signs_sort(treatment->body);
    view_add_document(view, treatment);
    add_part(view, "key_facts", facts, "key_fact", true);
    add_part(view, "other_facts", facts, "key_fact", false);
    add_referring(app, view, "checklists", key, "checklist", RELATED_MAX);
    add_referring(app, view, "comparisons", key, "comparison", RELATED_MAX);
    add_referring(app, view, "faqs", key, "faq", RELATED_MAX);
}

void view_checklist(const struct app *app, struct json_object *view,
                    const struct document *checklist)
{
    struct document treatment;
    const char *key = json_text(checklist->body, "treatment");
    view_add_document(view, checklist);
    view_add_leaflet(app, view, checklist);
    if (document_by_key(app->db, key, &treatment)) {
        struct json_object *about = json_object_new_object();
        if (treatment.updated_at > checklist->updated_at) /* its signs stand on the page */
            view_add_change(view, treatment.updated_at);
        signs_sort(treatment.body);
        view_add_document(about, &treatment);
        json_object_object_add(view, "treatment", json_object_get(json_member(about, "document")));
        json_object_put(about);
    }
    view_add_general_plan(app, view, checklist->body, treatment.body);
    document_free(&treatment);
    add_referring(app, view, "faqs", key, "faq", FIRST_QUESTIONS);
}

/* The documents of some kind that this one names, as list entries. */
static void add_named(const struct app *app, struct json_object *view, const char *name,
                      struct json_object *keys)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; keys && i < json_object_array_length(keys); i++) {
        struct json_object *entry =
            document_entry(app->db, json_object_get_string(json_object_array_get_idx(keys, i)));
        if (entry)
            json_object_array_add(list, entry);
    }
    view_add_list(view, name, list);
}

void view_faq(const struct app *app, struct json_object *view, const struct document *faq)
{
    view_add_document(view, faq);
    add_named(app, view, "treatments", json_member(faq->body, "treatments"));
    add_named(app, view, "related", json_member(faq->body, "related"));
}

void view_comparison(const struct app *app, struct json_object *view,
                     const struct document *comparison)
{
    view_add_document(view, comparison);
    add_named(app, view, "treatments", json_member(comparison->body, "treatments"));
}
