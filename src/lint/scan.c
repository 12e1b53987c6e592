#include "lint/scan.h"

#include "content/kind.h"
#include "text/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void scan_text(struct scan *scan, const struct lint_text *text,
                      void (*look)(struct scan *scan, const struct scan_sentence *at))
{
    struct sentence sentence;
    struct buffer folded = {0};
    const char *rest = text->text;
    while (sentence_next(&rest, &sentence)) {
        buffer_clear(&folded);
        words_fold(sentence.start, sentence.length, &folded);
        struct scan_sentence at = {text, &sentence, buffer_text(&folded)};
        look(scan, &at);
    }
    buffer_free(&folded);
}

void scan_sentences(struct scan *scan,
                    void (*look)(struct scan *scan, const struct scan_sentence *at))
{
    const struct lint_texts *texts = scan->texts;
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->list[i].field->name, "other_names") != 0)
            scan_text(scan, &texts->list[i], look);
}

const char *scan_words(const struct match *match)
{
    static char words[80];
    snprintf(words, sizeof words, "%.*s", (int)match->length, match->start);
    return words;
}

struct finding *scan_find(struct scan *scan, const struct scan_sentence *at)
{
    char *quote = strndup(at->sentence->start, at->sentence->length);
    struct finding *finding = scan_find_field(scan, at->text->path, quote);
    free(quote);
    return finding;
}

struct finding *scan_find_field(struct scan *scan, const char *path, const char *quote)
{
    return finding_add(scan->findings, scan->check->code, scan->check->level,
                       json_text(scan->document, "key"), path, quote);
}

bool scan_has_words(const char *text)
{
    return text && text[strspn(text, " \t\r\n")];
}
