#include "text/clean_picture.h"

#include "text/utf8.h"

#include <stdbool.h>
#include <string.h>

enum { LEFT_OUT_MAX = 160, NAME_LETTERS_MAX = 30 };

void clean_picture_free(struct clean_picture *picture)
{
    buffer_free(&picture->bytes);
    buffer_free(&picture->left_out);
    *picture = (struct clean_picture){0};
}

/* Whether name stands in a list with ", " between. */
static bool is_named(const char *list, const char *name, size_t length)
{
    for (const char *at = list; (at = strstr(at, name)); at++) {
        bool begins = at == list || at[-1] == ' ';
        if (begins && (!at[length] || at[length] == ','))
            return true;
    }
    return false;
}

void clean_picture_leave_out(struct clean_picture *picture, const char *name)
{
    struct buffer *list = &picture->left_out, word = {0};
    buffer_append(&word, name, utf8_bytes(name, NAME_LETTERS_MAX));
    bool is_known = is_named(buffer_text(list), buffer_text(&word), word.length);
    if (!is_known && list->length < LEFT_OUT_MAX)
        buffer_printf(list, "%s%s", list->length ? ", " : "", buffer_text(&word));
    else if (!is_known && !strstr(buffer_text(list), "…"))
        buffer_puts(list, " …");
    buffer_free(&word);
}
