/* Memory that is always there: these end the process rather than return NULL. */
#ifndef AFTERCARE_BASE_MEMORY_H
#define AFTERCARE_BASE_MEMORY_H

#include <stddef.h>

/* count × size bytes, zeroed; the caller frees them. */
void *memory_new(size_t count, size_t size);

/* realloc; the caller frees the result. */
void *memory_resize(void *memory, size_t size);

/* A copy that the caller frees; NULL for NULL. */
char *memory_copy_text(const char *text);

#endif
