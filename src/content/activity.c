#include "content/activity.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "content/document.h"
#include "content/kind.h"
#include "text/json.h"
#include "text/slug.h"
#include "text/spelling.h"

#include <json-c/json.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    AT_ONCE = 50, /* activities that are read in one go */
    /* How near a name is. */
    NEAR_SAME = 100,
    NEAR_SLIP = 70, /* less the slips */
    NEAR_PART = 60, /* less the letters that are left over, at most half of it */
};

/* --- Folding ---------------------------------------------------------------------------------- */

/* Words that people put around what they mean. */
static const char *const around[] = {"a",   "after", "again", "an",   "can",  "do",  "doing",
                                     "for", "go",    "going", "have", "i",    "in",  "is",
                                     "it",  "may",   "my",    "ok",   "on",   "put", "the",
                                     "to",  "use",   "using", "wear", "when", NULL};

static bool is_around(const char *word, size_t length)
{
    for (const char *const *other = around; *other; other++)
        if (strlen(*other) == length && strncmp(*other, word, length) == 0)
            return true;
    return false;
}

/* Without a plural's s: "saunas" is "sauna", "stress" stays. */
static size_t stem_length(const char *word, size_t length)
{
    bool plural = length > 3 && word[length - 1] == 's' && word[length - 2] != 's';
    return plural ? length - 1 : length;
}

/* Appends the words of a slug, joined; all of them, or those that are not merely around. */
static void join_words(const char *slug, bool all, struct buffer *folded)
{
    for (size_t length; *slug; slug += length + (slug[length] == '-')) {
        length = strcspn(slug, "-");
        if (all || !is_around(slug, length))
            buffer_append(folded, slug, stem_length(slug, length));
    }
}

void activity_fold(const char *name, struct buffer *folded)
{
    struct buffer slug = {0};
    size_t before = folded->length;
    slug_make(name, &slug);
    join_words(buffer_text(&slug), false, folded);
    if (folded->length == before)
        join_words(buffer_text(&slug), true, folded);
    buffer_free(&slug);
}

/* --- How near two names are ------------------------------------------------------------------- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

unsigned activity_nearness(const char *name, const char *typed)
{
    enum { SHORT = 3 };
    size_t name_length = strlen(name), typed_length = strlen(typed);
    size_t shorter = least(name_length, typed_length);
    if (shorter == 0)
        return 0;
    if (strcmp(name, typed) == 0)
        return NEAR_SAME;
    size_t count = spelling_slips(name, typed);
    if (shorter >= SHORT && count <= 1 + shorter / 4)
        return NEAR_SLIP - (unsigned)count;
    if (shorter >= SHORT && (strstr(name, typed) || strstr(typed, name)))
        return NEAR_PART - (unsigned)least(name_length + typed_length - 2 * shorter, NEAR_PART / 2);
    return 0;
}

/* --- Going over the activities ---------------------------------------------------------------- */

/* What is looked for, and what is done with each activity; false ends the walk. */
struct walk {
    const char *typed; /* folded */
    bool (*visit)(struct walk *walk, struct document *activity);
    struct document found;    /* owned */
    struct json_object *near; /* of entries with a member "near"; owned */
};

static void walk_activities(struct db *db, struct walk *walk)
{
    struct document list[AT_ONCE];
    char *after = NULL;
    int64_t count = AT_ONCE;
    bool more = true;
    while (more && count == AT_ONCE) {
        count = document_page(db, kind_by_name("activity"), after, AT_ONCE, list);
        free(after);
        after = count > 0 ? memory_copy_text(json_text(list[count - 1].body, "key")) : NULL;
        for (int64_t i = 0; i < count; i++) {
            more = more && walk->visit(walk, &list[i]);
            document_free(&list[i]);
        }
    }
    free(after);
}

/* How near the nearest of an activity's names is. Each may be missing. */
static unsigned nearest(struct json_object *body, const char *typed, bool other_names)
{
    static const char *const own[] = {"title", "slug", "key"};
    struct json_object *others = json_member(body, "other_names");
    size_t count = other_names ? json_length(body, "other_names") : sizeof own / sizeof own[0];
    unsigned best = 0;
    for (size_t i = 0; i < count; i++) {
        struct buffer folded = {0};
        activity_fold(other_names ? json_object_get_string(json_object_array_get_idx(others, i))
                                  : json_text(body, own[i]),
                      &folded);
        unsigned near = activity_nearness(buffer_text(&folded), typed);
        best = near > best ? near : best;
        buffer_free(&folded);
    }
    return best;
}

/* A name of its own is taken before another name of an activity that stands earlier. */
static bool visit_to_find(struct walk *walk, struct document *activity)
{
    bool own = nearest(activity->body, walk->typed, false) == NEAR_SAME;
    bool other = !walk->found.body && nearest(activity->body, walk->typed, true) == NEAR_SAME;
    if (own || other) {
        document_free(&walk->found);
        walk->found = *activity;
        *activity = (struct document){0};
    }
    return !own;
}

static void fold_typed(const char *typed, struct buffer *folded)
{
    struct buffer start = {0};
    buffer_append(&start, typed, strnlen(typed, ACTIVITY_TYPED_MAX));
    activity_fold(buffer_text(&start), folded);
    buffer_free(&start);
}

bool activity_find(struct db *db, const char *typed, struct document *activity)
{
    struct buffer folded = {0};
    fold_typed(typed, &folded);
    struct walk walk = {.typed = buffer_text(&folded), .visit = visit_to_find};
    if (folded.length)
        walk_activities(db, &walk);
    *activity = walk.found;
    buffer_free(&folded);
    return activity->body != NULL;
}

static bool visit_near(struct walk *walk, struct document *activity)
{
    unsigned own = nearest(activity->body, walk->typed, false);
    unsigned other = nearest(activity->body, walk->typed, true);
    unsigned best = own > other ? own : other;
    if (best == 0)
        return true;
    struct json_object *entry = json_object_new_object();
    json_add_text(entry, "key", json_text(activity->body, "key"));
    json_object_object_add(entry, "near", json_object_new_int64(best));
    json_object_array_add(walk->near, entry);
    return true;
}

static int nearer_first(const void *a, const void *b)
{
    struct json_object *const *left = a, *const *right = b;
    int64_t l = json_integer(*left, "near", 0), r = json_integer(*right, "near", 0);
    return l == r ? strcmp(json_text(*left, "key"), json_text(*right, "key")) : l < r ? 1 : -1;
}

struct json_object *activity_near(struct db *db, const char *typed, size_t limit)
{
    struct buffer folded = {0};
    struct json_object *entries = json_object_new_array();
    fold_typed(typed, &folded);
    struct walk walk = {
        .typed = buffer_text(&folded), .visit = visit_near, .near = json_object_new_array()};
    if (folded.length)
        walk_activities(db, &walk);
    json_object_array_sort(walk.near, nearer_first);
    for (size_t i = 0; i < json_object_array_length(walk.near) && i < limit; i++) {
        struct json_object *near = json_object_array_get_idx(walk.near, i);
        json_object_array_add(entries, document_entry(db, json_text(near, "key")));
    }
    json_object_put(walk.near);
    buffer_free(&folded);
    return entries;
}
