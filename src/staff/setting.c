#include "staff/setting.h"

#include "base/buffer.h"
#include "staff/audit.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const who_needs_codes[] = {"nobody",
                                              "Nobody has to",
                                              "administrators",
                                              "Administrators have to",
                                              "everyone",
                                              "Everybody has to",
                                              NULL};
static const char *const yes_no[] = {"no", "No", "yes", "Yes", NULL};

const struct setting settings[] = {
    {"require_codes", "One-time codes at sign-in",
     "A code from an app on one’s own phone, besides the password. Whoever has to and has none yet "
     "is asked to set it up after signing in.",
     "nobody", who_needs_codes, 0, 0},
    {"second_person", "Clinical review by another person",
     "Whether “clinically reviewed” must be said by somebody else than who last wrote the text.",
     "no", yes_no, 0, 0},
    {"audit_address_days", "Days for which the audit trail keeps addresses",
     "The network addresses of staff, from 0 to 3650 days. They are blanked after that; the lines "
     "stay.",
     "30", NULL, 0, 3650},
    {.name = NULL},
};

static const struct setting *find(const char *name)
{
    for (const struct setting *each = settings; each->name; each++)
        if (strcmp(each->name, name) == 0)
            return each;
    abort(); /* names are ours */
}

void setting_get(struct db *db, const char *name, char value[SETTING_VALUE_MAX + 1])
{
    struct db_rows *rows = db_query(db, DB_SETTING_GET, "s", name);
    const char *text = db_next(rows) ? db_text(rows, 0) : find(name)->otherwise;
    snprintf(value, SETTING_VALUE_MAX + 1, "%s", text);
    db_end(rows);
}

bool setting_is(struct db *db, const char *name, const char *value)
{
    char current[SETTING_VALUE_MAX + 1];
    setting_get(db, name, current);
    return strcmp(current, value) == 0;
}

int64_t setting_number(struct db *db, const char *name)
{
    char value[SETTING_VALUE_MAX + 1];
    setting_get(db, name, value);
    return strtoll(value, NULL, 10);
}

bool setting_is_sound(const struct setting *setting, const char *value)
{
    for (const char *const *choice = setting->choices; choice && *choice; choice += 2)
        if (strcmp(*choice, value) == 0)
            return true;
    size_t length = strlen(value);
    if (setting->choices || !length || length > 9 || strspn(value, "0123456789") != length)
        return false;
    long number = strtol(value, NULL, 10);
    return number >= setting->min && number <= setting->max;
}

void setting_set(struct db *db, int64_t now, struct staff_actor actor,
                 const struct setting *setting, const char *value)
{
    struct buffer detail = {0};
    char current[SETTING_VALUE_MAX + 1];
    setting_get(db, setting->name, current);
    if (!setting_is_sound(setting, value) || strcmp(current, value) == 0)
        return;
    buffer_printf(&detail, "%s from %s to %s", setting->name, current, value);
    db_execute(db, DB_SETTING_SET, "ss", setting->name, value);
    audit_by(db, now, actor, AUDIT_SETTING, NULL, buffer_text(&detail));
    buffer_free(&detail);
}
