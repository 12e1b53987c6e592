#include "routes.h"

#include "admin/admin.h"
#include "admin/guard.h"
#include "admin/view.h"
#include "api/api.h"
#include "content/clinic.h"
#include "content/document.h"
#include "http/memo.h"
#include "http/problem.h"
#include "site/site.h"
#include "store/db.h"
#include "view/app.h"

#include <string.h>

/* Who may ask for a page of staff's: exactly one of these to a row (admin/guard.h). */
enum {
    OPEN = ROUTE_ADMIN | ROUTE_OPEN,
    STAFF = ROUTE_ADMIN | ROUTE_STAFF,
    PUBLISHER = ROUTE_ADMIN | ROUTE_PUBLISHER,
    ADMINISTRATOR = ROUTE_ADMIN | ROUTE_ADMINISTRATOR,
    /* One's own account. */
    ACCOUNT = STAFF | ROUTE_WITHOUT_CODE,
};

/* clang-format off */
const struct http_route routes[] = {
    {HTTP_GET, "/", site_home, 0, "Home page", NULL},
    {HTTP_GET, "/treatments", site_treatments, 0, "Treatments, a list", site_list_query},
    {HTTP_GET, "/treatments/{slug}", site_treatment, 0, "One treatment", NULL},
    {HTTP_GET, "/treatments/{slug}/is-this-normal", site_signs, 0, "What is usual after one treatment, and what is not", NULL},
    {HTTP_GET, "/can-i", site_can_i, 0, "Can I …? The activities, a list", site_can_i_query},
    {HTTP_GET, "/can-i/{slug}", site_can_i_activity, 0, "What each treatment says about one activity", NULL},
    {HTTP_GET, "/questions", site_faqs, 0, "Questions and answers, a list", site_list_query},
    {HTTP_GET, "/questions/{slug}", site_faq, 0, "One question", NULL},
    {HTTP_GET, "/aftercare", site_checklists, 0, "Before and after treatments, a list", site_list_query},
    {HTTP_GET, "/aftercare/{slug}", site_checklist, 0, "What to do before and after one treatment", NULL},
    {HTTP_GET, "/leaflet/{slug}/{version}", site_leaflet, 0, "Whether a printed leaflet is current", NULL},
    {HTTP_GET, "/aftercare/{slug}/plan", site_plan_page, 0, "Back to the page that makes a plan", NULL},
    {HTTP_POST, "/aftercare/{slug}/plan", site_plan, ROUTE_PRIVATE, "My plan, from a treatment's date", NULL},
    {HTTP_POST, "/aftercare/{slug}/plan.ics", site_calendar, ROUTE_PRIVATE, "My plan as a calendar file", NULL},
    {HTTP_GET, "/aftercare/{slug}/day/{day}", site_plan_day, 0, "A day after one treatment", NULL},
    {HTTP_GET, "/comparisons", site_comparisons, 0, "Comparisons, a list", site_list_query},
    {HTTP_GET, "/comparisons/{slug}", site_comparison, 0, "One comparison", NULL},
    {HTTP_GET, "/contact", site_contact, 0, "How to reach the clinic", NULL},
    {HTTP_GET, "/search", site_search, ROUTE_PRIVATE, "Search", site_search_query},
    {HTTP_POST, "/helpful", site_helpful, ROUTE_WRITER | ROUTE_PRIVATE, "Whether a text answered the question", NULL},
    {HTTP_GET, "/helpful", site_helpful_page, 0, "Back to the questions", NULL},
    {HTTP_GET, "/helpful/{answer}/{key}", site_helpful_thanks, 0, "Thank you for saying so", NULL},
    {HTTP_GET, "/brand/{name}", site_brand, 0, "The clinic's own style sheet or logo", NULL},
    {HTTP_GET, "/robots.txt", site_robots, 0, "What crawlers may ask for", NULL},
    {HTTP_GET, "/sitemap.xml", site_sitemap, 0, "The addresses of all pages", NULL},
    {HTTP_GET, "/sitemap/{part}", site_sitemap_part, 0, "A part of them, where they are many", NULL},
    {HTTP_GET, "/feed.atom", site_feed, 0, "What has changed, as a feed", NULL},
    {HTTP_GET, "/opensearch.xml", site_opensearch, 0, "How to search, for browsers", NULL},
    {HTTP_GET, "/manifest.webmanifest", site_manifest, 0, "The site as an app on a phone", NULL},
    {HTTP_GET, "/kept", site_kept, 0, "What a phone keeps of this site", NULL},
    {HTTP_GET, "/.well-known/security.txt", site_security, ROUTE_PRIVATE, "Whom to tell of a fault in safety", NULL},
    {HTTP_GET, "/health", site_health, ROUTE_STATE, "Whether the daemon can answer", NULL},
    {HTTP_GET, "/api/v1/", api_index, ROUTE_API, "What there is", api_query},
    {HTTP_GET, "/api/v1/openapi.json", api_openapi, ROUTE_API, "This description, for machines", api_query},
    {HTTP_GET, "/api/v1/docs", api_docs, ROUTE_API, "The same, for people", NULL},
    {HTTP_GET, "/api/v1/clinic", api_clinic, ROUTE_API, "The clinic", api_document_query},
    {HTTP_GET, "/api/v1/changes", api_changes, ROUTE_API, "What has changed since, for mirrors", api_changes_query},
    {HTTP_GET, "/api/v1/download.ndjson", api_download, ROUTE_API, "All that is live, a document a line", NULL},
    {HTTP_GET, "/api/v1/search", api_search, ROUTE_API | ROUTE_PRIVATE, "What answers some words, best first", api_search_query},
    {HTTP_GET, "/api/v1/suggest", api_suggest, ROUTE_API | ROUTE_PRIVATE, "What begins like some words", api_suggest_query},
    {HTTP_GET, "/api/v1/can-i", api_can_i, ROUTE_API | ROUTE_PRIVATE, "What each treatment says about an activity", api_can_i_query},
    {HTTP_GET, "/api/v1/treatments/{slug}/signs", api_signs, ROUTE_API, "What is usual after one treatment, and what is not", api_query},
    {HTTP_GET, "/api/v1/leaflets/{slug}/{version}", api_leaflet, ROUTE_API, "Whether a printed leaflet is current", api_query},
    {HTTP_GET, "/api/v1/{kind}", api_list, ROUTE_API, "The documents of a kind, a list", api_list_query},
    {HTTP_GET, "/api/v1/checklists/{slug}/plan", api_plan, ROUTE_API, "What to do when, without a date", api_plan_query},
    {HTTP_POST, "/api/v1/checklists/{slug}/plan", api_plan_of_date, ROUTE_API | ROUTE_PRIVATE, "What to do when, from a treatment's date", api_query},
    {HTTP_POST, "/api/v1/checklists/{slug}/plan.ics", api_plan_calendar, ROUTE_API | ROUTE_PRIVATE, "The same as a calendar file", api_calendar_query},
    {HTTP_GET, "/api/v1/{kind}/{slug}", api_document, ROUTE_API, "One document", api_document_query},
    {HTTP_GET, "/admin", admin_top, OPEN, "To the desk", NULL},
    {HTTP_GET, "/admin/sign-in", admin_sign_in_page, OPEN, "Signing in", admin_sign_in_query},
    {HTTP_POST, "/admin/sign-in", admin_sign_in, OPEN, "Name and password", NULL},
    {HTTP_POST, "/admin/sign-in/code", admin_sign_in_code, OPEN, "One-time code", NULL},
    {HTTP_POST, "/admin/sign-out", admin_sign_out, ACCOUNT, "Signing out", NULL},
    {HTTP_POST, "/admin/prove", admin_prove, ACCOUNT, "One's password again", NULL},
    {HTTP_GET, "/admin/link/{token}", admin_link_page, OPEN, "A link to set a password", NULL},
    {HTTP_POST, "/admin/link/{token}", admin_link, OPEN, "A link to set a password", NULL},
    {HTTP_GET, "/admin/account", admin_account, ACCOUNT, "One's account", NULL},
    {HTTP_POST, "/admin/account/sessions", admin_session_end, ACCOUNT, "Sign out one device", NULL},
    {HTTP_GET, "/admin/account/password", admin_password_page, ACCOUNT | ROUTE_PROVED, "One's password", NULL},
    {HTTP_POST, "/admin/account/password", admin_password, ACCOUNT | ROUTE_PROVED, "Change one's password", NULL},
    {HTTP_GET, "/admin/account/codes", admin_codes_page, ACCOUNT | ROUTE_PROVED, "One-time codes", admin_codes_query},
    {HTTP_POST, "/admin/account/codes", admin_codes, ACCOUNT | ROUTE_PROVED, "Set up one-time codes", NULL},
    {HTTP_GET, "/admin/people", admin_people, ADMINISTRATOR, "People", admin_people_query},
    {HTTP_POST, "/admin/people", admin_people_add, ADMINISTRATOR | ROUTE_PROVED, "Add a person", NULL},
    {HTTP_POST, "/admin/people/{name}/role", admin_person_role, ADMINISTRATOR | ROUTE_PROVED, "Another role", NULL},
    {HTTP_POST, "/admin/people/{name}/disable", admin_person_disable, ADMINISTRATOR | ROUTE_PROVED, "Disable a person", NULL},
    {HTTP_POST, "/admin/people/{name}/enable", admin_person_enable, ADMINISTRATOR | ROUTE_PROVED, "Enable a person", NULL},
    {HTTP_POST, "/admin/people/{name}/reset", admin_person_reset, ADMINISTRATOR | ROUTE_PROVED, "Take password and codes away", NULL},
    {HTTP_GET, "/admin/audit", admin_audit, ADMINISTRATOR, "The audit trail", admin_audit_query},
    {HTTP_GET, "/admin/audit/export", admin_audit_export, ADMINISTRATOR, "The audit trail as JSON lines", admin_audit_query},
    {HTTP_GET, "/admin/settings", admin_settings_page, ADMINISTRATOR, "Settings", NULL},
    {HTTP_POST, "/admin/settings", admin_settings, ADMINISTRATOR | ROUTE_PROVED, "Change settings", NULL},
    {HTTP_GET, "/admin/", admin_desk, STAFF, "What needs a person", admin_desk_query},
    {HTTP_GET, "/admin/find", admin_find, STAFF, "Find a document", admin_find_query},
    {HTTP_GET, "/admin/treatments/{key}", admin_treatment, STAFF, "A treatment and all about it", admin_treatment_query},
    {HTTP_GET, "/admin/publish", admin_publish, STAFF, "What changes, word by word", admin_publish_query},
    {HTTP_POST, "/admin/publish", admin_publish_post, PUBLISHER, "Publish drafts", NULL},
    {HTTP_POST, "/admin/rebase/{key}", admin_rebase_post, STAFF, "Keep a draft on top of what is live", NULL},
    {HTTP_POST, "/admin/review/{key}", admin_review_post, STAFF, "Ask for review of a draft", NULL},
    {HTTP_POST, "/admin/return/{key}", admin_return_post, PUBLISHER, "Return a draft to who wrote it", NULL},
    {HTTP_GET, "/admin/reviewed/{key}", admin_reviewed, PUBLISHER, "Clinically reviewed", NULL},
    {HTTP_POST, "/admin/reviewed/{key}", admin_reviewed_post, PUBLISHER, "Mark as clinically reviewed", NULL},
    {HTTP_POST, "/admin/confirm/{key}", admin_confirm_post, STAFF, "Confirm a statement", NULL},
    {HTTP_GET, "/admin/history/{key}", admin_history, STAFF, "A document's revisions", admin_history_query},
    {HTTP_GET, "/admin/history/{key}/{number}", admin_revision, STAFF, "One revision", NULL},
    {HTTP_GET, "/admin/history/{key}/{number}/page", admin_revision_page, STAFF, "One revision, as its page", NULL},
    {HTTP_POST, "/admin/history/{key}/{number}", admin_bring_back_post, STAFF, "Bring a text back as a draft", NULL},
    {HTTP_GET, "/admin/compare/{key}", admin_compare, STAFF, "Two revisions, word by word", admin_compare_query},
    {HTTP_GET, "/admin/on/{key}", admin_as_of, STAFF, "A document as it stood on a day", admin_as_of_query},
    {HTTP_POST, "/admin/blank/{key}/{number}", admin_blank_post, ADMINISTRATOR, "Take a revision's text away", NULL},
    {HTTP_GET, "/admin/documents/{key}", admin_edit, STAFF, "Edit a document", NULL},
    {HTTP_POST, "/admin/documents/{key}", admin_edit_post, STAFF, "Save a draft, or what else its form's buttons do", NULL},
    {HTTP_GET, "/admin/logo/{key}", admin_logo, STAFF, "The clinic's logo", NULL},
    {HTTP_POST, "/admin/logo/{key}", admin_logo_post, STAFF, "Put another logo into the draft, or take it out", NULL},
    {HTTP_GET, "/admin/look/{key}/{text}/{name}", admin_look, STAFF, "Logo or style sheet of a text that is not live", NULL},
    {HTTP_GET, "/admin/new", admin_new, STAFF, "What kinds of document can be begun", NULL},
    {HTTP_POST, "/admin/new/{kind}", admin_new_post, STAFF, "Begin a document", NULL},
    {HTTP_GET, "/admin/preview/{key}", admin_preview, STAFF, "A draft as patients will read it", NULL},
    {HTTP_GET, "/admin/withdraw/{key}", admin_withdraw, STAFF, "What a document is used by", NULL},
    {HTTP_POST, "/admin/withdraw/{key}", admin_withdraw_post, PUBLISHER, "Withdraw a document, or bring it back", NULL},
    {HTTP_GET, "/admin/checks", admin_checks, STAFF, "What the checks found", admin_checks_query},
    {HTTP_POST, "/admin/checks/answer", admin_check_answer, PUBLISHER, "Answer advice", NULL},
    {HTTP_POST, "/admin/checks/take-back", admin_check_take_back, PUBLISHER, "Take an answer back", NULL},
    {HTTP_GET, "/admin/exchange", admin_exchange, STAFF, "In and out", NULL},
    {HTTP_GET, "/admin/exchange/export", admin_export, STAFF, "Documents as a file", admin_export_query},
    {HTTP_POST, "/admin/exchange", admin_import, PUBLISHER, "What a file would change", NULL},
    {HTTP_POST, "/admin/exchange/drafts", admin_import_drafts, PUBLISHER, "Make drafts of a file", NULL},
    {HTTP_GET, "/{slug}", site_page, 0, "A page such as about, privacy, accessibility", NULL},
    {.handler = NULL},
};
/* clang-format on */

