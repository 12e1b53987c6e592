/* What publishers have answered to advice: why a text stays as it is. An answer holds for the words
 * that the finding quotes, and lapses when they change. */
#ifndef AFTERCARE_LINT_ANSWER_H
#define AFTERCARE_LINT_ANSWER_H

#include "base/buffer.h"
#include "lint/finding.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct json_object;

enum { ANSWER_MAX = 300 }; /* bytes of a reason */

/* Appends what stands for the words of a finding: 16 hexadecimal figures. */
void answer_mark(const struct finding *finding, struct buffer *mark);

/* The answers about one document, or all (key NULL), for answer_to; the caller puts it. */
struct json_object *answers_read(struct db *db, const char *key);

/* The answer to the finding, {reason, who, at}, borrowed from answers; NULL if there is none. */
struct json_object *answer_to(struct json_object *answers, const struct finding *finding);

/* Keeps an answer, in place of an earlier one; inside the caller's transaction. */
void answer_put(struct db *db, int64_t now, const char *key, const char *code, const char *mark,
                const char *reason, const char *who);

/* Takes one back, inside the caller's transaction. False if there is none. */
bool answer_take_back(struct db *db, const char *key, const char *code, const char *mark);

#endif
