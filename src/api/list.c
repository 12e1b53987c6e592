/* The list of a kind: filtered, sorted, searched, a page at a time. */
#include "content/listing.h"

#include "api/api.h"
#include "api/find.h"
#include "api/send.h"
#include "api/shape.h"
#include "content/clinic.h"
#include "content/kind.h"
#include "content/moment.h"
#include "content/search.h"
#include "http/problem.h"
#include "text/json.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT_DEFAULT = 20, LIMIT_MAX = 100 };

const char *const api_list_query[] = {"q",      "treatment", "updated_since", "review", "sort",
                                      "fields", "include",   "limit",         "after",  "pretty",
                                      NULL};

/* What was asked for; freed by free_asked. */
struct asked {
    struct listing listing;
    struct listing_mark mark;
    struct shape shape;
    struct document treatment; /* its body is NULL where none was named */
    struct buffer today;
    const char *typed; /* what to search for, or NULL */
    int64_t limit;
    int64_t offset; /* of a search */
};

static void free_asked(struct asked *asked)
{
    listing_mark_free(&asked->mark);
    shape_free(&asked->shape);
    document_free(&asked->treatment);
    buffer_free(&asked->today);
}

/* --- What was asked --------------------------------------------------------------------------- */

static bool refuse(const struct http_request *request, struct http_response *response,
                   const char *name, const char *detail)
{
    http_problem(response, request, 400, detail, name);
    return false;
}

static bool read_limit(const struct http_request *request, struct http_response *response,
                       struct asked *asked)
{
    const char *text = http_params_get(&request->query, "limit");
    asked->limit = LIMIT_DEFAULT;
    if (!text)
        return true;
    size_t digits = strspn(text, "0123456789");
    asked->limit = digits && digits < 5 && !text[digits] ? strtoll(text, NULL, 10) : 0;
    return (asked->limit >= 1 && asked->limit <= LIMIT_MAX) ||
           refuse(request, response, "limit", "limit takes a whole number from 1 to 100.");
}

static bool read_order(const struct http_request *request, struct http_response *response,
                       struct asked *asked)
{
    const char *text = http_params_get(&request->query, "sort"), *name;
    struct buffer detail = {0};
    if (!text)
        return true;
    if (asked->typed)
        return refuse(request, response, "sort",
                      "With q the results stand in their own order, best first: leave sort out.");
    buffer_puts(&detail, "sort takes one of:");
    for (enum listing_order order = 0; (name = listing_order_name(order)); order++) {
        asked->listing.order = order;
        if (strcmp(name, text) == 0) {
            buffer_free(&detail);
            return true;
        }
        buffer_printf(&detail, " %s", name);
    }
    buffer_puts(&detail, ".");
    refuse(request, response, "sort", buffer_text(&detail));
    buffer_free(&detail);
    return false;
}

static bool read_treatment(const struct http_request *request, struct http_response *response,
                           struct asked *asked)
{
    if (!api_find_treatment(request, response, &asked->treatment))
        return false;
    if (asked->treatment.body)
        asked->listing.treatment = json_text(asked->treatment.body, "key");
    return true;
}

/* A moment (RFC 3339), or a day, which begins at midnight UTC. */
static bool read_since(const struct http_request *request, struct http_response *response,
                       struct asked *asked)
{
    const char *text = http_params_get(&request->query, "updated_since");
    time_t moment;
    if (!text)
        return true;
    if (!moment_read(text, &moment))
        return refuse(request, response, "updated_since",
                      "updated_since takes a moment as 2026-11-23T14:00:00Z, or a day as "
                      "2026-11-23 (from midnight UTC).");
    asked->listing.updated_since = moment;
    return true;
}

static bool read_review(const struct http_request *request, struct http_response *response,
                        struct asked *asked)
{
    const char *text = http_params_get(&request->query, "review");
    if (!text)
        return true;
    clinic_day(request->app->db, request->now, 0, &asked->today);
    if (strcmp(text, "overdue") == 0)
        asked->listing.due_before = buffer_text(&asked->today);
    else if (strcmp(text, "current") == 0)
        asked->listing.due_from = buffer_text(&asked->today);
    else
        return refuse(request, response, "review", "review takes overdue or current.");
    return true;
}

static bool read_after(const struct http_request *request, struct http_response *response,
                       struct asked *asked)
{
    const char *text = http_params_get(&request->query, "after");
    if (!text)
        return true;
    if (asked->typed) {
        size_t digits = strspn(text, "0123456789");
        asked->offset = digits && digits < 5 && !text[digits] ? strtoll(text, NULL, 10) : 0;
        if (asked->offset > 0)
            return true;
    } else if (listing_mark_read(text, asked->listing.order, &asked->mark)) {
        asked->listing.after = &asked->mark;
        return true;
    }
    return refuse(request, response, "after",
                  "after takes what the last answer's next has, with the same sort and q.");
}

static bool read_typed(const struct http_request *request, struct http_response *response,
                       struct asked *asked)
{
    static const char *const others[] = {"treatment", "updated_since", "review"};
    asked->typed = http_params_get(&request->query, "q");
    if (asked->typed && strspn(asked->typed, " \t\r\n") == strlen(asked->typed))
        return refuse(request, response, "q", "q takes the words to look for.");
    for (size_t i = 0; asked->typed && i < sizeof others / sizeof others[0]; i++)
        if (http_params_get(&request->query, others[i]))
            return refuse(request, response, others[i],
                          "q cannot be joined with treatment, updated_since or review.");
    return true;
}

