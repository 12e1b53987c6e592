/* Whatever is typed, outside quoted words the FTS5 expression of each term holds blanks, brackets,
 * a star and the words AND and OR alone: nothing of what was typed is syntax. */
#include "base/buffer.h"
#include "base/memory.h"
#include "content/search_words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool knows_nothing(void *data, const char *words)
{
    (void)data, (void)words;
    return false;
}

static void check(const char *expression)
{
    int depth = 0;
    for (const char *c = expression; *c; c++) {
        if (*c == '"') {
            c += 1 + strcspn(c + 1, "\"");
            if (*c != '"')
                abort();
        } else if (strncmp(c, "AND", 3) == 0) {
            c += 2;
        } else if (strncmp(c, "OR", 2) == 0) {
            c += 1;
        } else if (!strchr(" *()+", *c)) {
            abort();
        }
        depth += (*c == '(') - (*c == ')');
        if (depth < 0)
            abort();
    }
    if (depth != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vocabulary vocabulary = {0};
    struct search_words words = {0};
    char *typed = memory_new(size + 1, 1);
    memcpy(typed, data, size);
    vocabulary_add_phrase(&vocabulary, 0, "red face");
    vocabulary_add_phrase(&vocabulary, 0, "erythema");
    search_words_read(&words, typed, &vocabulary, knows_nothing, NULL);
    for (size_t i = 0; i < words.term_count; i++) {
        struct buffer expression = {0};
        search_term_expression(&words, &words.terms[i], &expression);
        check(buffer_text(&expression));
        buffer_free(&expression);
    }
    search_words_free(&words);
    vocabulary_free(&vocabulary);
    free(typed);
    return 0;
}
