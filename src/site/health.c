/* Whether the daemon can answer, for whoever watches it. */
#include "site/site.h"

#include "content/document.h"
#include "store/db.h"

void site_health(const struct http_request *request, struct http_response *response)
{
    struct db *db = request->app->db;
    bool answers = db && document_site_version(db) > 0 && db_state(db) == DB_OK;
    response->status = answers ? 200 : 503;
    response->content_type = "text/plain; charset=utf-8";
    if (!answers)
        http_response_header(response, "Retry-After", "5");
    buffer_puts(&response->body, answers ? "ok\n" : "the database does not answer\n");
}
