/* A string that grows. The bytes may hold NULs; data is always NUL-terminated as well, so that
 * text can be handed to C functions. Running out of memory ends the process: a worker is replaced,
 * a command has nothing better to do. */
#ifndef AFTERCARE_BASE_BUFFER_H
#define AFTERCARE_BASE_BUFFER_H

#include <stddef.h>

struct buffer {
    char *data;      /* NULL until something is appended; owned */
    size_t length;   /* bytes, without the final NUL */
    size_t capacity; /* bytes */
};

void buffer_append(struct buffer *buffer, const char *bytes, size_t length);
void buffer_puts(struct buffer *buffer, const char *text);
void buffer_putc(struct buffer *buffer, char c);
void buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Appends text as HTML text or a double-quoted attribute's value: & < > " ' become entities. */
void buffer_put_html(struct buffer *buffer, const char *text);

/* The text, never NULL; valid until the next append. */
const char *buffer_text(const struct buffer *buffer);

/* Empties the buffer and keeps its memory. */
void buffer_clear(struct buffer *buffer);

/* Hands the text over: the caller frees it. The buffer is empty afterwards. */
char *buffer_take(struct buffer *buffer);

void buffer_free(struct buffer *buffer);

#endif
