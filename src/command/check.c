/* aftercare check: holds everything that is live against the checks of src/lint/. */
#include "command/command.h"
#include "command/database.h"
#include "lint/answer.h"
#include "lint/report.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *database, *format_name = "text", *key;

static const struct flag flags[] = {
    DATABASE_FLAG(database),
    {"--format", NULL, FLAG_TEXT, "FORMAT", "text or json", 0, 0, &format_name},
    {"--document", NULL, FLAG_TEXT, "KEY", "what concerns one document only", 0, 0, &key},
};

static const struct flags_command command = {
    "check",
    "",
    "Looks for contradictions, for what could harm, and for what is hard to read, in everything "
    "that is live. Ends with 0 where nothing found would hold up publishing, with 1 where "
    "something would. Changes nothing.",
    flags,
    sizeof flags / sizeof flags[0],
    0,
    0};

static void print_place(const char *before, struct json_object *place)
{
    const char *quote = json_text(place, "quote"), *path = json_text(place, "path");
    printf("%s%s%s%s (%s)\n", before, json_text(place, "document"), *path ? "." : "", path,
           json_text(place, "field"));
    if (quote)
        printf("    “%s”\n", quote);
}

static void print_finding(struct json_object *finding)
{
    struct json_object *other = json_member(finding, "other");
    struct json_object *answer = json_member(finding, "answer");
    printf("%s %s: ", json_text(finding, "level"), json_text(finding, "code"));
    print_place("", json_member(finding, "place"));
    if (other)
        print_place("  and ", other);
    printf("  %s %s\n", json_text(finding, "reason"), json_text(finding, "cure"));
    if (answer)
        printf("  answered by %s: %s\n", json_text(answer, "who"), json_text(answer, "reason"));
}

static void print_text(struct json_object *list, const struct report_counts *counts)
{
    for (size_t i = 0; i < json_object_array_length(list); i++)
        print_finding(json_object_array_get_idx(list, i));
    printf("%zu would hold up publishing; %zu to think about; %zu answered\n", counts->blocks,
           counts->advice, counts->answered);
}

static void print_json(struct json_object *list, const struct report_counts *counts)
{
    struct json_object *whole = json_object_new_object();
    json_object_object_add(whole, "blocks", json_object_new_int64((int64_t)counts->blocks));
    json_object_object_add(whole, "advice", json_object_new_int64((int64_t)counts->advice));
    json_object_object_add(whole, "answered", json_object_new_int64((int64_t)counts->answered));
    json_object_object_add(whole, "findings", json_object_get(list));
    puts(json_object_to_json_string_ext(whole,
                                        JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_NOSLASHESCAPE));
    json_object_put(whole);
}

/* Returns how many findings block. */
static size_t check(struct db *db, bool as_json)
{
    struct gathered gathered;
    struct findings findings;
    struct report_counts counts;
    struct json_object *keys = key ? json_object_new_object() : NULL;
    if (keys)
        json_object_object_add(keys, key, NULL);
    db_begin_read(db);
    gather_all(db, time(NULL), &gathered);
    struct json_object *answers = answers_read(db, key);
    db_end_read(db);
    lint_run(&gathered.site, keys, &findings);
    struct json_object *list = report_findings(&gathered, &findings, answers, &counts);
    if (db_state(db) == DB_OK)
        (as_json ? print_json : print_text)(list, &counts);
    json_object_put(list);
    json_object_put(answers);
    json_object_put(keys);
    findings_free(&findings);
    gathered_free(&gathered);
    return counts.blocks;
}

int command_check(int argc, char **argv)
{
    enum flags_result result = flags_read(&command, argc, argv, NULL);
    if (result != FLAGS_GO)
        return (int)result;
    bool as_json = strcmp(format_name, "json") == 0;
    if (!as_json && strcmp(format_name, "text") != 0) {
        fprintf(stderr, "aftercare check: --format: '%s' is neither text nor json\n", format_name);
        return FLAGS_WRONG;
    }
    if (!database_is_named("check", database))
        return FLAGS_WRONG;
    struct db *db = database_open("check", database, DB_READ_ONLY);
    if (!db)
        return FLAGS_WRONG; /* 1 says that something was found */
    size_t blocks = check(db, as_json);
    bool failed = db_state(db) != DB_OK;
    if (failed)
        database_complain("check", db);
    db_close(db);
    return failed ? FLAGS_WRONG : blocks > 0;
}