/* A process is one worker, and answers one request at a time. */
static struct http_memo memo;

static bool is_api_path(const char *path)
{
    return strncmp(path, "/api/", 5) == 0 || strcmp(path, "/api") == 0;
}

/* What programs are told where the refusal has no words of its own. */
static const char *default_detail(int status)
{
    static const struct {
        int status;
        const char *words;
    } details[] = {
        {404, "There is nothing at this path; GET /api/v1/ lists what there is."},
        {405, "This path is not asked that way; Allow names the methods that it takes."},
        {503, "The content cannot be read just now; try again after the seconds in Retry-After."},
    };
    for (size_t i = 0; i < sizeof details / sizeof details[0]; i++)
        if (details[i].status == status)
            return details[i].words;
    return NULL;
}

void routes_refuse(struct http_request *request, struct http_response *response, int status,
                   const char *detail)
{
    if (status == 503)
        http_response_header(response, "Retry-After", "5");
    if (is_api_path(request->path))
        http_problem(response, request, status, detail ? detail : default_detail(status), NULL);
    else
        site_error(request, response, status, detail);
}

/* --- Around the handlers ---------------------------------------------------------------------- */

static void refuse_parameter(struct http_request *request, struct http_response *response,
                             const char *name, const char *before, const char *after)
{
    struct buffer detail = {0};
    buffer_printf(&detail, "%s%s%s", before, name, after);
    http_problem(response, request, 400, buffer_text(&detail), name);
    buffer_free(&detail);
}

