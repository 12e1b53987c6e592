/* Search as JSON. What was typed is kept nowhere: the answers are no-store, and have no line. */
#include "content/search.h"

#include "api/api.h"
#include "api/send.h"
#include "content/kind.h"
#include "http/problem.h"
#include "text/json.h"
#include "view/search.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { RESULTS_DEFAULT = 20, RESULTS_MAX = 100, PAGES_MAX = 50, SUGGESTIONS_DEFAULT = 8 };

const char *const api_search_query[] = {"q", "kind", "limit", "page", "pretty", NULL};
const char *const api_suggest_query[] = {"q", "limit", "pretty", NULL};

/* --- What was asked --------------------------------------------------------------------------- */

static bool read_typed(const struct http_request *request, struct http_response *response,
                       const char **typed)
{
    *typed = http_params_get(&request->query, "q");
    if (*typed && strspn(*typed, " \t\r\n") < strlen(*typed))
        return true;
    http_problem(response, request, 400, "q takes the words to look for.", "q");
    return false;
}

/* A whole number from 1 to most; otherwise where the parameter is missing. */
static bool read_number(const struct http_request *request, struct http_response *response,
                        const char *name, int64_t otherwise, int64_t most, int64_t *number)
{
    const char *text = http_params_get(&request->query, name);
    struct buffer detail = {0};
    *number = otherwise;
    if (!text)
        return true;
    size_t digits = strspn(text, "0123456789");
    *number = digits && digits < 6 && !text[digits] ? strtoll(text, NULL, 10) : 0;
    if (*number >= 1 && *number <= most)
        return true;
    buffer_printf(&detail, "%s takes a whole number from 1 to %lld.", name, (long long)most);
    http_problem(response, request, 400, buffer_text(&detail), name);
    buffer_free(&detail);
    return false;
}

static bool read_kind(const struct http_request *request, struct http_response *response,
                      const struct kind **kind)
{
    const char *name = http_params_get(&request->query, "kind");
    struct buffer detail = {0};
    *kind = kind_by_name(name);
    if (!name || (*kind && !(*kind)->internal))
        return true;
    buffer_puts(&detail, "kind takes one of:");
    for (const struct kind *each = kinds; each->name; each++)
        if (!each->internal)
            buffer_printf(&detail, " %s", each->name);
    buffer_puts(&detail, ".");
    http_problem(response, request, 400, buffer_text(&detail), "kind");
    buffer_free(&detail);
    return false;
}

/* --- The answer ------------------------------------------------------------------------------- */

/* Turns "page_url", a path, into "page", an address. */
static void make_absolute(const struct app *app, struct json_object *list)
{
    for (size_t i = 0; list && i < json_object_array_length(list); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        api_add_url(app, entry, "page", json_text(entry, "page_url"));
        json_object_object_del(entry, "page_url");
    }
}

void api_add_search_notes(const struct app *app, struct json_object *object,
                          struct json_object *found)
{
    static const char *const names[] = {"total",   "cut",     "corrected", "suggestion",
                                        "missing", "nearest", NULL};
    make_absolute(app, json_member(found, "nearest"));
    for (const char *const *name = names; *name; name++)
        if (json_member(found, *name))
            json_add_shared(object, *name, json_member(found, *name));
    json_object_object_add(
        object, "total_is_least",
        json_object_new_boolean(json_integer(found, "total", 0) >= SEARCH_COUNT_MAX ||
                                json_true(found, "cut")));
}

static void add_self(const struct app *app, struct json_object *results)
{
    for (size_t i = 0; i < json_object_array_length(results); i++) {
        struct json_object *entry = json_object_array_get_idx(results, i);
        const struct kind *kind = kind_by_name(json_text(entry, "kind"));
        struct buffer path = {0};
        buffer_printf(&path, "/api/v1/%s%s%s", kind->plural, kind->only_one ? "" : "/",
                      kind->only_one ? "" : json_text(entry, "slug"));
        api_add_url(app, entry, "self", buffer_text(&path));
        buffer_free(&path);
    }
}

static struct json_object *answer(const struct app *app, const struct search_query *query)
{
    struct json_object *found = search(app->db, query), *object = json_object_new_object();
    struct json_object *direct = search_answers(app->db, json_member(found, "direct"));
    api_add_search_notes(app, object, found);
    add_self(app, json_member(found, "results"));
    make_absolute(app, json_member(found, "results"));
    make_absolute(app, direct);
    json_add_shared(object, "results", json_member(found, "results"));
    json_object_object_add(object, "direct", direct);
    json_object_put(found);
    return object;
}

void api_search(const struct http_request *request, struct http_response *response)
{
    struct search_query query = {.limit = RESULTS_DEFAULT};
    int64_t page;
    if (!read_typed(request, response, &query.typed) ||
        !read_kind(request, response, &query.kind) ||
        !read_number(request, response, "limit", RESULTS_DEFAULT, RESULTS_MAX, &query.limit) ||
        !read_number(request, response, "page", 1, PAGES_MAX, &page))
        return;
    query.offset = (page - 1) * query.limit;
    api_send(request, response, answer(request->app, &query));
}

void api_suggest(const struct http_request *request, struct http_response *response)
{
    const char *typed;
    int64_t limit;
    if (!read_typed(request, response, &typed) ||
        !read_number(request, response, "limit", SUGGESTIONS_DEFAULT, RESULTS_DEFAULT, &limit))
        return;
    struct json_object *result = json_object_new_object();
    struct json_object *list = search_suggest(request->app->db, typed, limit);
    make_absolute(request->app, list);
    json_object_object_add(result, "suggestions", list);
    api_send(request, response, result);
}
