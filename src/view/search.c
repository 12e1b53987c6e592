#include "view/search.h"

#include "base/buffer.h"
#include "content/cite.h"
#include "content/claim_rows.h"
#include "content/document.h"
#include "content/kind.h"
#include "text/json.h"
#include "view/can_i.h"
#include "view/signs.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

/* Adds what is short, or returns false where there is nothing of it. */
static bool add_list(struct json_object *entry, const char *name, struct json_object *list)
{
    bool any = json_object_array_length(list) > 0;
    if (any)
        json_object_object_add(entry, name, list);
    else
        json_object_put(list);
    return any;
}

/* --- An activity ------------------------------------------------------------------------------ */

static struct json_object *treatment_says(struct json_object *answer)
{
    struct json_object *entry = json_object_new_object(), *before = json_member(answer, "before");
    json_add_text(entry, "treatment", json_text(json_member(answer, "treatment"), "title"));
    json_add_shared(entry, "answer", json_member(answer, "answer"));
    json_add_shared(entry, "words", json_member(answer, "words"));
    json_add_shared(entry, "then", json_member(answer, "then"));
    if (before)
        json_add_shared(entry, "before", json_member(before, "words"));
    return entry;
}

/* Adds what the treatments say that say something; where none does, that all are silent. */
static struct json_object *who_says(struct json_object *answers, bool *says_nothing)
{
    struct json_object *said = json_object_new_array(), *silent = json_object_new_array();
    for (size_t i = 0; answers && i < json_object_array_length(answers); i++) {
        struct json_object *answer = json_object_array_get_idx(answers, i);
        bool says = json_length(answer, "steps") > 0;
        json_object_array_add(says ? said : silent, treatment_says(answer));
    }
    *says_nothing = json_object_array_length(said) == 0;
    json_object_put(*says_nothing ? said : silent);
    return *says_nothing ? silent : said;
}

static bool add_activity(struct db *db, struct json_object *entry, const char *key)
{
    bool says_nothing;
    struct json_object *subject = document_entry(db, key);
    struct json_object *answers = subject ? can_i_answers(db, key, CAN_I_NO_DAY) : NULL;
    struct json_object *said = who_says(answers, &says_nothing);
    if (says_nothing)
        json_object_object_add(entry, "says_nothing", json_object_new_boolean(1));
    if (subject) {
        json_add_shared(entry, "title", json_member(subject, "title"));
        json_add_shared(entry, "page_url", json_member(subject, "page_url"));
    }
    json_object_put(answers);
    json_object_put(subject);
    return add_list(entry, "answers", said);
}

/* --- A sign ----------------------------------------------------------------------------------- */

/* Adds a line for each figure of a list; returns whether there is more than one. */
static bool add_lines(struct json_object *lines, struct json_object *sign, const char *name,
                      const char *label)
{
    struct json_object *figures = json_member(sign, name);
    for (size_t i = 0; i < json_length(sign, name); i++) {
        struct json_object *figure = json_object_array_get_idx(figures, i);
        struct json_object *line = json_object_new_object();
        json_add_text(line, "label", label);
        json_add_text(line, "words", json_text(json_member(figure, "time"), "words"));
        json_add_shared(line, "place", json_member(figure, "place"));
        if (json_length(sign, name) > 1)
            json_object_object_add(line, "one_of_several", json_object_new_boolean(1));
        json_object_array_add(lines, line);
    }
    return json_length(sign, name) > 1;
}

/* Adds when something of a sign is, in one line with the words of all its figures. */
static void add_time(struct json_object *times, struct json_object *sign, const char *name,
                     const char *label)
{
    struct buffer words = {0};
    struct json_object *time;
    if (json_length(sign, name) == 0)
        return;
    cite_figures(json_member(sign, name), &words);
    time = json_object_new_object();
    json_add_text(time, "label", label);
    json_add_text(time, "words", buffer_text(&words));
    json_object_array_add(times, time);
    buffer_free(&words);
}

static void describe_sign(struct json_object *entry, struct json_object *group,
                          struct json_object *sign, struct json_object *treatment)
{
    static const struct {
        const char *list, *label;
    } times_of[] = {{"eases", "Eases"}, {"gone", "Usually gone"}};
    struct json_object *times = json_object_new_array(), *lines = json_object_new_array();
    struct buffer url = {0};
    bool differs = false;
    for (size_t i = 0; i < sizeof times_of / sizeof *times_of; i++) {
        add_time(times, sign, times_of[i].list, times_of[i].label);
        differs = add_lines(lines, sign, times_of[i].list, times_of[i].label) || differs;
    }
    json_add_shared(entry, "title", json_member(sign, "title"));
    json_add_text(entry, "treatment", json_text(treatment, "title"));
    buffer_printf(&url, "%s/is-this-normal#sign-%s", json_text(treatment, "page_url"),
                  json_text(sign, "id"));
    json_add_text(entry, "page_url", buffer_text(&url));
    json_add_shared(entry, "urgency", json_member(group, "urgency"));
    json_add_text(entry, "words", json_text(group, "title"));
    if (differs)
        json_object_object_add(entry, "differs", json_object_new_boolean(1));
    json_object_object_add(entry, "times", times);
    json_object_object_add(entry, "lines", lines);
    buffer_free(&url);
}

static bool add_sign(struct db *db, struct json_object *entry, const char *key, const char *id)
{
    struct json_object *treatment = document_entry(db, key);
    struct json_object *groups = treatment ? signs_by_urgency(db, key) : NULL;
    bool found = false;
    for (size_t i = 0; groups && !found && i < json_object_array_length(groups); i++) {
        struct json_object *group = json_object_array_get_idx(groups, i);
        struct json_object *signs = json_member(group, "signs");
        for (size_t j = 0; !found && j < json_object_array_length(signs); j++) {
            struct json_object *sign = json_object_array_get_idx(signs, j);
            found = strcmp(json_text(sign, "id"), id) == 0;
            if (found)
                describe_sign(entry, group, sign, treatment);
        }
    }
    json_object_put(groups);
    json_object_put(treatment);
    return found;
}

/* --- The clinic ------------------------------------------------------------------------------- */

/* What the page of contacts says is the clinic's: here stand its number and its words for an
 * emergency alone. */
static bool add_contact(struct db *db, struct json_object *entry)
{
    static const char *const names[] = {"phone", "phone_url", "emergency", "emergency_url", NULL};
    struct document clinic = {0};
    json_add_text(entry, "title", "Contact us");
    json_add_text(entry, "page_url", "/contact");
    if (document_first(db, kind_by_name("clinic"), &clinic))
        for (const char *const *name = names; *name; name++)
            if (json_text(clinic.body, *name))
                json_add_text(entry, *name, json_text(clinic.body, *name));
    document_free(&clinic);
    return true;
}

/* ---------------------------------------------------------------------------------------------- */

static bool add_answer(struct db *db, struct json_object *entry, struct json_object *one)
{
    const char *type = json_text(one, "type");
    json_add_text(entry, "type", type);
    if (strcmp(type, "sign") == 0)
        return add_sign(db, entry, json_text(one, "treatment"), json_text(one, "id"));
    if (strcmp(type, "contact") == 0)
        return add_contact(db, entry);
    return add_activity(db, entry, json_text(one, "key"));
}

struct json_object *search_answers(struct db *db, struct json_object *direct)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; direct && i < json_object_array_length(direct); i++) {
        struct json_object *one = json_object_array_get_idx(direct, i);
        struct json_object *entry = json_object_new_object();
        if (add_answer(db, entry, one))
            json_object_array_add(list, entry);
        else
            json_object_put(entry);
    }
    return list;
}
