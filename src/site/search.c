/* The search page. What was typed stands in the page alone: it is not logged and not cached. */
#include "content/search.h"

#include "site/page.h"
#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"
#include "view/marks.h"
#include "view/search.h"

#include <json-c/json.h>
#include <string.h>

enum { SEARCH_PAGE = 20, QUESTIONS_SHOWN = 6 };

const char *const site_search_query[] = {"q", "page", NULL};

static void add_truth(struct json_object *view, const char *name, bool truth)
{
    json_object_object_add(view, name, json_object_new_boolean(truth));
}

static void put_search_url(const char *typed, struct buffer *url)
{
    struct http_params params = {0};
    http_params_add(&params, "q", 1, typed, strlen(typed));
    buffer_puts(url, "/search?");
    http_params_write(&params, url);
    http_params_free(&params);
}

/* Adds the words under name, and the address that searches for them. */
static void add_other_words(struct json_object *view, const char *name, const char *url_name,
                            const char *words)
{
    struct buffer url = {0};
    if (!words)
        return;
    put_search_url(words, &url);
    json_add_text(view, name, words);
    json_add_text(view, url_name, buffer_text(&url));
    buffer_free(&url);
}

static void add_answers(const struct app *app, struct json_object *view, struct json_object *direct)
{
    struct json_object *answers = search_answers(app->db, direct);
    for (size_t i = 0; i < json_object_array_length(answers); i++) {
        struct json_object *entry = json_object_array_get_idx(answers, i);
        const char *type = json_text(entry, "type");
        view_mark(entry); /* is_usual, is_call and is_emergency */
        add_truth(entry, "is_sign", strcmp(type, "sign") == 0);
        add_truth(entry, "is_contact", strcmp(type, "contact") == 0);
        add_truth(entry, "is_activity", strcmp(type, "activity") == 0);
    }
    add_truth(view, "has_direct", json_object_array_length(answers) > 0);
    json_object_object_add(view, "direct", answers);
}

static void add_pages(struct json_object *view, const char *typed, int64_t page, int64_t total)
{
    struct buffer list = {0};
    put_search_url(typed, &list);
    buffer_puts(&list, "&page=");
    view_add_pages(view, buffer_text(&list), page, (total + SEARCH_PAGE - 1) / SEARCH_PAGE);
    buffer_free(&list);
}

static void add_found(const struct app *app, struct json_object *view, struct json_object *found)
{
    int64_t total = json_integer(found, "total", 0);
    add_truth(view, "found", total > 0);
    add_truth(view, "one", total == 1);
    add_truth(view, "at_least", total >= SEARCH_COUNT_MAX || json_true(found, "cut"));
    add_truth(view, "cut", json_true(found, "cut"));
    json_add_shared(view, "total", json_member(found, "total"));
    json_add_shared(view, "results", json_member(found, "results"));
    json_add_shared(view, "nearest", json_member(found, "nearest"));
    json_add_shared(view, "missing", json_member(found, "missing"));
    add_truth(view, "has_missing", json_length(found, "missing") > 0);
    add_other_words(view, "corrected", "corrected_url", json_text(found, "corrected"));
    add_other_words(view, "suggestion", "suggestion_url", json_text(found, "suggestion"));
    add_answers(app, view, json_member(found, "direct"));
}

/* False if the results have no such page. */
static bool add_results(const struct http_request *request, struct json_object *view,
                        const char *typed, int64_t page)
{
    struct search_query query = {
        .typed = typed, .limit = SEARCH_PAGE, .offset = (page - 1) * SEARCH_PAGE};
    struct json_object *found = search(request->app->db, &query);
    int64_t total = json_integer(found, "total", 0);
    json_add_text(view, "typed", typed);
    add_found(request->app, view, found);
    add_truth(view, "first_page", page == 1);
    add_pages(view, typed, page, total);
    json_object_put(found);
    return page == 1 || query.offset < total;
}

/* Blanks alone are no question. */
static bool is_blank(const char *typed)
{
    return !typed || strspn(typed, " \t\r\n") == strlen(typed);
}

void site_search(const struct http_request *request, struct http_response *response)
{
    const char *typed = http_params_get(&request->query, "q");
    int64_t page;
    if (!page_number(request, response, &page))
        return;
    struct json_object *view = view_layout(request->app, "Search", NULL);
    if (!is_blank(typed) && !add_results(request, view, typed, page)) {
        json_object_put(view);
        site_error(request, response, 404, "The list has no page of that number.");
        return;
    }
    if (is_blank(typed))
        json_object_object_add(
            view, "questions",
            document_list(request->app->db, kind_by_name("faq"), QUESTIONS_SHOWN, 0));
    http_response_header(response, "X-Robots-Tag", "noindex");
    page_send(request, response, "search", view);
}
