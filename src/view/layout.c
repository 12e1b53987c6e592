#include "view/layout.h"

#include "content/document.h"
#include "content/kind.h"
#include "content/moment.h"
#include "text/json.h"
#include "text/mustache.h"
#include "view/look.h"
#include "view/marks.h"
#include "view/static_files.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

const char *view_static_url(const char *name)
{
    for (size_t i = 0; i < sizeof static_files / sizeof static_files[0]; i++)
        if (strcmp(static_files[i].name, name) == 0)
            return static_files[i].url;
    return NULL;
}

char *view_url(const struct app *app, const char *path)
{
    struct buffer url = {0};
    buffer_printf(&url, "%s%s", app->base_url, path);
    return buffer_take(&url);
}

enum { SHORT_NUMBER_MAX = 6 };

/* "911" of "tel:911": the button that is always in sight has room for a short number, and for no
 * sentence of the clinic's, however long. */
static void add_emergency_number(struct json_object *view, struct json_object *clinic)
{
    static const char scheme[] = "tel:";
    const size_t skip = sizeof scheme - 1;
    const char *url = json_text(clinic, "emergency_url");
    if (url && strncmp(url, scheme, skip) == 0 && strlen(url + skip) <= SHORT_NUMBER_MAX)
        json_add_text(view, "emergency_number", url + skip);
}

static void add_clinic(const struct app *app, struct json_object *view)
{
    struct document clinic = {0};
    if (app->db && document_first(app->db, kind_by_name("clinic"), &clinic)) {
        json_add_shared(view, "clinic", clinic.body);
        add_emergency_number(view, clinic.body);
    }
    document_free(&clinic);
}

/* --- The ways in, the same on every page --------------------------------------------------------
 */

static const struct section {
    const char *title, *url;
} sections[] = {{"Treatments", "/treatments"},
                {"Aftercare", "/aftercare"},
                {"Questions", "/questions"},
                {"Contact", "/contact"},
                {"Search", "/search"}};

/* Whether path is the section's page or stands below it. */
static bool stands_in(const char *path, const struct section *section)
{
    size_t length = strlen(section->url);
    return path && strncmp(path, section->url, length) == 0 &&
           (!path[length] || path[length] == '/');
}

void view_stand_in(struct json_object *view, const char *path)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        struct json_object *entry = json_object_new_object();
        json_add_text(entry, "title", sections[i].title);
        json_add_text(entry, "section_url", sections[i].url);
        json_object_object_add(entry, "is_here",
                               json_object_new_boolean(stands_in(path, &sections[i])));
        json_object_object_add(entry, "is_search",
                               json_object_new_boolean(strcmp(sections[i].url, "/search") == 0));
        json_object_array_add(list, entry);
    }
    json_object_object_add(view, "main_sections", list);
}

struct json_object *view_layout(const struct app *app, const char *title, const char *path)
{
    struct json_object *view = json_object_new_object();
    json_add_text(view, "title", title);
    json_add_text(view, "style_url", view_static_url("site.css"));
    json_add_text(view, "script_url", view_static_url("page.js"));
    json_add_text(view, "plan_script_url", view_static_url("plan.js"));
    json_add_text(view, "plan_opener_url", view_static_url("plan_opener.js"));
    json_add_text(view, "phone_script_url", view_static_url("phone.js"));
    json_add_text(view, "search_script_url", view_static_url("search.js"));
    json_add_text(view, "fresh_script_url", view_static_url("fresh.js"));
    json_add_text(view, "worker_url", view_static_url("worker.js"));
    json_add_text(view, "touch_icon_url", view_static_url("icon-192.png"));
    json_add_text(view, "icon_url", view_static_url("favicon.svg"));
    json_add_text(view, "icon_type", "image/svg+xml");
    view_stand_in(view, path);
    add_clinic(app, view);
    look_add(app, view);
    if (path && app->base_url[0]) {
        char *canonical = view_url(app, path);
        json_add_text(view, "canonical_url", canonical);
        free(canonical);
    }
    return view;
}

struct json_object *view_withdrawn(const struct app *app, struct json_object *withdrawn)
{
    struct json_object *view = view_layout(app, "This page was withdrawn", NULL);
    const char *instead = json_text(withdrawn, "instead");
    json_add_shared(view, "withdrawn", withdrawn);
    if (instead)
        json_object_object_add(view, "instead", document_entry(app->db, instead));
    return view;
}

void view_render(const struct app *app, const char *template_name, struct json_object *view,
                 struct buffer *html)
{
    mustache_render(app->templates, template_name, view, html);
}

static void add_date_words(struct json_object *review, const char *name, const char *words_name)
{
    const char *date = json_text(review, name);
    struct buffer words = {0};
    if (date) {
        date_words(date, &words);
        json_add_text(review, words_name, buffer_text(&words));
    }
    buffer_free(&words);
}

void view_add_change(struct json_object *view, int64_t updated_at)
{
    struct json_object *clinic = json_member(view, "clinic");
    const char *zone = clinic ? json_text(clinic, "time_zone") : NULL;
    struct buffer words = {0}, machine = {0};
    moment_words((time_t)updated_at, zone ? zone : "UTC", true, &words);
    moment_rfc3339((time_t)updated_at, &machine);
    json_add_text(view, "changed_words", buffer_text(&words));
    json_add_text(view, "changed", buffer_text(&machine));
    buffer_free(&words);
    buffer_free(&machine);
}

void view_add_document(struct json_object *view, const struct document *document)
{
    struct json_object *review = json_member(document->body, "review");
    view_mark(document->body);
    add_date_words(review, "reviewed_on", "reviewed_on_words");
    add_date_words(review, "next_due", "next_due_words");
    view_add_change(view, document->updated_at);
    if (*document->summary)
        json_add_text(view, "description", document->summary);
    json_add_shared(view, "document", document->body);
}

static void add_page_url(struct json_object *pages, const char *name, const char *list,
                         int64_t number)
{
    struct buffer url = {0};
    buffer_printf(&url, "%s%lld", list, (long long)number);
    json_add_text(pages, name, buffer_text(&url));
    buffer_free(&url);
}

/* A later page of a list is no copy of the first: its canonical address is its own. */
static void number_canonical(struct json_object *view, const char *list, int64_t page)
{
    const char *canonical = json_text(view, "canonical_url"), *query = strchr(list, '?');
    struct buffer url = {0};
    if (!canonical || !query || page < 2)
        return;
    buffer_printf(&url, "%s%s%lld", canonical, query, (long long)page);
    json_add_text(view, "canonical_url", buffer_text(&url));
    buffer_free(&url);
}

void view_add_pages(struct json_object *view, const char *list, int64_t page, int64_t page_count)
{
    if (page_count < 2)
        return;
    struct json_object *pages = json_object_new_object();
    json_object_object_add(pages, "number", json_object_new_int64(page));
    json_object_object_add(pages, "count", json_object_new_int64(page_count));
    if (page > 1)
        add_page_url(pages, "previous_url", list, page - 1);
    if (page < page_count)
        add_page_url(pages, "next_url", list, page + 1);
    number_canonical(view, list, page);
    json_object_object_add(view, "pages", pages);
}
