/* Contradictions: two statements about the same thing whose times cannot both be right. */
#include "base/buffer.h"
#include "base/memory.h"
#include "lint/checks.h"
#include "lint/compare.h"
#include "lint/lint.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* --- Telling each once ------------------------------------------------------------------------ */

/* A contradiction that is told, and the sentences that belong to it. */
struct told_once {
    size_t a, b;  /* statements: the two places that are quoted */
    size_t *more; /* owned: further sentences, besides the two */
    size_t count, room;
};

struct telling {
    struct told_once *list; /* owned */
    size_t count, room;
    size_t
        *with; /* owned; for each statement, which of the list (from 1 on) it was first told in */
};

static bool is_told_with(const struct statements *all, const struct told_once *told,
                         size_t sentence)
{
    if (all->list[told->a].sentence == sentence || all->list[told->b].sentence == sentence)
        return true;
    for (size_t i = 0; i < told->count; i++)
        if (told->more[i] == sentence)
            return true;
    return false;
}

static void add_more(const struct statements *all, struct told_once *told, size_t sentence)
{
    if (is_told_with(all, told, sentence))
        return;
    if (told->count == told->room) {
        told->room = told->room ? 2 * told->room : 4;
        told->more = memory_resize(told->more, told->room * sizeof *told->more);
    }
    told->more[told->count++] = sentence;
}

static bool tells_all_effects(const struct statement *a, const struct statement *b)
{
    return compare_is_all_effects(a) || compare_is_all_effects(b);
}

/* Two sentences that differ on several effects at once, or on these and on all together. */
static bool same_sentences(const struct statements *all, const struct told_once *told,
                           const struct statement *a, const struct statement *b)
{
    bool has_a = is_told_with(all, told, a->sentence);
    bool has_b = is_told_with(all, told, b->sentence);
    return (has_a && has_b) || ((has_a || has_b) && tells_all_effects(a, b));
}

/* The same subject of the same treatment is one contradiction, however many places tell it. */
static bool belongs(const struct statements *all, const struct told_once *told,
                    const struct statement *a, const struct statement *b)
{
    const struct statement *first = &all->list[told->a], *second = &all->list[told->b];
    if (strcmp(first->scope, a->scope) != 0)
        return false;
    bool same = (compare_same_subject(first, a) && compare_same_subject(second, b)) ||
                (compare_same_subject(first, b) && compare_same_subject(second, a));
    bool by_none = (first->none || second->none) && (a->none || b->none);
    return same || by_none || (first->aspect == a->aspect && same_sentences(all, told, a, b));
}

static bool in_one_document(const struct statements *all, size_t a, size_t b)
{
    return strcmp(all->list[a].document, all->list[b].document) == 0;
}

static void forget_more(struct told_once *told, size_t sentence)
{
    for (size_t i = 0; i < told->count; i++)
        if (told->more[i] == sentence)
            told->more[i--] = told->more[--told->count];
}

/* Quotes a and b, rather than the two that were quoted. */
static void quote_instead(const struct statements *all, struct told_once *told, size_t a, size_t b)
{
    size_t old_a = all->list[told->a].sentence, old_b = all->list[told->b].sentence;
    told->a = a;
    told->b = b;
    forget_more(told, all->list[a].sentence);
    forget_more(told, all->list[b].sentence);
    add_more(all, told, old_a);
    add_more(all, told, old_b);
}

static size_t told_as(const struct statements *all, const struct telling *telling, size_t a,
                      size_t b)
{
    for (size_t i = 0; i < telling->count; i++)
        if (belongs(all, &telling->list[i], &all->list[a], &all->list[b]))
            return i;
    return telling->count;
}

static void tell_new(struct telling *telling, size_t a, size_t b)
{
    if (telling->count == telling->room) {
        telling->room = telling->room ? 2 * telling->room : 8;
        telling->list = memory_resize(telling->list, telling->room * sizeof *telling->list);
    }
    telling->list[telling->count++] = (struct told_once){.a = a, .b = b};
}

/* Two places of one document are quoted rather than two of different ones: nearest to the cure. */
static void tell_again(const struct statements *all, struct told_once *told, size_t a, size_t b)
{
    add_more(all, told, all->list[a].sentence);
    add_more(all, told, all->list[b].sentence);
    if (in_one_document(all, a, b) && !in_one_document(all, told->a, told->b))
        quote_instead(all, told, a, b);
}

static void tell(const struct statements *all, struct telling *telling, size_t a, size_t b)
{
    size_t i = told_as(all, telling, a, b);
    if (i == telling->count)
        tell_new(telling, a, b);
    else
        tell_again(all, &telling->list[i], a, b);
    if (!telling->with[a])
        telling->with[a] = i + 1;
    if (!telling->with[b])
        telling->with[b] = i + 1;
}

