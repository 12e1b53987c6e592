/* "Did this answer your question?": two buttons, a count a day, and a page that says thank you. */
#include "content/helpful.h"

#include "content/clinic.h"
#include "http/origin.h"
#include "site/page.h"
#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <string.h>

/* A page of another site must not count here. Browsers say where a post comes from, old ones by
 * Origin alone; whoever sends one by hand need not. "null" is what our own pages say, whose policy
 * about referrers is strict. */
static bool comes_from_elsewhere(const struct http_request *request)
{
    const char *site = request->fetch_site, *origin = request->origin;
    if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
        return true;
    return origin && strcmp(origin, "null") != 0 &&
           !http_origin_is_own(request, origin, request->app->base_url);
}

/* 1 for yes, 0 for no, -1 for neither. */
static int read_answer(const char *answer)
{
    return !answer ? -1 : strcmp(answer, "yes") == 0 ? 1 : strcmp(answer, "no") == 0 ? 0 : -1;
}

/* What our form cannot have sent, as words for whoever sent it; NULL where nothing is wrong. */
static const char *fault_of(const struct http_params *form)
{
    static const char *const known[] = {"key", "answer", NULL};
    if (http_params_unknown(form, known))
        return "Only a text's key and an answer are taken. Nothing was counted.";
    if (http_params_repeated(form))
        return "Key and answer are taken once each. Nothing was counted.";
    if (read_answer(http_params_get(form, "answer")) < 0)
        return "The answer must be yes or no. Nothing was counted.";
    return NULL;
}

/* The live document that patients are asked about; otherwise answers 404 and returns false. */
static bool find_subject(const struct http_request *request, struct http_response *response,
                         const char *key, struct document *document)
{
    bool found = key && document_by_key(request->app->db, key, document);
    if (found && helpful_is_asked(kind_by_name(json_text(document->body, "kind"))))
        return true;
    if (found)
        document_free(document);
    site_error(request, response, 404,
               "There is no text of that name about which we ask whether it helped. Nothing was "
               "counted.");
    return false;
}

static void count(const struct http_request *request, struct http_response *response,
                  const struct document *document, bool yes)
{
    struct buffer day = {0}, path = {0};
    clinic_day(request->app->db, request->now, 0, &day);
    if (helpful_count(request->app->db, document, buffer_text(&day), yes)) {
        /* Another page, so that to load it again counts nothing. */
        buffer_printf(&path, "/helpful/%s/%s", yes ? "yes" : "no",
                      json_text(document->body, "key"));
        http_response_redirect(response, 303, buffer_text(&path));
    }
    buffer_free(&day);
    buffer_free(&path);
}

void site_helpful(const struct http_request *request, struct http_response *response)
{
    const char *fault = fault_of(&request->form);
    struct document document;
    if (comes_from_elsewhere(request))
        site_error(request, response, 403,
                   "What was sent does not come from a page of this site, so nothing was counted.");
    else if (fault)
        site_error(request, response, 400, fault);
    else if (find_subject(request, response, http_params_get(&request->form, "key"), &document)) {
        count(request, response, &document, read_answer(http_params_get(&request->form, "answer")));
        document_free(&document);
    }
}

/* Where the buttons lead, typed as an address. */
void site_helpful_page(const struct http_request *request, struct http_response *response)
{
    (void)request;
    http_response_redirect(response, 303, "/questions");
}

void site_helpful_thanks(const struct http_request *request, struct http_response *response)
{
    int answer = read_answer(http_params_get(&request->captured, "answer"));
    const char *key = http_params_get(&request->captured, "key");
    struct json_object *entry = document_entry(request->app->db, key);
    struct json_object *view;
    const struct kind *kind = entry ? kind_by_name(json_text(entry, "kind")) : NULL;
    if (answer < 0 || !kind || !helpful_is_asked(kind)) {
        json_object_put(entry);
        site_error(request, response, 404, NULL);
        return;
    }
    view = view_layout(request->app, "Thank you", NULL);
    json_object_object_add(view, "was_helpful", json_object_new_boolean(answer));
    json_object_object_add(view, "entry", entry);
    http_response_header(response, "X-Robots-Tag", "noindex");
    page_send(request, response, "helpful_thanks", view);
}
