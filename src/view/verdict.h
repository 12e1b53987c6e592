/* What a treatment's steps about one activity say together, in one word and in a sentence. */
#ifndef AFTERCARE_VIEW_VERDICT_H
#define AFTERCARE_VIEW_VERDICT_H

#include <stdbool.h>

struct json_object;

enum verdict_answer {
    VERDICT_YES,
    VERDICT_ASK, /* not confirmed, not stated, or until something happens; or nothing is said */
    VERDICT_NO   /* a do-not outweighs all others */
};

/* {answer: "yes" | "ask" | "no", words, then?, from?, until?} for the claim rows
 * (content/claim_rows.h) of one phase ("before" or "after"), which the caller puts. words is a
 * sentence or two; then is what holds past the end; from and until are the claims' own time
 * objects: of several ends of a "no" the latest. NULL where no row is of that phase. */
struct json_object *verdict_of(struct json_object *rows, const char *phase);

/* What one step says by itself. */
enum verdict_answer verdict_of_step(struct json_object *step);

/* Whether a step that says "do" sends to the clinic, or holds for some only ("Ask us before you use
 * retinol", "only if it was prescribed"): no permission is made of it. */
bool verdict_is_guarded(struct json_object *step);

#endif
