/* The form of "My plan". It holds no date of its own, so that the page it stands on is the same for
 * everyone on every day. */
#include "view/plan.h"

#include "base/buffer.h"
#include "content/document.h"
#include "content/kind.h"
#include "content/moment.h"
#include "text/json.h"
#include "view/app.h"
#include "view/layout.h"

#include <ctype.h>
#include <json-c/json.h>
#include <string.h>

enum { CHOICES_MAX = 100, SLOTS_MAX = 7, HOUR_LENGTH = 5 };

static void add_url(struct json_object *view, const char *name, const char *slug, const char *rest)
{
    struct buffer url = {0};
    buffer_printf(&url, "/aftercare/%s%s", slug, rest);
    json_add_text(view, name, buffer_text(&url));
    buffer_free(&url);
}

static void add_flag(struct json_object *view, const char *name, bool value)
{
    json_object_object_add(view, name, json_object_new_boolean(value));
}

struct json_object *view_plan_form(const char *slug)
{
    struct json_object *form = json_object_new_object();
    json_add_text(form, "slug", slug);
    add_url(form, "plan_url", slug, "/plan");
    add_url(form, "calendar_url", slug, "/plan.ics");
    add_url(form, "aftercare_url", slug, "");
    add_url(form, "ask_url", slug, "#my-plan");
    json_object_object_add(form, "slots", json_object_new_array());
    view_plan_typed(form, NULL, NULL);
    return form;
}

/* "14:00", as a field of type "time" takes it. */
static bool is_hour(const char *text)
{
    static const char pattern[] = "00:00";
    if (strlen(text) != HOUR_LENGTH)
        return false;
    for (size_t i = 0; i < HOUR_LENGTH; i++)
        if (pattern[i] == ':' ? text[i] != ':' : !isdigit((unsigned char)text[i]))
            return false;
    return (text[0] < '2' || (text[0] == '2' && text[1] < '4')) && text[3] < '6';
}

void view_plan_typed(struct json_object *form, const char *date, const char *hour)
{
    date = date ? date : "";
    hour = hour ? hour : "";
    json_add_text(form, "date", date);
    json_add_text(form, "hour", hour);
    add_flag(form, "date_is_odd", *date && !date_is_valid(date));
    add_flag(form, "hour_is_odd", *hour && !is_hour(hour));
}

/* --- Further treatments ----------------------------------------------------------------------- */

struct json_object *view_plan_slot(struct json_object *form, const char *slug)
{
    struct json_object *slots = json_member(form, "slots"), *slot = json_object_new_object();
    size_t number = json_object_array_length(slots) + 1;
    json_object_object_add(slot, "number", json_object_new_int64((int64_t)number));
    json_add_text(slot, "chosen", slug);
    json_add_text(slot, "date_fault", "");
    json_add_text(slot, "hour_fault", "");
    json_add_text(slot, "value", "");
    view_plan_typed(slot, NULL, NULL);
    json_object_array_add(slots, slot);
    return slot;
}

static void add_choice(struct json_object *choices, const char *slug, const char *title,
                       const char *chosen)
{
    struct json_object *choice = json_object_new_object();
    json_add_text(choice, "slug", slug);
    json_add_text(choice, "title", title);
    add_flag(choice, "is_chosen", strcmp(slug, chosen) == 0);
    json_object_array_add(choices, choice);
}

/* The checklists of the clinic but the form's own. */
static void add_choices(struct json_object *slot, struct json_object *checklists, const char *own)
{
    static const char before[] = "/aftercare/";
    struct json_object *choices = json_object_new_array();
    const char *chosen = json_text(slot, "chosen");
    for (size_t i = 0; i < json_object_array_length(checklists); i++) {
        struct json_object *entry = json_object_array_get_idx(checklists, i);
        const char *url = json_text(entry, "page_url");
        const char *slug =
            url && strncmp(url, before, sizeof before - 1) == 0 ? url + sizeof before - 1 : "";
        /* A second visit for the page's own treatment is no choice, but may have been asked for. */
        if (*slug && (strcmp(slug, own) != 0 || strcmp(slug, chosen) == 0))
            add_choice(choices, slug, json_text(entry, "title"), chosen);
    }
    json_object_object_add(slot, "choices", choices);
}

void view_plan_form_end(const struct app *app, struct json_object *form)
{
    struct json_object *slots = json_member(form, "slots");
    struct json_object *checklists =
        document_list(app->db, kind_by_name("checklist"), CHOICES_MAX, 0);
    size_t typed = json_object_array_length(slots);
    add_flag(form, "has_others", json_object_array_length(checklists) > 1 || typed > 0);
    add_flag(form, "others_typed", typed > 0);
    if (typed < SLOTS_MAX && json_object_array_length(checklists) > 1)
        view_plan_slot(form, "");
    for (size_t i = 0; i < json_object_array_length(slots); i++)
        add_choices(json_object_array_get_idx(slots, i), checklists, json_text(form, "slug"));
    json_object_put(checklists);
}
