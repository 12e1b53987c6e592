#include "text/spelling.h"

#include "base/memory.h"

#include <hunspell/hunspell.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct spelling {
    Hunhandle *handle; /* owned */
};

/* Which letters are tried first, and how many words that only look alike are given. */
static const char rules[] = "SET UTF-8\n"
                            "TRY esianrtolcdugmphbyfvkwzxjq\n"
                            "REP 8\nREP f ph\nREP ph f\nREP i y\nREP y i\nREP s z\nREP c s\n"
                            "REP or our\nREP e ae\n"
                            "MAXNGRAMSUGS 4\n";

/* Hunspell reads its rules and its first words from files alone: these are files in memory. */
static int memory_file(const char *name, const char *text, char path[32])
{
    int file = memfd_create(name, MFD_CLOEXEC);
    size_t length = strlen(text);
    if (file >= 0 && write(file, text, length) != (ssize_t)length) {
        close(file);
        file = -1;
    }
    snprintf(path, 32, "/proc/self/fd/%d", file);
    return file;
}

struct spelling *spelling_new(void)
{
    char rules_path[32], words_path[32];
    struct spelling *spelling = NULL;
    int rules_file = memory_file("rules", rules, rules_path);
    int words_file = memory_file("words", "1\na\n", words_path);
    if (rules_file >= 0 && words_file >= 0) {
        spelling = memory_new(1, sizeof *spelling);
        spelling->handle = Hunspell_create(rules_path, words_path);
    }
    if (rules_file >= 0)
        close(rules_file);
    if (words_file >= 0)
        close(words_file);
    return spelling;
}

struct spelling *spelling_english(void)
{
    static const char rules_path[] = "/usr/share/hunspell/en_US.aff",
                      words_path[] = "/usr/share/hunspell/en_US.dic";
    /* Hunspell itself says nothing of a file that is not there. */
    if (access(rules_path, R_OK) != 0 || access(words_path, R_OK) != 0)
        return NULL;
    struct spelling *spelling = memory_new(1, sizeof *spelling);
    spelling->handle = Hunspell_create(rules_path, words_path);
    return spelling;
}

void spelling_free(struct spelling *spelling)
{
    if (spelling)
        Hunspell_destroy(spelling->handle);
    free(spelling);
}

void spelling_add(struct spelling *spelling, const char *word)
{
    Hunspell_add(spelling->handle, word);
}

bool spelling_knows(struct spelling *spelling, const char *word)
{
    return Hunspell_spell(spelling->handle, word) != 0;
}

void spelling_near(struct spelling *spelling, const char *word,
                   void (*take)(void *data, const char *near), void *data)
{
    char **list = NULL;
    int count = Hunspell_suggest(spelling->handle, &list, word);
    for (int i = 0; i < count && i < SPELLING_NEAR_MAX; i++)
        take(data, list[i]);
    Hunspell_free_list(spelling->handle, &list, count);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t spelling_slips(const char *a, const char *b)
{
    size_t rows[3][SPELLING_WORD_MAX + 1];
    size_t a_length = strnlen(a, SPELLING_WORD_MAX), b_length = strnlen(b, SPELLING_WORD_MAX);
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}