/* Pages ignore parameters they do not know (a shared link gets some added on its way); the API
 * names them, so that a mistyped one is not taken for an answer. Of one that stands there twice
 * nobody knows which is meant. */
static bool has_wrong_parameter(struct http_request *request, struct http_response *response,
                                const struct http_route *route)
{
    static const char *const none[] = {NULL};
    if (!(route->flags & ROUTE_API))
        return false;
    const char *unknown = http_params_unknown(&request->query, route->query ? route->query : none);
    const char *repeated = http_params_repeated(&request->query);
    if (unknown)
        refuse_parameter(request, response, unknown, "There is no parameter '", "' here.");
    else if (repeated)
        refuse_parameter(request, response, repeated, "Parameter '",
                         "' stands here twice; please give it once.");
    return unknown || repeated;
}

/* What an answer depends on besides what is published: whose review is overdue is another question
 * on each of the clinic's days. */
static void put_what_else(const struct http_request *request, const struct http_route *route,
                          struct buffer *extra)
{
    if ((route->flags & ROUTE_API) && http_params_get(&request->query, "review"))
        clinic_day(request->app->db, request->now, 0, extra);
}

/* The ETag of every page that is not private, and the answer 304 before any work is done. */
static bool is_known_to_client(const struct http_request *request, struct http_response *response,
                               const struct http_route *route)
{
    struct buffer extra = {0};
    if (route->flags & (ROUTE_PRIVATE | ROUTE_STATE))
        return false;
    response->cache = HTTP_CACHE_SHARED;
    request->app->version = document_site_version(request->app->db);
    put_what_else(request, route, &extra);
    http_response_etag(response, request->app->version, request->app->build, request->coding,
                       buffer_text(&extra));
    buffer_free(&extra);
    if (!http_etag_matches(request->if_none_match, response->etag, false))
        return false;
    response->status = 304;
    return true;
}

