/* What programs ask for: the same documents as JSON. */
#ifndef AFTERCARE_API_API_H
#define AFTERCARE_API_API_H

#include "http/router.h"

http_handler api_index;
http_handler api_list;     /* /api/v1/{plural} */
http_handler api_document; /* /api/v1/{plural}/{slug} */
http_handler api_clinic;   /* the one document of its kind */
http_handler api_openapi;  /* the description of all these */
http_handler api_docs;     /* the same as a page */
http_handler api_changes;  /* what has changed since, for mirrors */
http_handler api_download; /* all that is live */
http_handler api_search;   /* what answers some words */
http_handler api_suggest;  /* what begins like some words */
http_handler api_leaflet;  /* whether a printed leaflet is current */
http_handler api_can_i;    /* what each treatment says about an activity */
http_handler api_signs;    /* what is usual after a treatment, and what is not */

http_handler api_plan;          /* /api/v1/checklists/{slug}/plan: the plan without a date */
http_handler api_plan_of_date;  /* the same path, by POST */
http_handler api_plan_calendar; /* …/plan.ics: as a calendar file */

extern const char *const api_plan_query[];
extern const char *const api_calendar_query[];
extern const char *const api_query[];
extern const char *const api_can_i_query[];
extern const char *const api_list_query[];
extern const char *const api_document_query[];
extern const char *const api_changes_query[];
extern const char *const api_search_query[];
extern const char *const api_suggest_query[];

#endif
