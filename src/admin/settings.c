/* What an administrator may set: a page made from staff/setting.c's table. */
#include "admin/admin.h"
#include "admin/view.h"
#include "staff/setting.h"
#include "store/db.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

/* The value that the page shows: what was posted, else what is set. */
static void value_of(const struct http_request *request, const struct setting *setting,
                     char value[SETTING_VALUE_MAX + 1])
{
    const char *posted = http_params_get(&request->form, setting->name);
    value[0] = '\0';
    if (!posted)
        setting_get(request->app->db, setting->name, value);
    else if (strlen(posted) <= SETTING_VALUE_MAX)
        memcpy(value, posted, strlen(posted) + 1);
}

static void add_choices(struct json_object *object, const struct setting *setting,
                        const char *value)
{
    struct json_object *choices = json_object_new_array();
    for (const char *const *choice = setting->choices; *choice; choice += 2) {
        struct json_object *entry = json_object_new_object();
        json_add_text(entry, "value", choice[0]);
        json_add_text(entry, "words", choice[1]);
        json_object_object_add(entry, "chosen",
                               json_object_new_boolean(strcmp(choice[0], value) == 0));
        json_object_array_add(choices, entry);
    }
    json_object_object_add(object, "choices", choices);
}

static struct json_object *setting_view(const struct http_request *request,
                                        const struct setting *setting)
{
    char value[SETTING_VALUE_MAX + 1];
    struct json_object *object = json_object_new_object();
    value_of(request, setting, value);
    json_add_text(object, "name", setting->name);
    json_add_text(object, "label", setting->label);
    json_add_text(object, "help", setting->help);
    json_add_text(object, "value", value);
    json_object_object_add(object, "is_number", json_object_new_boolean(!setting->choices));
    json_object_object_add(object, "wrong",
                           json_object_new_boolean(!setting_is_sound(setting, value)));
    if (setting->choices)
        add_choices(object, setting, value);
    return object;
}

static void draw(const struct http_request *request, struct http_response *response, bool wrong)
{
    struct json_object *view = admin_view(request, "Settings");
    struct json_object *list = json_object_new_array();
    for (const struct setting *each = settings; each->name; each++)
        json_object_array_add(list, setting_view(request, each));
    json_object_object_add(view, "settings", list);
    json_object_object_add(view, "wrong", json_object_new_boolean(wrong));
    response->status = wrong ? 422 : 200;
    admin_send(request, response, "admin_settings", view);
}

void admin_settings_page(const struct http_request *request, struct http_response *response)
{
    draw(request, response, false);
}

/* All that was posted, or nothing; false if the database failed. */
static bool save(const struct http_request *request)
{
    struct db *db = request->app->db;
    if (db_begin_write(db) != DB_OK)
        return false;
    for (const struct setting *each = settings; each->name; each++) {
        const char *posted = http_params_get(&request->form, each->name);
        if (posted)
            setting_set(db, request->now, admin_actor(request), each, posted);
    }
    return db_commit(db) == DB_OK;
}

void admin_settings(const struct http_request *request, struct http_response *response)
{
    for (const struct setting *each = settings; each->name; each++) {
        const char *posted = http_params_get(&request->form, each->name);
        if (posted && !setting_is_sound(each, posted)) {
            draw(request, response, true);
            return;
        }
    }
    if (save(request))
        admin_done(response, "/admin/settings", "settings");
}
