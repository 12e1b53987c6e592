/* What the handlers of this folder share: finding what the path or the parameters ask for. */
#ifndef AFTERCARE_SITE_PAGE_H
#define AFTERCARE_SITE_PAGE_H

#include "content/document.h"
#include "content/kind.h"
#include "http/response.h"
#include "site/send.h"
#include "view/app.h"

#include <stdbool.h>

/* Looks up the document of kind whose slug the path holds. Where there is none, answers: 308 to
 * where it stands now, 410 with the reason if it was withdrawn, else 404; and returns false. */
bool page_find(const struct http_request *request, struct http_response *response, const char *kind,
               struct document *document);

/* The same for a page below the document's own: rest ("/is-this-normal") stands after its path. */
bool page_find_below(const struct http_request *request, struct http_response *response,
                     const char *kind, const char *rest, struct document *document);

/* Reads ?page= (1 where it is missing). Answers 400 and returns false where it is no number from
 * 1 on. */
bool page_number(const struct http_request *request, struct http_response *response,
                 int64_t *number);

/* Whether absolute addresses can be made. Answers 404 and returns false where they cannot. */
bool page_has_base_url(const struct http_request *request, struct http_response *response);

#endif
