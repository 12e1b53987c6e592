/* The CGI variables (RFC 3875) of a request. FastCGI parameters and a CGI program's environment
 * have the same names. Cookie, Origin, Host, address and User-Agent are passed by nginx for staff's
 * pages only (www/nginx/admin.conf.in), and only those look at them; referrers are never read. */
#ifndef AFTERCARE_SERVER_VARIABLES_H
#define AFTERCARE_SERVER_VARIABLES_H

#include "http/request.h"

/* A variable's value, or NULL; context is what variables_read was given. */
typedef const char *variables_get(const char *name, void *context);

/* Fills all of source but its body. The texts are borrowed from where get finds them. */
void variables_read(struct http_source *source, variables_get *get, void *context);

/* How many bytes of body to read: what CONTENT_LENGTH says, at most one more than is allowed
 * (so that http_request_read sees that it is too much); 0 where it is missing or no number. */
size_t variables_body_length(const struct http_source *source);

#endif
