/* Rules over several fields of one object, or over one value, named by the tables of
 * content/kinds.c. Each gets an object, whose fields may be faulty one by one (content/check.c
 * tells that), or a sound value, and its path.
 *
 * A message is read by whoever sends a file, behind the path ("until.low: names …"), and by staff,
 * behind the label of the box in which a time is said ("How long names …"): it suits both. */
#ifndef AFTERCARE_CONTENT_RULES_H
#define AFTERCARE_CONTENT_RULES_H

struct faults;
struct json_object;

void rule_time(struct json_object *time, const char *path, struct faults *faults);
void rule_frequency(struct json_object *frequency, const char *path, struct faults *faults);
void rule_fact(struct json_object *fact, const char *path, struct faults *faults);
void rule_sign(struct json_object *sign, const char *path, struct faults *faults);
void rule_step(struct json_object *step, const char *path, struct faults *faults);
void rule_accent(struct json_object *accent, const char *path, struct faults *faults);
void rule_review(struct json_object *review, const char *path, struct faults *faults);

#endif
