/* Whether somebody has to set up one-time codes before anything else, and the page for that. */
#ifndef AFTERCARE_ADMIN_CODES_H
#define AFTERCARE_ADMIN_CODES_H

#include "http/response.h"

/* Whether the clinic asks who is signed in for codes and they have none yet. */
bool codes_are_lacking(const struct http_request *request);

/* Asks them to set codes up, and then carries on (admin/carry.h): GET goes to the page for it, POST
 * gets it with what was posted. */
void codes_ask(const struct http_request *request, struct http_response *response);

#endif
