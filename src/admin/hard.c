#include "admin/hard.h"

#include "admin/highlight.h"
#include "base/memory.h"
#include "base/names.h"
#include "lint/answer.h"
#include "lint/lint.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <stdlib.h>

/* The checks that quote a sentence. */
static const char *const marked_checks[] = {"long-sentence", "passive", NULL};

static bool is_marked(const char *code)
{
    return names_have(marked_checks, code);
}

static void put_id(struct buffer *id, const char *code, const char *mark)
{
    buffer_printf(id, "check-%s-%s", code, mark);
}

static void mark_findings(const struct findings *findings, struct buffer *html)
{
    struct highlight *list = memory_new(findings->count + 1, sizeof *list);
    struct buffer *ids = memory_new(findings->count + 1, sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];
        struct buffer mark = {0};
        answer_mark(finding, &mark);
        put_id(&ids[count], finding->code, buffer_text(&mark));
        buffer_free(&mark);
        list[count] =
            (struct highlight){finding->place.quote, buffer_text(&ids[count]), finding->reason};
        count++;
    }
    highlight_put(html, list, count);
    for (size_t i = 0; i < count; i++)
        buffer_free(&ids[i]);
    free(ids);
    free(list);
}

void hard_mark(struct json_object *body, struct buffer *html)
{
    const struct lint_site site = {
        .documents = &body, .count = 1, .today = "", .codes = marked_checks};
    struct findings findings;
    lint_run(&site, NULL, &findings);
    mark_findings(&findings, html);
    findings_free(&findings);
}

void hard_add_url(struct json_object *finding)
{
    struct json_object *place = json_member(finding, "place");
    struct buffer url = {0};
    if (!is_marked(json_text(finding, "code")))
        return;
    buffer_printf(&url, "/admin/preview/%s#", json_text(place, "document"));
    put_id(&url, json_text(finding, "code"), json_text(finding, "mark"));
    json_add_text(place, "preview_url", buffer_text(&url));
    buffer_free(&url);
}