/* In this order: sort must be known before after is read, q before both. */
static bool (*const readers[])(const struct http_request *request, struct http_response *response,
                               struct asked *asked) = {
    read_typed, read_limit, read_order, read_treatment, read_since, read_review, read_after};

static bool read_asked(const struct http_request *request, struct http_response *response,
                       const struct kind *kind, struct asked *asked)
{
    asked->listing.kind = kind;
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
        if (!readers[i](request, response, asked))
            return false;
    return shape_read(request, response, kind, &asked->shape);
}

/* --- The answer ------------------------------------------------------------------------------- */

/* The address of the same list from the mark on; NULL: from its beginning. The caller frees it. */
static char *list_url(const struct http_request *request, const char *after)
{
    struct http_params params = {0};
    struct buffer path = {0};
    for (size_t i = 0; i < request->query.count; i++) {
        const struct http_param *param = &request->query.list[i];
        if (strcmp(param->name, "after") != 0)
            http_params_add(&params, param->name, strlen(param->name), param->value,
                            strlen(param->value));
    }
    if (after)
        http_params_add(&params, "after", 5, after, strlen(after));
    buffer_puts(&path, request->path);
    if (params.count) {
        buffer_puts(&path, "?");
        http_params_write(&params, &path);
    }
    char *url = view_url(request->app, buffer_text(&path));
    buffer_free(&path);
    http_params_free(&params);
    return url;
}

/* Adds "next" and the Link header (RFC 8288). after is NULL at the end of the list. */
static void add_links(const struct http_request *request, struct http_response *response,
                      struct json_object *list, const char *after)
{
    struct buffer links = {0};
    char *first = list_url(request, NULL), *next = after ? list_url(request, after) : NULL;
    buffer_printf(&links, "<%s>; rel=\"first\"", first);
    if (next) {
        json_add_text(list, "next", next);
        buffer_printf(&links, ", <%s>; rel=\"next\"", next);
    }
    http_response_header(response, "Link", buffer_text(&links));
    buffer_free(&links);
    free(first);
    free(next);
}

static void send_items(const struct http_request *request, struct http_response *response,
                       const struct asked *asked, struct json_object *list,
                       struct document *documents, int64_t count, const char *after)
{
    struct json_object *items = json_object_new_array(), *included = NULL;
    for (int64_t i = 0; i < count; i++)
        json_object_array_add(items,
                              shape_document(request, &asked->shape, &documents[i], &included));
    json_object_object_add(list, "count", json_object_new_int64(count));
    add_links(request, response, list, after);
    json_object_object_add(list, "items", items);
    shape_add_included(request, list, included);
    api_send(request, response, list);
}

/* How many there are is known of the whole kind alone: to count what a filter leaves would take
 * longer than the answer. */
static bool is_filtered(const struct listing *listing)
{
    return listing->treatment || listing->updated_since || listing->due_before || listing->due_from;
}

static void send_listing(const struct http_request *request, struct http_response *response,
                         const struct asked *asked)
{
    struct document documents[LIMIT_MAX + 1];
    struct listing_mark last = {0};
    struct buffer after = {0};
    const struct listing *listing = &asked->listing;
    struct json_object *list = json_object_new_object();
    int64_t found = listing_read(request->app->db, listing, asked->limit + 1, documents, &last);
    bool more = found > asked->limit;
    json_add_text(list, "kind", listing->kind->name);
    if (!is_filtered(listing))
        json_object_object_add(
            list, "total", json_object_new_int64(document_count(request->app->db, listing->kind)));
    if (more)
        listing_mark_write(&last, listing->order, &after);
    send_items(request, response, asked, list, documents, more ? asked->limit : found,
               more ? buffer_text(&after) : NULL);
    for (int64_t i = 0; i < found; i++)
        document_free(&documents[i]);
    listing_mark_free(&last);
    buffer_free(&after);
}

static void send_search(const struct http_request *request, struct http_response *response,
                        const struct asked *asked)
{
    struct document documents[LIMIT_MAX];
    struct buffer after = {0};
    struct search_query query = {asked->typed, asked->listing.kind, asked->limit, asked->offset};
    struct json_object *found = search(request->app->db, &query);
    struct json_object *results = json_member(found, "results"), *list = json_object_new_object();
    int64_t count = 0, end = asked->offset + asked->limit;
    for (size_t i = 0; i < json_object_array_length(results); i++)
        if (document_by_key(request->app->db,
                            json_text(json_object_array_get_idx(results, i), "key"),
                            &documents[count]))
            count++;
    json_add_text(list, "kind", asked->listing.kind->name);
    api_add_search_notes(request->app, list, found);
    buffer_printf(&after, "%lld", (long long)end);
    http_response_of_what_was_typed(response);
    send_items(request, response, asked, list, documents, count,
               end < json_integer(found, "total", 0) ? buffer_text(&after) : NULL);
    for (int64_t i = 0; i < count; i++)
        document_free(&documents[i]);
    json_object_put(found);
    buffer_free(&after);
}

void api_list(const struct http_request *request, struct http_response *response)
{
    const struct kind *kind = api_kind_of_path(request, response);
    struct asked asked = {.limit = 0};
    if (!kind)
        return;
    if (read_asked(request, response, kind, &asked)) {
        if (asked.typed)
            send_search(request, response, &asked);
        else
            send_listing(request, response, &asked);
    }
    free_asked(&asked);
}
