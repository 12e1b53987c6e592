/* Errors for programs: problem details (RFC 9457). */
#ifndef AFTERCARE_HTTP_PROBLEM_H
#define AFTERCARE_HTTP_PROBLEM_H

#include "http/response.h"

/* Makes response a problem+json of that status: title (the status's words), status, detail, and
 * instance ("urn:request:ID"). A non-NULL parameter is named in a member of that name; a NULL
 * detail is left out. 404 and 410 are made HTTP_CACHE_SHARED, so that nginx replaces the page of
 * before, others HTTP_CACHE_NONE. Fields added before stay. */
void http_problem(struct http_response *response, const struct http_request *request, int status,
                  const char *detail, const char *parameter);

#endif
