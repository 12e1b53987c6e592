/* Runs a fuzz target without libFuzzer: every file of the folders given, then mutations of each
 * that are the same in every run. AFTERCARE_FUZZ_RUNS says how many for each file. */
#include "fuzz.h"

#include <dirent.h>
#include <string.h>

enum {
    DEFAULT_RUNS = 2000,
    MAX_BYTES = 64 * 1024,
    MAX_CHANGES = 8, /* in one mutation */
};

struct input {
    uint8_t bytes[MAX_BYTES];
    size_t size;
};

/* xorshift64: the same numbers everywhere; zero is never its state. */
static uint64_t random_state = 1;

static size_t random_below(size_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return limit ? (size_t)(random_state % limit) : 0;
}

static void change_byte(struct input *input)
{
    if (input->size)
        input->bytes[random_below(input->size)] = (uint8_t)random_below(256);
}

static void flip_bit(struct input *input)
{
    if (input->size)
        input->bytes[random_below(input->size)] ^= (uint8_t)(1U << random_below(8));
}

static void cut_end(struct input *input)
{
    input->size = random_below(input->size + 1);
}

static void remove_part(struct input *input)
{
    size_t from = random_below(input->size);
    size_t length = random_below(input->size - from);
    memmove(input->bytes + from, input->bytes + from + length, input->size - from - length);
    input->size -= length;
}

/* Puts bytes, which are not in the input, at some place of it. */
static void insert(struct input *input, const uint8_t *bytes, size_t length)
{
    if (input->size + length > MAX_BYTES)
        return;
    size_t at = random_below(input->size + 1);
    memmove(input->bytes + at + length, input->bytes + at, input->size - at);
    memcpy(input->bytes + at, bytes, length);
    input->size += length;
}

static void repeat_part(struct input *input)
{
    uint8_t part[64];
    size_t from = random_below(input->size);
    size_t length =
        random_below(input->size - from < sizeof part ? input->size - from : sizeof part);
    memcpy(part, input->bytes + from, length);
    for (size_t times = random_below(40) + 1; times > 0; times--)
        insert(input, part, length);
}

static void insert_mark(struct input *input)
{
    static const char *const marks[] = {
        "{{", "}}", "{{{", "{{#", "{{/", "{{>",  "\n", "\r\n",     "[",  "](",  ")",
        "<",  ">",  "&",   "\"",  "\\",  "`",    "*",  "_",        "- ", "1. ", "> ",
        "\t", ":",  "//",  "#",   "!",   "\xff", ",",  "{",        "}",  "0",   "-",
        "e",  ".",  "\\u", "=",   "%",   "%00",  ";",  "\xe2\x80",
    };
    const char *mark = marks[random_below(sizeof marks / sizeof *marks)];
    insert(input, (const uint8_t *)mark, strlen(mark));
}

static void (*const mutations[])(struct input *input) = {
    change_byte, flip_bit, cut_end, remove_part, repeat_part, insert_mark, insert_mark,
};

/* Runs the target on a copy of exactly its size, so that a read past the end is seen. */
static void run(const struct input *input)
{
    uint8_t *copy = malloc(input->size ? input->size : 1);
    if (!copy)
        abort();
    memcpy(copy, input->bytes, input->size);
    LLVMFuzzerTestOneInput(copy, input->size);
    free(copy);
}

static void run_mutations(const struct input *seed, long runs)
{
    static struct input input;
    random_state = 0x9e3779b97f4a7c15U ^ seed->size;
    for (long i = 0; i < runs; i++) {
        memcpy(input.bytes, seed->bytes, seed->size);
        input.size = seed->size;
        for (size_t changes = random_below(MAX_CHANGES) + 1; changes > 0; changes--)
            mutations[random_below(sizeof mutations / sizeof *mutations)](&input);
        run(&input);
    }
}

static void run_file(const char *path, long runs)
{
    static struct input seed;
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    seed.size = fread(seed.bytes, 1, MAX_BYTES, file);
    (void)fclose(file);
    run(&seed);
    run_mutations(&seed, runs);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int run_folder(const char *folder, long runs)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_visible, alphasort);
    if (count < 0) {
        perror(folder);
        exit(EXIT_FAILURE);
    }
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        run_file(path, runs);
        free(entries[i]);
    }
    free(entries);
    return count;
}

int main(int argc, char **argv)
{
    const char *wanted = getenv("AFTERCARE_FUZZ_RUNS");
    long runs = wanted ? strtol(wanted, NULL, 10) : DEFAULT_RUNS;
    int files = 0;
    for (int i = 1; i < argc; i++)
        files += run_folder(argv[i], runs);
    printf("%d seeds, %ld mutations of each\n", files, runs);
    return files > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
