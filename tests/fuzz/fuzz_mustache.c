/* The input is up to four templates and a view in JSON, with a line "----" between them. The
 * templates are called main, a, b and c. Whatever loads renders the same twice, and an error has
 * its place. */
#include "fuzz.h"

#include "base/buffer.h"
#include "text/json.h"
#include "text/mustache.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

enum { MAX_TEMPLATES = 4 };

static const char *const names[MAX_TEMPLATES] = {"main", "a", "b", "c"};
static const char separator[] = "\n----\n";

/* Lists and partials in each other multiply: a template's author would wait, a fuzzer should
 * not. */
static bool may_multiply(const char *text)
{
    size_t count = 0;
    while ((text = strstr(text, "{{")) != NULL) {
        text += 2;
        count += *text == '>' || *text == '#';
    }
    return count > 10;
}

static void check_render(const struct mustache_set *set, struct json_object *view)
{
    struct buffer out = {0};
    struct buffer again = {0};
    bool ok = mustache_render(set, "main", view, &out);
    FUZZ_CHECK(mustache_render(set, "main", view, &again) == ok);
    FUZZ_CHECK(strcmp(buffer_text(&out), buffer_text(&again)) == 0);
    FUZZ_CHECK(ok || out.length == 0);
    FUZZ_CHECK(strlen(buffer_text(&out)) == out.length);
    buffer_free(&out);
    buffer_free(&again);
}

static void check_set(char *const *texts, size_t count, struct json_object *view)
{
    const char *templates[MAX_TEMPLATES];
    for (size_t i = 0; i < count; i++)
        templates[i] = texts[i];
    struct buffer error = {0};
    struct mustache_set *set = mustache_compile(names, templates, count, &error);
    FUZZ_CHECK((set == NULL) == (error.length > 0));
    if (set)
        check_render(set, view);
    else
        FUZZ_CHECK(strchr(buffer_text(&error), ':'));
    mustache_free(set);
    buffer_free(&error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer input = {0};
    struct buffer error = {0};
    buffer_append(&input, (const char *)data, size);
    char *parts[MAX_TEMPLATES + 1];
    size_t count = 0;
    char *rest = input.data;
    while (rest && count <= MAX_TEMPLATES) {
        parts[count++] = rest;
        rest = strstr(rest, separator);
        if (rest) {
            *rest = '\0';
            rest += sizeof separator - 1;
        }
    }
    bool multiplies = false;
    for (size_t i = 0; i < count; i++)
        multiplies |= may_multiply(parts[i]);
    if (count > 1 && !multiplies) {
        const char *json = parts[count - 1];
        struct json_object *view = json_read(json, strlen(json), &error);
        check_set(parts, count - 1, view);
        json_object_put(view);
    }
    buffer_free(&input);
    buffer_free(&error);
    return 0;
}
