/* aftercare staff: who may sign in. */
#include "staff/staff.h"

#include "base/buffer.h"
#include "command/command.h"
#include "command/database.h"
#include "staff/link.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *database, *full_name, *role_text = "editor", *base_url = "http://127.0.0.1:8080";

static const struct flag flags[] = {
    DATABASE_FLAG(database),
    {"--full-name", NULL, FLAG_TEXT, "TEXT", "add: the name as people read it (the sign-in name)",
     0, 0, &full_name},
    {"--role", NULL, FLAG_TEXT, "ROLE", "add, role: editor, publisher or administrator", 0, 0,
     &role_text},
    {"--base-url", "AFTERCARE_BASE_URL", FLAG_TEXT, "URL",
     "the address under which the site is known, for links", 0, 0, &base_url},
};

static const struct flags_command command = {
    "staff",
    "add NAME | list | role NAME | disable NAME | enable NAME | reset NAME | first",
    "Who may sign in. 'add' and 'reset' print a link that lets that person in once, within a day,\n"
    "to choose a password; 'reset' also takes their password and one-time codes away. 'first'\n"
    "does that for the person \"administrator\", where nobody can sign in as administrator, and\n"
    "otherwise does nothing.",
    flags,
    sizeof flags / sizeof flags[0],
    1,
    2};

static const struct staff_actor nobody = {.staff = NULL};

static int finish(struct db *db, enum staff_result result)
{
    if (result == STAFF_FAILED)
        database_complain("staff", db);
    else if (result != STAFF_DONE)
        fprintf(stderr, "aftercare staff: %s\n", staff_result_words(result));
    return result == STAFF_DONE ? 0 : 1;
}

static int print_link(struct db *db, const struct staff *staff)
{
    char token[TOKEN_SIZE];
    if (!link_make(db, time(NULL), nobody, staff, token))
        return finish(db, STAFF_FAILED);
    printf("%s/admin/link/%s\n", base_url, token);
    return 0;
}

static int add(struct db *db, const char *name)
{
    struct staff staff;
    enum staff_role role;
    if (!staff_role_read(role_text, &role)) {
        fprintf(stderr,
                "aftercare staff: --role: '%s' is none of editor, publisher, "
                "administrator\n",
                role_text);
        return 2;
    }
    enum staff_result result =
        staff_add(db, time(NULL), nobody, name, full_name ? full_name : name, role, &staff);
    return result == STAFF_DONE ? print_link(db, &staff) : finish(db, result);
}

static int list(struct db *db, const char *name)
{
    struct staff staff;
    char after[STAFF_NAME_MAX + 1] = "";
    (void)name;
    while (staff_list(db, after, &staff, 1)) {
        printf("%-20s %-14s %-9s %-6s %s\n", staff.name, staff_role_name(staff.role),
               staff.disabled       ? "disabled"
               : staff.has_password ? "enabled"
                                    : "invited",
               staff.has_codes ? "codes" : "-", staff.full_name);
        memcpy(after, staff.name, sizeof after);
    }
    if (db_state(db) != DB_OK)
        return finish(db, STAFF_FAILED);
    return 0;
}

static int with_person(struct db *db, const char *name, struct staff *staff)
{
    if (staff_by_name(db, name, staff))
        return 0;
    if (db_state(db) != DB_OK)
        return finish(db, STAFF_FAILED);
    fprintf(stderr, "aftercare staff: there is nobody called '%s'\n", name);
    return 1;
}

static int set_role(struct db *db, const char *name)
{
    struct staff staff;
    enum staff_role role;
    if (!staff_role_read(role_text, &role)) {
        fprintf(stderr, "aftercare staff: --role: '%s' is no role\n", role_text);
        return 2;
    }
    if (with_person(db, name, &staff))
        return 1;
    return finish(db, staff_set_role(db, time(NULL), nobody, &staff, role));
}

static int disable(struct db *db, const char *name)
{
    struct staff staff;
    return with_person(db, name, &staff) ||
           finish(db, staff_disable(db, time(NULL), nobody, &staff));
}

static int enable(struct db *db, const char *name)
{
    struct staff staff;
    return with_person(db, name, &staff) ||
           finish(db, staff_enable(db, time(NULL), nobody, &staff));
}

static int reset(struct db *db, const char *name)
{
    struct staff staff;
    if (with_person(db, name, &staff) || finish(db, staff_reset(db, time(NULL), nobody, &staff)))
        return 1;
    return print_link(db, &staff);
}

static int first(struct db *db, const char *name)
{
    static const char sign_in_name[] = "administrator";
    struct staff staff;
    (void)name;
    if (staff_has_administrator(db))
        return 0;
    if (!staff_by_name(db, sign_in_name, &staff)) {
        enum staff_result result = staff_add(db, time(NULL), nobody, sign_in_name, "Administrator",
                                             STAFF_ADMINISTRATOR, &staff);
        return result == STAFF_DONE ? print_link(db, &staff) : finish(db, result);
    }
    /* Nobody was let in by an earlier link, or whoever was is no administrator any more. */
    if (staff.disabled || staff.role != STAFF_ADMINISTRATOR)
        return 0;
    return print_link(db, &staff);
}

static const struct {
    const char *name;
    int (*run)(struct db *db, const char *name);
    bool needs_name;
} actions[] = {
    {"add", add, true},         {"list", list, false},    {"role", set_role, true},
    {"disable", disable, true}, {"enable", enable, true}, {"reset", reset, true},
    {"first", first, false},
};
enum { ACTIONS = sizeof actions / sizeof *actions };

int command_staff(int argc, char **argv)
{
    int count = 0;
    size_t i = 0;
    enum flags_result result = flags_read(&command, argc, argv, &count);
    if (result != FLAGS_GO)
        return (int)result;
    while (i < ACTIONS && strcmp(actions[i].name, argv[1]) != 0)
        i++;
    if (i == ACTIONS || actions[i].needs_name != (count == 2)) {
        fprintf(stderr, "aftercare staff: see aftercare staff --help\n");
        return 2;
    }
    struct db *db = database_open("staff", database, DB_READ_WRITE);
    if (!db)
        return 1;
    int status = actions[i].run(db, argv[2]);
    db_close(db);
    return status;
}
