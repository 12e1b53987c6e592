/* The pages that stand between somebody and what they asked for. */
#ifndef AFTERCARE_ADMIN_SIGN_IN_H
#define AFTERCARE_ADMIN_SIGN_IN_H

#include "http/response.h"

/* Nobody is signed in: GET goes to the sign-in page, POST gets it with what was posted. */
void admin_ask_sign_in(const struct http_request *request, struct http_response *response);

/* Asks who is signed in for their password, and then carries on. */
void admin_ask_password(const struct http_request *request, struct http_response *response);

/* Words for a pause of so many seconds; appended to out. */
struct buffer;
void admin_pause_words(int64_t seconds, struct buffer *out);

#endif
