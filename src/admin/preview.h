/* A text as the page that patients would read, drawn by the site's own views over rows that are
 * derived in memory. Nothing is written, and no lock is taken. */
#ifndef AFTERCARE_ADMIN_PREVIEW_H
#define AFTERCARE_ADMIN_PREVIEW_H

#include "content/draft.h"
#include "http/request.h"
#include "http/response.h"

/* Draws the draft's text with a bar on top. as_of: what the bar says over an old text ("As it stood
 * on November 26, 2026"), with a link to the document's history; NULL for a draft, or for what is
 * live. Where there is no page to see (faults, a kind without a page) it says so. */
void preview_send(const struct http_request *request, struct http_response *response,
                  const struct draft_text *draft, const char *as_of);

#endif