static void run_handler(struct http_request *request, struct http_response *response,
                        const struct http_route *route)
{
    if (has_wrong_parameter(request, response, route))
        return;
    if (is_known_to_client(request, response, route))
        return;
    if (response->etag[0] && http_memo_get(&memo, request, response))
        return;
    route->handler(request, response);
    response->own_headers = response->header_count;
    if (response->status != 200)
        response->etag[0] = '\0';
}

/* Starts the answer anew, as 503: what was written rests on a database that failed. */
static void refuse_for_database(struct http_request *request, struct http_response *response)
{
    http_response_free(response);
    http_response_init(response);
    routes_refuse(request, response, 503, NULL);
}

/* One snapshot for everything the handler reads. */
static void run_in_transaction(struct http_request *request, struct http_response *response,
                               const struct http_route *route)
{
    struct db *db = request->app->db;
    if (!db) {
        refuse_for_database(request, response);
        return;
    }
    db_begin_read(db);
    run_handler(request, response, route);
    db_end_read(db);
    if (db_state(db) != DB_OK)
        refuse_for_database(request, response);
}

/* A patient's post that is counted: the handler has a transaction of its own. */
static void run_writing(struct http_request *request, struct http_response *response,
                        const struct http_route *route)
{
    struct db *db = request->app->db;
    if (!request->app->writer)
        routes_refuse(request, response, 421, NULL);
    else if (db)
        run_handler(request, response, route);
    if (!db || db_state(db) != DB_OK)
        refuse_for_database(request, response);
}

