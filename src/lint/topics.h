/* What a sentence can be about: tables of words, and the clinic's own beside them. English only. */
#ifndef AFTERCARE_LINT_TOPICS_H
#define AFTERCARE_LINT_TOPICS_H

#include "lint/tokens.h"

#include <stdbool.h>
#include <stddef.h>

enum topic_class {
    TOPIC_RESULT,
    TOPIC_EFFECT,   /* redness, swelling …; the name "side effects" stands for them all */
    TOPIC_DOWNTIME, /* time off, recovery, going back to work */
    TOPIC_ACTIVITY, /* gym, sauna, make-up …, and the clinic's own activities */
    TOPIC_SESSION,
    TOPIC_UPKEEP,    /* maintenance, top-ups */
    TOPIC_TREATMENT, /* a treatment's name */
    TOPIC_OTHER      /* what only sounds like one of the above: "sun damage" */
};

extern const char topic_all_effects[]; /* "side effects" */
extern const char topic_healing[];     /* "healing" */

struct topic {
    const char *phrase; /* as tokens_match reads it */
    enum topic_class class;
    const char *name; /* what it is, whatever it is called */
};

/* The words of one site: the clinic's own come before the common ones. */
struct topics {
    struct topic *own; /* owned */
    size_t count;
    size_t room;
    char **texts;              /* the phrase and the name of each; owned */
    const char **common_names; /* what each common topic is called here, where the clinic has its
                                  own name for it; owned; NULL until there is any */
};

/* Adds a name of the clinic's ("Swimming pools" for the activity "swimming"). */
void topics_add(struct topics *topics, const char *words, enum topic_class class, const char *name);

void topics_free(struct topics *topics);

/* The name that stands for the common one: an activity or treatment of the clinic's that has one of
 * its phrases among its own, or name itself. */
const char *topics_name(const struct topics *topics, enum topic_class class, const char *name);

struct topic_found {
    enum topic_class class;
    const char *name;  /* borrowed from the tables */
    size_t first, end; /* its tokens */
};

enum { TOPICS_FOUND_MAX = 24 };

/* Fills found with at most TOPICS_FOUND_MAX topics named between first and end, longest first at
 * each place, and returns how many. */
size_t topics_find(const struct topics *topics, const struct tokens *tokens, size_t first,
                   size_t end, struct topic_found *found);

#endif
