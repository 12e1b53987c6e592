/* Build tool: turns the migrations and the named statements into C.
 *
 *     embed_sql HEADER SOURCE MIGRATION… -- STATEMENTS…
 *
 * A statements file holds statements that each follow a line "-- name: some_name". The name
 * becomes DB_SOME_NAME in the enum of HEADER, so that a misspelt name does not compile. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char NAME_MARK[] = "-- name: ";

static FILE *open_or_die(const char *path, const char *mode)
{
    FILE *file = fopen(path, mode);
    if (!file) {
        perror(path);
        exit(1);
    }
    return file;
}

static void write_c_string_line(FILE *out, const char *line)
{
    fputs("    \"", out);
    for (; *line && *line != '\n'; line++) {
        if (*line == '"' || *line == '\\')
            fputc('\\', out);
        fputc(*line, out);
    }
    fputs("\\n\"\n", out);
}

static void embed_migration(FILE *source, const char *path)
{
    char line[4096];
    FILE *in = open_or_die(path, "r");
    while (fgets(line, sizeof line, in))
        write_c_string_line(source, line);
    fputs("    ,\n", source);
    fclose(in);
}

static void write_enum_name(FILE *header, const char *name)
{
    fputs("    DB_", header);
    for (; *name; name++)
        fputc(toupper((unsigned char)*name), header);
    fputs(",\n", header);
}

/* Returns how many statements the file held. */
static int embed_statements(FILE *header, FILE *source, const char *path)
{
    char line[4096];
    int count = 0;
    FILE *in = open_or_die(path, "r");
    while (fgets(line, sizeof line, in)) {
        if (strncmp(line, NAME_MARK, strlen(NAME_MARK)) == 0) {
            char *name = line + strlen(NAME_MARK);
            name[strcspn(name, "\r\n ")] = '\0';
            write_enum_name(header, name);
            if (count++)
                fputs("    },\n", source);
            fprintf(source, "    {\"%s\",\n", name);
        } else if (count) {
            write_c_string_line(source, line);
        }
    }
    if (count)
        fputs("    },\n", source);
    fclose(in);
    return count;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: embed_sql HEADER SOURCE MIGRATION... -- STATEMENTS...\n", stderr);
        return 2;
    }
    FILE *header = open_or_die(argv[1], "w");
    FILE *source = open_or_die(argv[2], "w");
    fputs("/* Generated from sql/. */\n#pragma once\nenum db_statement {\n", header);
    fputs("/* Generated from sql/. */\n#include \"store/sql.h\"\n\n"
          "const char *const db_migrations[] = {\n",
          source);
    int i = 3;
    for (; i < argc && strcmp(argv[i], "--") != 0; i++)
        embed_migration(source, argv[i]);
    fputs("    NULL};\n\nconst struct db_sql db_statements[] = {\n", source);
    int count = 0;
    for (i++; i < argc; i++)
        count += embed_statements(header, source, argv[i]);
    fputs("};\n", source);
    fprintf(header, "};\nenum { DB_STATEMENT_COUNT = %d };\n", count);
    return fclose(header) | fclose(source);
}