/* Staff's pages: behind the guard, and without a transaction around them. */
static void run_for_staff(struct http_request *request, struct http_response *response,
                          const struct http_route *route)
{
    struct staff_session session;
    struct db *db = request->app->db;
    if (!request->app->writer) {
        routes_refuse(request, response, 421, "Staff's pages are answered on the writers' socket.");
        return;
    }
    if (!db) {
        routes_refuse(request, response, 503, NULL);
        return;
    }
    if (admin_guard(request, response, route, &session))
        route->handler(request, response);
    if (db_state(db) != DB_OK) {
        int status = db_state(db) == DB_FULL ? 507 : 503;
        http_response_free(response);
        http_response_init(response);
        admin_error(request, response, status, NULL);
    }
    request->session = NULL; /* it goes with this function */
}

static void tell_staff_of_nothing(const struct http_request *request,
                                  struct http_response *response)
{
    admin_error(request, response, 404, NULL);
}

/* Staff who mistyped an address keep their menu. */
static void answer_nothing(struct http_request *request, struct http_response *response)
{
    static const struct http_route nothing = {.handler = tell_staff_of_nothing,
                                              .flags = ROUTE_ADMIN | ROUTE_OPEN};
    if (strncmp(request->path, "/admin/", strlen("/admin/")) == 0)
        run_for_staff(request, response, &nothing);
    else
        routes_refuse(request, response, 404, NULL);
}

