/* Files that others read while they are written. */
#ifndef AFTERCARE_BASE_FILE_H
#define AFTERCARE_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* Writes the bytes to path.new first and renames it, so that nobody ever reads half a file. False
 * where that failed, with errno; what stood at path then stands there still. */
bool file_write(const char *path, const char *bytes, size_t length);

#endif
