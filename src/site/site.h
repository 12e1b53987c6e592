/* What patients ask for: the pages. Each handler fills the response with a whole page. */
#ifndef AFTERCARE_SITE_SITE_H
#define AFTERCARE_SITE_SITE_H

#include "http/router.h"
#include "view/app.h"

http_handler site_home;
http_handler site_treatments, site_treatment;
http_handler site_faqs, site_faq;
http_handler site_checklists, site_checklist;
http_handler site_plan_page, site_plan, site_plan_day;
http_handler site_calendar;
http_handler site_comparisons, site_comparison;
http_handler site_leaflet;
http_handler site_contact;
http_handler site_search;
http_handler site_helpful, site_helpful_page,
    site_helpful_thanks;                      /* "Did this answer your question?" */
http_handler site_can_i, site_can_i_activity; /* "Can I …?" */
http_handler site_signs;                      /* "Is this normal?" */
http_handler site_sitemap, site_sitemap_part, site_robots, site_feed;
http_handler site_opensearch, site_security;
http_handler site_manifest, site_kept;
http_handler site_page, site_brand;
http_handler site_health;

/* The parameters of pages that have any, for the route table. */
extern const char *const site_list_query[];
extern const char *const site_search_query[];
extern const char *const site_can_i_query[];

/* An error page of that status, with a search box and the phone number; detail may be NULL. Works
 * without a database. */
void site_error(const struct http_request *request, struct http_response *response, int status,
                const char *detail);

/* Writes the files of the clinic's look into folder/brand, for nginx to show while the daemon is
 * gone, and removes those of an earlier look. False if one cannot be written; errno says why. */
bool site_write_brand_files(const struct app *app, const char *folder);

/* Writes the pages that nginx shows when the daemon cannot answer into folder: one HTML and one
 * JSON file for each row of a table (unavailable, too-large …), with the clinic's phone number
 * and look (site_write_brand_files) where the database gives them. False if a file cannot be
 * written (errno says why). */
bool site_write_error_files(const struct app *app, const char *folder);

#endif
