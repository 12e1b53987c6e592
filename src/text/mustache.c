/* The set: templates are read from a folder or memory, compiled, and joined with their partials. */
#include "text/mustache_tree.h"

#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char ending[] = ".mustache";

static int compare_names(const void *a, const void *b)
{
    const struct mustache_template *left = a;
    const struct mustache_template *right = b;
    return strcmp(left->name, right->name);
}

static int compare_to_name(const void *name, const void *template)
{
    return strcmp(name, ((const struct mustache_template *)template)->name);
}

const struct mustache_template *mustache_find(const struct mustache_set *set, const char *name)
{
    return bsearch(name, set->templates, set->count, sizeof *set->templates, compare_to_name);
}

static bool find_partials(struct mustache_set *set, struct mustache_template *template,
                          struct buffer *error)
{
    for (size_t i = 0; i < template->count; i++) {
        struct mustache_node *node = &template->nodes[i];
        if (node->kind != MUSTACHE_PARTIAL)
            continue;
        node->partial = mustache_find(set, node->name);
        if (!node->partial)
            return mustache_fault(template, node->line, error, "there is no partial \"%.60s\"",
                                  node->name);
    }
    return true;
}

static bool compile_all(struct mustache_set *set, struct buffer *error)
{
    qsort(set->templates, set->count, sizeof *set->templates, compare_names);
    for (size_t i = 0; i < set->count; i++)
        if (!mustache_parse(&set->templates[i], error))
            return false;
    for (size_t i = 1; i < set->count; i++)
        if (strcmp(set->templates[i - 1].name, set->templates[i].name) == 0)
            return mustache_fault(&set->templates[i], 1, error, "there are two templates \"%.60s\"",
                                  set->templates[i].name);
    for (size_t i = 0; i < set->count; i++)
        if (!find_partials(set, &set->templates[i], error))
            return false;
    return true;
}

/* The set, if it compiles; it is freed otherwise. */
static struct mustache_set *compiled(struct mustache_set *set, struct buffer *error)
{
    if (compile_all(set, error))
        return set;
    mustache_free(set);
    return NULL;
}

static struct mustache_set *new_set(size_t capacity)
{
    struct mustache_set *set = memory_new(1, sizeof *set);
    set->templates = memory_new(capacity, sizeof *set->templates);
    return set;
}

struct mustache_set *mustache_compile(const char *const *names, const char *const *texts,
                                      size_t count, struct buffer *error)
{
    struct mustache_set *set = new_set(count);
    for (size_t i = 0; i < count; i++)
        set->templates[set->count++] = (struct mustache_template){
            .name = memory_copy_text(names[i]),
            .file = memory_copy_text(names[i]),
            .source = memory_copy_text(texts[i]),
            .source_length = strlen(texts[i]),
        };
    return compiled(set, error);
}

/* ---- from a folder ---- */

static int is_template(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    size_t tail = sizeof ending - 1;
    return entry->d_name[0] != '.' && length > tail &&
           strcmp(entry->d_name + length - tail, ending) == 0;
}

static bool read_whole(const char *path, struct buffer *text, struct buffer *error)
{
    FILE *file = fopen(path, "re");
    char part[16384];
    size_t size;
    while (file && (size = fread(part, 1, sizeof part, file)) > 0)
        buffer_append(text, part, size);
    bool ok = file && !ferror(file);
    if (!ok)
        buffer_printf(error, "%s: %s", path, strerror(errno));
    if (file)
        (void)fclose(file);
    return ok;
}

/* Takes away the blanks at the beginning of each line. They make a template readable and are a
 * fortieth of a compressed page. */
static void drop_indentation(struct buffer *text)
{
    bool begins = true;
    size_t kept = 0;
    for (size_t i = 0; i < text->length; i++) {
        char c = text->data[i];
        if (begins && c == ' ')
            continue;
        begins = c == '\n';
        text->data[kept++] = c;
    }
    if (text->data)
        text->data[kept] = '\0';
    text->length = kept;
}

/* Adds the template of one file to the set, which has room for it. */
static bool add_file(struct mustache_set *set, const char *folder, const char *file_name,
                     struct buffer *error)
{
    struct buffer path = {0};
    struct buffer text = {0};
    struct buffer name = {0};
    buffer_printf(&path, "%s/%s", folder, file_name);
    bool ok = read_whole(buffer_text(&path), &text, error);
    if (ok) {
        buffer_append(&name, file_name, strlen(file_name) - (sizeof ending - 1));
        drop_indentation(&text);
        size_t length = text.length;
        set->templates[set->count++] = (struct mustache_template){
            .name = buffer_take(&name),
            .file = buffer_take(&path),
            .source = buffer_take(&text),
            .source_length = length,
        };
    }
    buffer_free(&path);
    buffer_free(&text);
    return ok;
}

struct mustache_set *mustache_load(const char *folder, struct buffer *error)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_template, alphasort);
    if (count < 0) {
        buffer_printf(error, "%s: %s", folder, strerror(errno));
        return NULL;
    }
    struct mustache_set *set = new_set((size_t)count);
    bool ok = true;
    for (int i = 0; i < count; i++) {
        ok = ok && add_file(set, folder, entries[i]->d_name, error);
        free(entries[i]);
    }
    free(entries);
    if (ok)
        return compiled(set, error);
    mustache_free(set);
    return NULL;
}

void mustache_free(struct mustache_set *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->count; i++) {
        struct mustache_template *template = &set->templates[i];
        free(template->name);
        free(template->file);
        free(template->source);
        free(template->nodes);
    }
    free(set->templates);
    free(set);
}
