/* What programs ask for: the same documents as JSON. */
#ifndef AFTERCARE_API_API_H
#define AFTERCARE_API_API_H

#include "http/router.h"

http_handler api_index;
http_handler api_list;     /* /api/v1/{plural} */
http_handler api_document; /* /api/v1/{plural}/{slug} */
http_handler api_clinic;   /* the one document of its kind */

extern const char *const api_query[];
extern const char *const api_list_query[];

#endif
