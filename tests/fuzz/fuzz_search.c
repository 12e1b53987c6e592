/* Whatever is typed, the FTS5 expression holds quoted words, blanks and one final star: no syntax.
 */
#include "base/buffer.h"
#include "base/memory.h"
#include "content/search.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const char *expression)
{
    const char *c = expression;
    while (*c == '"') {
        size_t word = strcspn(c + 1, "\"");
        if (word == 0 || c[1 + word] != '"')
            abort();
        c += word + 2;
        if (*c == ' ')
            c++;
    }
    if (strcmp(c, "*") != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer expression = {0};
    char *typed = memory_new(size + 1, 1);
    memcpy(typed, data, size);
    if (search_expression(typed, &expression))
        check(buffer_text(&expression));
    else if (expression.length)
        abort();
    buffer_free(&expression);
    free(typed);
    return 0;
}
