#include "content/faults.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void faults_add(struct faults *faults, const char *path, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    /* One line each: what is quoted may hold anything. */
    for (char *c = message; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
    faults->list = memory_resize(faults->list, (faults->count + 1) * sizeof *faults->list);
    faults->list[faults->count++] =
        (struct fault){memory_copy_text(path), memory_copy_text(message), NULL};
}

void faults_add_member(struct faults *faults, const char *path, const char *name,
                       const char *message)
{
    struct buffer member = {0};
    buffer_printf(&member, "%s%s%s", path, *path ? "." : "", name);
    faults_add(faults, buffer_text(&member), "%s", message);
    buffer_free(&member);
}

void faults_offer(struct faults *faults, const char *instead)
{
    struct fault *last = &faults->list[faults->count - 1];
    free(last->instead);
    last->instead = memory_copy_text(instead);
}

static void fault_free(struct fault *fault)
{
    free(fault->path);
    free(fault->message);
    free(fault->instead);
}

void faults_drop_repeated(struct faults *faults)
{
    if (faults->count == 0)
        return;
    struct fault *last = &faults->list[faults->count - 1];
    for (size_t i = 0; i + 1 < faults->count; i++) {
        if (strcmp(faults->list[i].path, last->path) != 0 ||
            strcmp(faults->list[i].message, last->message) != 0)
            continue;
        fault_free(last);
        faults->count--;
        return;
    }
}

void faults_free(struct faults *faults)
{
    for (size_t i = 0; i < faults->count; i++)
        fault_free(&faults->list[i]);
    free(faults->list);
    *faults = (struct faults){0};
}
