#include "lint/lint.h"

#include "base/memory.h"
#include "lint/checks.h"
#include "lint/statement.h"
#include "lint/texts.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

const struct lint_check lint_checks[] = {
    {"contradiction", "Contradictions", LINT_CONTRADICTIONS, FINDING_ADVICE, NULL,
     lint_contradictions},
    {"do-not-unsaid", "A do-not step that does not say so", LINT_SAFETY, FINDING_BLOCK,
     lint_do_not_unsaid, NULL},
    {"no-action", "An urgent sign without an action", LINT_SAFETY, FINDING_BLOCK, lint_no_action,
     NULL},
    {"vague-time", "Vague times", LINT_SAFETY, FINDING_ADVICE, lint_vague_times, NULL},
    {"absolute", "Promises", LINT_SAFETY, FINDING_ADVICE, lint_absolutes, NULL},
    {"darker-skin", "Redness on darker skin", LINT_SAFETY, FINDING_ADVICE, lint_darker_skin, NULL},
    {"no-source", "Figures without a source", LINT_SAFETY, FINDING_ADVICE, lint_sources,
     lint_unsourced_times},
    {"review-overdue", "Reviews overdue", LINT_SAFETY, FINDING_ADVICE, lint_review_overdue, NULL},
    {"not-ready", "Reviewed, but something is missing", LINT_REVIEW, FINDING_BLOCK, NULL,
     lint_review_gate},
    {"long-sentence", "Long sentences", LINT_READING, FINDING_ADVICE, lint_long_sentences, NULL},
    {"long-paragraph", "Long paragraphs", LINT_READING, FINDING_ADVICE, lint_long_paragraphs, NULL},
    {"grade", "Reading grade", LINT_READING, FINDING_ADVICE, lint_grade, NULL},
    {"passive", "Passive advice", LINT_READING, FINDING_ADVICE, lint_passive, NULL},
    {"word-in-two-groups", "Search words in two groups", LINT_SEARCH, FINDING_ADVICE,
     lint_words_in_two_groups, NULL},
    {"lone-word", "Search words alone", LINT_SEARCH, FINDING_ADVICE, lint_lone_words, NULL},
    {.code = NULL},
};

const struct lint_check *lint_check_called(const char *code)
{
    for (const struct lint_check *check = lint_checks; check->code; check++)
        if (strcmp(check->code, code) == 0)
            return check;
    return NULL;
}

static bool is_wanted(const char *key, struct json_object *keys)
{
    return !keys || (key && json_object_object_get_ex(keys, key, NULL));
}

static bool is_asked_for(const struct lint_check *check, const struct lint_site *site)
{
    const char *const *code = site->codes;
    while (code && *code && strcmp(*code, check->code) != 0)
        code++;
    return (!code || *code) && (!site->blocks_only || check->level == FINDING_BLOCK);
}

static void check_documents(const struct lint_site *whole, struct json_object *keys,
                            struct findings *findings)
{
    for (size_t i = 0; i < whole->count; i++) {
        struct lint_site single = *whole, *site = &single;
        single.texts = &whole->texts[i];
        if (!is_wanted(json_text(site->documents[i], "key"), keys))
            continue;
        lint_texts_read(site->documents[i], site->texts);
        for (const struct lint_check *check = lint_checks; check->code; check++)
            if (check->document && is_asked_for(check, site))
                check->document(check, site, site->documents[i], findings);
    }
}

/* Moves the findings of one level and family, with a place in what is wanted, from all to kept. */
static void keep_some(struct findings *all, struct json_object *keys, enum finding_level level,
                      enum lint_family family, struct findings *kept)
{
    for (size_t i = 0; i < all->count; i++) {
        struct finding *finding = &all->list[i];
        if (!finding->code || finding->level != level ||
            lint_check_called(finding->code)->family != family)
            continue;
        if (!is_wanted(finding->place.document, keys) && !is_wanted(finding->other.document, keys))
            continue;
        kept->list[kept->count++] = *finding;
        finding->code = NULL;
    }
}

static void keep_level(struct findings *all, struct json_object *keys, enum finding_level level,
                       struct findings *kept)
{
    for (int family = 0; family < LINT_FAMILIES; family++)
        keep_some(all, keys, level, (enum lint_family)family, kept);
}

static void drop_rest(struct findings *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].code)
            finding_free(&all->list[i]);
    free(all->list);
}

static void check_whole(const struct lint_site *site, struct findings *findings)
{
    struct statements statements = {.only_treatment = site->only_treatment};
    struct lint_site read = *site;
    if (!site->blocks_only && !site->codes) { /* those who compare statements only advise */
        statements_read(site->documents, site->count, site->texts, &statements);
        read.statements = &statements;
    }
    for (const struct lint_check *check = lint_checks; check->code; check++)
        if (check->whole && is_asked_for(check, site))
            check->whole(check, &read, findings);
    statements_free(&statements);
}

void lint_run(const struct lint_site *site, struct json_object *keys, struct findings *findings)
{
    struct findings all = {0};
    struct lint_site read = *site;
    read.texts = memory_new(site->count + 1, sizeof *read.texts);
    check_documents(&read, keys, &all);
    check_whole(&read, &all);
    for (size_t i = 0; i < site->count; i++)
        lint_texts_free(&read.texts[i]);
    free(read.texts);
    *findings = (struct findings){.room = all.count,
                                  .list = memory_new(all.count + 1, sizeof *findings->list)};
    keep_level(&all, keys, FINDING_BLOCK, findings);
    keep_level(&all, keys, FINDING_ADVICE, findings);
    drop_rest(&all);
}
