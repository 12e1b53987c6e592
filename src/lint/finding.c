#include "lint/finding.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static struct finding_place place_of(const char *document, const char *path, const char *quote)
{
    return (struct finding_place){memory_copy_text(document), memory_copy_text(path),
                                  memory_copy_text(quote)};
}

static void place_free(struct finding_place *place)
{
    free(place->document);
    free(place->path);
    free(place->quote);
}

struct finding *finding_add(struct findings *findings, const char *code, enum finding_level level,
                            const char *document, const char *path, const char *quote)
{
    if (findings->count == findings->room) {
        findings->room = findings->room ? 2 * findings->room : 16;
        findings->list = memory_resize(findings->list, findings->room * sizeof *findings->list);
    }
    struct finding *finding = &findings->list[findings->count++];
    *finding =
        (struct finding){.code = code, .level = level, .place = place_of(document, path, quote)};
    return finding;
}

void finding_set_other(struct finding *finding, const char *document, const char *path,
                       const char *quote)
{
    place_free(&finding->other);
    finding->other = place_of(document, path, quote);
}

__attribute__((format(printf, 2, 0))) static void set_sentence(char **sentence, const char *format,
                                                               va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    free(*sentence);
    *sentence = memory_new((size_t)length + 1, 1);
    vsnprintf(*sentence, (size_t)length + 1, format, again);
    va_end(again);
}

void finding_reason(struct finding *finding, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    set_sentence(&finding->reason, format, arguments);
    va_end(arguments);
}

void finding_cure(struct finding *finding, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    set_sentence(&finding->cure, format, arguments);
    va_end(arguments);
}

void finding_free(struct finding *finding)
{
    place_free(&finding->place);
    place_free(&finding->other);
    free(finding->reason);
    free(finding->cure);
}

void findings_free(struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        finding_free(&findings->list[i]);
    free(findings->list);
    *findings = (struct findings){0};
}
