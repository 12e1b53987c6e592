#include "base/file.h"

#include "base/buffer.h"

#include <stdio.h>

static bool write_new(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    bool written = fwrite(bytes, 1, length, file) == length;
    return fclose(file) == 0 && written;
}

bool file_write(const char *path, const char *bytes, size_t length)
{
    struct buffer fresh = {0};
    buffer_printf(&fresh, "%s.new", path);
    bool written =
        write_new(buffer_text(&fresh), bytes, length) && rename(buffer_text(&fresh), path) == 0;
    buffer_free(&fresh);
    return written;
}