/* Both stand in one that is told, and would not be quoted rather than what is: nothing more is to
 * be learned from comparing them. */
static bool is_told(const struct statements *all, const struct telling *telling, size_t a, size_t b)
{
    return telling->with[a] && telling->with[a] == telling->with[b] && !in_one_document(all, a, b);
}

/* --- Which are compared ----------------------------------------------------------------------- */

/* "No downtime" is held against activities that are left out. */
static enum aspect group_aspect(enum aspect aspect)
{
    return aspect == ASPECT_DOWNTIME ? ASPECT_NOT_UNTIL : aspect;
}

/* The next statement about the same aspect of the same treatment, for each; all->count at the end.
 * Comparing each with all others would take a minute for a site of many treatments. */
static size_t *link_groups(const struct statements *all)
{
    size_t *next = memory_new(all->count + 1, sizeof *next);
    struct json_object *firsts = json_object_new_object();
    for (size_t i = all->count; i-- > 0;) {
        struct buffer name = {0};
        struct json_object *first;
        buffer_printf(&name, "%d %s", (int)group_aspect(all->list[i].aspect), all->list[i].scope);
        bool known = json_object_object_get_ex(firsts, buffer_text(&name), &first);
        next[i] = known ? (size_t)json_object_get_int64(first) : all->count;
        json_object_object_add(firsts, buffer_text(&name), json_object_new_int64((int64_t)i));
        buffer_free(&name);
    }
    json_object_put(firsts);
    return next;
}

static void find_all(const struct statements *all, struct telling *telling)
{
    size_t *next = link_groups(all);
    for (size_t a = 0; a < all->count; a++)
        for (size_t b = next[a]; b < all->count; b = next[b])
            if (!is_told(all, telling, a, b) &&
                compare_contradict(all, &all->list[a], &all->list[b]))
                tell(all, telling, a, b);
    free(next);
}

/* --- The words -------------------------------------------------------------------------------- */

static const struct statement *statement_of(const struct statements *all, size_t sentence)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].sentence == sentence)
            return &all->list[i];
    return NULL;
}

enum { MORE_SHOWN = 3 }; /* further places that a reason quotes */

static void put_more(const struct statements *all, const struct told_once *told,
                     struct buffer *words)
{
    size_t shown = told->count < MORE_SHOWN ? told->count : MORE_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        const struct statement *statement = statement_of(all, told->more[i]);
        buffer_printf(words, "%s “%s” (%s)",
                      i ? ";" : " It is told in more places:", all->told[told->more[i]].quote,
                      statement ? statement->title : "");
    }
    if (told->count > shown)
        buffer_printf(words, "; and %zu more", told->count - shown);
    if (told->count)
        buffer_putc(words, '.');
}

static void put_aspect(const struct statement *statement, struct buffer *words)
{
    const char *aspect = aspect_words(statement->aspect);
    const char *gap = strstr(aspect, "%s");
    if (!gap) {
        buffer_puts(words, aspect);
        return;
    }
    buffer_append(words, aspect, (size_t)(gap - aspect));
    buffer_printf(words, "%s%s", statement->topic, gap + 2);
}

static void add_finding(const struct lint_check *check, const struct statements *all,
                        const struct told_once *told, struct findings *findings)
{
    const struct statement *a = &all->list[told->a], *b = &all->list[told->b];
    const struct told *first = &all->told[a->sentence], *second = &all->told[b->sentence];
    struct buffer about_words = {0}, more = {0};
    struct finding *finding =
        finding_add(findings, check->code, check->level, a->document, first->path, first->quote);
    finding_set_other(finding, b->document, second->path, second->quote);
    put_aspect(a->none || !b->none ? a : b, &about_words);
    put_more(all, told, &more);
    if (a->none || b->none)
        finding_reason(finding,
                       "One place says that no time off is needed, the other asks for some.%s",
                       buffer_text(&more));
    else
        finding_reason(finding, "Two places give times that cannot both be right%s (%s).%s",
                       a->before ? ", before the treatment" : "", buffer_text(&about_words),
                       buffer_text(&more));
    finding_cure(finding, "Find out which is right, write it once as a fact or a step, and cite it "
                          "elsewhere. If that is still open, give both figures in one claim that "
                          "is not confirmed, so that patients are told that they differ.");
    buffer_free(&about_words);
    buffer_free(&more);
}

void lint_contradictions(const struct lint_check *check, const struct lint_site *site,
                         struct findings *findings)
{
    const struct statements *all = site->statements;
    struct telling telling = {0};
    if (!all)
        return;
    telling.with = memory_new(all->count + 1, sizeof *telling.with);
    find_all(all, &telling);
    for (size_t i = 0; i < telling.count; i++) {
        add_finding(check, all, &telling.list[i], findings);
        free(telling.list[i].more);
    }
    free(telling.list);
    free(telling.with);
}
