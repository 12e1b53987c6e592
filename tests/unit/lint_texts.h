/* What the tests of the checks share: a small document, and what a check finds in it. */
#ifndef AFTERCARE_TESTS_LINT_TEXTS_H
#define AFTERCARE_TESTS_LINT_TEXTS_H

#include "lint/lint.h"

#include <json-c/json.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h asks for the four above */
#include <cmocka.h>

#define TODAY "2026-11-22"

/* Everything found in these documents, which are put. */
static inline void find_in(struct json_object **documents, size_t count, struct findings *findings)
{
    struct lint_site site = {.documents = documents, .count = count, .today = TODAY};
    lint_run(&site, NULL, findings);
}

static inline size_t count_code(const struct findings *findings, const char *code)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count += strcmp(findings->list[i].code, code) == 0;
    return count;
}

/* How often a check finds something in the document of that JSON text. */
static inline size_t found_in(const char *json, const char *code)
{
    struct json_object *document = json_tokener_parse(json);
    struct findings findings;
    if (!document)
        fail_msg("no JSON: %s", json);
    find_in(&document, 1, &findings);
    size_t count = count_code(&findings, code);
    findings_free(&findings);
    json_object_put(document);
    return count;
}

/* The same, in a page with that one text. */
static inline size_t found(const char *text, const char *code)
{
    struct json_object *page = json_object_new_object();
    json_object_object_add(page, "kind", json_object_new_string("page"));
    json_object_object_add(page, "key", json_object_new_string("a-page"));
    json_object_object_add(page, "lang", json_object_new_string("en"));
    json_object_object_add(page, "title", json_object_new_string("A page"));
    json_object_object_add(page, "text", json_object_new_string(text));
    size_t count = found_in(json_object_to_json_string(page), code);
    json_object_put(page);
    return count;
}

/* Each of texts (ended by NULL) gives count findings of that check. */
static inline void each_gives(const char *const *texts, const char *code, size_t count)
{
    for (; *texts; texts++)
        if (found(*texts, code) != count)
            fail_msg("%s: %zu findings, not %zu: %s", code, found(*texts, code), count, *texts);
}

#endif
