/* "Is this normal?": the signs of one treatment. */
#ifndef AFTERCARE_VIEW_SIGNS_H
#define AFTERCARE_VIEW_SIGNS_H

struct app;
struct db;
struct document;
struct json_object;

/* The signs of a treatment as three groups, the most urgent first, those that are empty left out:
 * an array of {urgency, title, words, signs: [the claims, as content/claim_rows.h gives them]},
 * which the caller puts. */
struct json_object *signs_by_urgency(struct db *db, const char *treatment);

/* Puts the signs of a treatment's body into the order of urgency, the most urgent first. */
void signs_sort(struct json_object *treatment);

/* Groups as above of a plan's signs, with the marks that the template "signs_head" needs, which the
 * caller puts. */
struct json_object *signs_groups_of(struct json_object *signs);

/* Adds what the template "signs" needs to a view made by view_layout. */
void view_signs(const struct app *app, struct json_object *view, const struct document *treatment);

#endif