static void answer_options(const struct http_request *request, struct http_response *response,
                           const struct buffer *allow)
{
    response->status = 204;
    http_response_header(response, "Allow", buffer_text(allow));
    if (!is_api_path(request->path))
        return;
    http_response_header(response, "Access-Control-Allow-Methods", buffer_text(allow));
    /* A body in JSON is asked about before it is sent. */
    if (strstr(buffer_text(allow), "POST"))
        http_response_header(response, "Access-Control-Allow-Headers", "Content-Type");
}

/* Appends a decoded path with what a URL may not hold escaped. */
static void put_path(const char *path, size_t length, struct buffer *out)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)path[i];
        bool plain = c > ' ' && c < 0x7f && !strchr("%?#\"<>\\", c);
        buffer_printf(out, plain ? "%c" : "%%%02X", c);
    }
}

/* 308 to location (freed here), with the request's parameters. */
static void redirect(struct http_request *request, struct http_response *response,
                     struct buffer *location)
{
    if (request->query.count) {
        buffer_putc(location, '?');
        http_params_write(&request->query, location);
    }
    http_response_redirect(response, 308, buffer_text(location));
    buffer_free(location);
}

/* Where the API begins, however it is written. */
static bool redirect_to_index(struct http_request *request, struct http_response *response)
{
    static const char *const names[] = {"/api", "/api/", "/api/v1", NULL};
    struct buffer location = {0};
    for (const char *const *name = names; *name; name++) {
        if (strcmp(request->path, *name) != 0)
            continue;
        buffer_puts(&location, "/api/v1/");
        redirect(request, response, &location);
        return true;
    }
    return false;
}

/* "/treatments/" means "/treatments". */
static bool redirect_slash(struct http_request *request, struct http_response *response)
{
    const char *path = request->path;
    size_t length = strlen(path);
    struct buffer location = {0};
    if (length < 2 || path[length - 1] != '/' || path[1] == '/')
        return false;
    put_path(path, length - 1, &location);
    redirect(request, response, &location);
    return true;
}

static void answer(struct http_request *request, struct http_response *response)
{
    const struct http_route *route = NULL;
    struct buffer allow = {0};
    if (redirect_to_index(request, response))
        return;
    switch (http_route_find(routes, request, &route, &allow)) {
    case HTTP_ROUTE_FOUND:
        if (route->flags & ROUTE_ADMIN)
            run_for_staff(request, response, route);
        else if (route->flags & ROUTE_WRITER)
            run_writing(request, response, route);
        else if (route->flags & ROUTE_STATE)
            route->handler(request, response);
        else
            run_in_transaction(request, response, route);
        break;
    case HTTP_ROUTE_METHOD:
        if (request->method == HTTP_OPTIONS) {
            answer_options(request, response, &allow);
            break;
        }
        http_response_header(response, "Allow", buffer_text(&allow));
        routes_refuse(request, response, 405, NULL);
        break;
    case HTTP_ROUTE_NOT_FOUND:
        if (!redirect_slash(request, response))
            answer_nothing(request, response);
        break;
    }
    buffer_free(&allow);
}

static void add_cors(struct http_response *response, const struct http_request *request)
{
    if (!is_api_path(request->path))
        return;
    http_response_header(response, "Access-Control-Allow-Origin", "*");
    http_response_header(response, "Access-Control-Expose-Headers",
                         "ETag, Link, Location, RateLimit-Policy, Retry-After");
}

/* Whether nginx may keep the answer, and so its address. One that leads nowhere may be a search
 * whose "?" was mistyped: of it no copy is kept. What moved or was withdrawn has been here, and its
 * answer must be kept: nginx would bring the page of before back once the daemon is gone. */
static bool is_of_the_site(const struct http_response *response)
{
    switch (response->status) {
    case 200:
    case 304:
    case 308:
    case 410:
        return true;
    case 404:
        return response->replaces_page;
    default:
        return false;
    }
}

void routes_answer(struct http_request *request, struct http_response *response)
{
    if (request->app->db)
        db_clear_state(request->app->db);
    request->routes = routes;
    answer(request, response);
    if (!is_of_the_site(response))
        response->cache = HTTP_CACHE_NONE;
    add_cors(response, request);
    http_response_finish(response, request);
    http_memo_put(&memo, request, response);
}
