/* Times in prose that no claim has: patients read a figure, and nothing says where it comes from.
 */
#include "base/buffer.h"
#include "content/time_words.h"
#include "lint/checks.h"
#include "lint/lint.h"
#include "lint/scope.h"
#include "lint/statement.h"
#include "lint/texts.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdint.h>
#include <string.h>

/* --- The figures of the claims ---------------------------------------------------------------- */

/* {a treatment's or document's key: [low, high, low, high …]}, in minutes. */
static void add_times(struct json_object *figures, const char *key, const char *words)
{
    struct scanned_time times[SCAN_TIMES_MAX];
    struct tokens tokens = {0};
    struct json_object *list = json_member(figures, key);
    tokens_read(words, &tokens);
    size_t count = time_scan(&tokens, times);
    tokens_free(&tokens);
    if (!list) {
        list = json_object_new_array();
        json_object_object_add(figures, key, list);
    }
    for (size_t i = 0; i < count; i++) {
        json_object_array_add(list, json_object_new_int64(times[i].low));
        json_object_array_add(list, json_object_new_int64(times[i].high));
    }
}

/* All words of a claim count, those of its notes too; and its times, where a draft has no words for
 * them yet. */
static void put_claim(struct json_object *value, struct buffer *words)
{
    const char *kind = json_text(value, "kind");
    if (json_object_is_type(value, json_type_string))
        buffer_printf(words, "%s. ", json_object_get_string(value));
    if (json_object_is_type(value, json_type_array))
        for (size_t i = 0; i < json_object_array_length(value); i++)
            put_claim(json_object_array_get_idx(value, i), words);
    if (!json_object_is_type(value, json_type_object))
        return;
    if (kind && strcmp(kind, "time") == 0) {
        time_words_write(value, words);
        buffer_puts(words, ". ");
    }
    json_object_object_foreach(value, name, member)
    {
        (void)name;
        put_claim(member, words);
    }
}

static void add_claims(struct json_object *figures, const struct statements *all,
                       struct json_object *document, const struct lint_texts *texts)
{
    static const char *const lists[] = {"facts", "signs", "steps", "benefits", NULL};
    for (const char *const *name = lists; *name; name++) {
        struct scopes scopes = {0};
        const char *key = json_text(document, "key");
        size_t count = json_length(document, *name);
        if (count && key)
            scopes_read(&all->topics, document, texts, all->only_treatment, &scopes);
        for (size_t i = 0; i < count && key; i++) {
            struct buffer words = {0};
            put_claim(json_object_array_get_idx(json_member(document, *name), i), &words);
            add_times(figures, key, buffer_text(&words));
            for (size_t s = 0; s < scopes.count; s++)
                if (strcmp(scopes.list[s], key) != 0)
                    add_times(figures, scopes.list[s], buffer_text(&words));
            buffer_free(&words);
        }
    }
}

/* --- Held against them ------------------------------------------------------------------------ */

static bool is_within(const struct scanned_time *time, struct json_object *list)
{
    for (size_t i = 0; i + 1 < json_object_array_length(list); i += 2) {
        double low = (double)json_object_get_int64(json_object_array_get_idx(list, i));
        double high = (double)json_object_get_int64(json_object_array_get_idx(list, i + 1));
        if ((double)time->low >= 0.95 * low && (double)time->high <= 1.05 * high)
            return true;
    }
    return false;
}

static bool is_backed(const struct statement *statement, struct json_object *figures)
{
    struct json_object *own = json_member(figures, statement->document);
    struct json_object *list = json_member(figures, statement->scope);
    return !list || is_within(&statement->time, list) || (own && is_within(&statement->time, own));
}

/* A figure that a claim could hold: no "daily", no "at once", nothing vague. */
static bool is_figure(const struct statement *statement)
{
    const struct scanned_time *time = &statement->time;
    return statement->bare && !statement->none && statement->aspect != ASPECT_SESSION_COUNT &&
           time->direction != SCAN_EVERY && !time->vague && !time->at_once &&
           time->high != SCAN_FOR_EVER;
}

/* Whether the figure of the i-th statement is there for none of the treatments that it is about;
 * these stand one after the other. */
static bool is_unsourced(const struct statements *all, size_t i, struct json_object *figures)
{
    const struct statement *first = &all->list[i];
    for (; i < all->count && all->list[i].sentence == first->sentence; i++)
        if (all->list[i].time.first == first->time.first && is_backed(&all->list[i], figures))
            return false;
    return true;
}

static void tell(const struct lint_check *check, const struct statements *all,
                 const struct statement *statement, struct findings *findings)
{
    const struct told *told = &all->told[statement->sentence];
    struct finding *finding = finding_add(findings, check->code, check->level, statement->document,
                                          told->path, told->quote);
    finding_reason(finding, "This gives a time that no fact, side effect or step has.");
    finding_cure(finding, "Make it a fact with its source, and cite it here; or link to the "
                          "source in the text.");
}

void lint_unsourced_times(const struct lint_check *check, const struct lint_site *site,
                          struct findings *findings)
{
    const struct statements *all = site->statements;
    struct json_object *figures = json_object_new_object();
    size_t last = SIZE_MAX; /* each sentence is told once */
    for (size_t i = 0; all && i < site->count; i++)
        add_claims(figures, all, site->documents[i], &site->texts[i]);
    for (size_t i = 0; all && i < all->count; i++) {
        const struct statement *statement = &all->list[i];
        if (statement->sentence == last || !is_figure(statement) || !is_unsourced(all, i, figures))
            continue;
        tell(check, all, statement, findings);
        last = statement->sentence;
    }
    json_object_put(figures);
}
