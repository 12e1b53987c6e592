/* "Is this normal?": the signs of one treatment, the same text for everybody. */
#include "view/signs.h"
#include "site/page.h"
#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"

void site_signs(const struct http_request *request, struct http_response *response)
{
    struct document treatment;
    struct buffer title = {0};
    if (!page_find_below(request, response, "treatment", "/is-this-normal", &treatment))
        return;
    buffer_printf(&title, "%s: is this normal?", json_text(treatment.body, "title"));
    struct json_object *view = view_layout(request->app, buffer_text(&title), request->path);
    view_signs(request->app, view, &treatment);
    page_send(request, response, "signs", view);
    buffer_free(&title);
    document_free(&treatment);
}
