/* Every path the program answers, in one table, and what is done around each handler. */
#ifndef AFTERCARE_ROUTES_H
#define AFTERCARE_ROUTES_H

#include "http/router.h"

extern const struct http_route routes[];

/* Finds and runs the handler for a request, in one read transaction, and finishes the response.
 * Makes the answers 304, 308 and 410 for documents that moved or were withdrawn, 400, 404, 405,
 * 421, and 503 where the database does not answer. */
void routes_answer(struct http_request *request, struct http_response *response);

/* An error answer, in the form its reader uses: a page, or problem+json under /api/. Works
 * without a database. */
void routes_refuse(struct http_request *request, struct http_response *response, int status,
                   const char *detail);

#endif
