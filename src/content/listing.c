#include "content/listing.h"

#include "base/memory.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* Sorts after every text that a document may hold. */
#define LAST_TEXT "\xf4\x8f\xbf\xbf"

static const struct order {
    const char *name;
    enum db_statement statement;
    bool down;
    bool by_update; /* the mark's number is when it was updated, else its position */
} orders[LISTING_ORDERS] = {
    [LISTING_POSITION] = {"position", DB_LIST_BY_POSITION, false, false},
    [LISTING_TITLE] = {"title", DB_LIST_BY_TITLE, false, false},
    [LISTING_TITLE_DOWN] = {"-title", DB_LIST_BY_TITLE_DOWN, true, false},
    [LISTING_UPDATED] = {"updated", DB_LIST_BY_UPDATE, false, true},
    [LISTING_UPDATED_DOWN] = {"-updated", DB_LIST_BY_UPDATE_DOWN, true, true},
};

const char *listing_order_name(enum listing_order order)
{
    return order < LISTING_ORDERS ? orders[order].name : NULL;
}

/* --- Marks ------------------------------------------------------------------------------------ */

void listing_mark_free(struct listing_mark *mark)
{
    free(mark->title);
    free(mark->key);
    *mark = (struct listing_mark){0};
}

void listing_mark_write(const struct listing_mark *mark, enum listing_order order,
                        struct buffer *text)
{
    struct json_object *list = json_object_new_array();
    json_object_array_add(list, json_object_new_string(orders[order].name));
    json_object_array_add(list, json_object_new_int64(mark->number));
    json_object_array_add(list, json_object_new_string(mark->title));
    json_object_array_add(list, json_object_new_string(mark->key));
    buffer_puts(text, json_object_to_json_string_ext(list, JSON_C_TO_STRING_PLAIN));
    json_object_put(list);
}

static bool is_mark(struct json_object *list, const char *order)
{
    static const enum json_type types[] = {json_type_string, json_type_int, json_type_string,
                                           json_type_string};
    enum { PARTS = sizeof types / sizeof types[0] };
    if (!json_object_is_type(list, json_type_array) || json_object_array_length(list) != PARTS)
        return false;
    for (size_t i = 0; i < PARTS; i++)
        if (!json_object_is_type(json_object_array_get_idx(list, i), types[i]))
            return false;
    return strcmp(json_object_get_string(json_object_array_get_idx(list, 0)), order) == 0;
}

bool listing_mark_read(const char *text, enum listing_order order, struct listing_mark *mark)
{
    struct buffer error = {0};
    struct json_object *list = json_read(text, strlen(text), &error);
    bool sound = list && is_mark(list, orders[order].name);
    if (sound)
        *mark = (struct listing_mark){
            json_object_get_int64(json_object_array_get_idx(list, 1)),
            memory_copy_text(json_object_get_string(json_object_array_get_idx(list, 2))),
            memory_copy_text(json_object_get_string(json_object_array_get_idx(list, 3)))};
    json_object_put(list);
    buffer_free(&error);
    return sound;
}

/* --- Reading ---------------------------------------------------------------------------------- */

static const char *or_none(const char *text)
{
    return text ? text : "";
}

static struct db_rows *rows_of(struct db *db, const struct listing *listing, int64_t limit)
{
    const struct order *order = &orders[listing->order];
    char least[] = "", greatest[] = LAST_TEXT;
    struct listing_mark first = {order->down ? INT64_MAX : INT64_MIN,
                                 order->down ? greatest : least, order->down ? greatest : least};
    const struct listing_mark *after = listing->after ? listing->after : &first;
    /* A treatment is also about itself; there are few. */
    bool by_treatment = listing->treatment && listing->order == LISTING_POSITION &&
                        strcmp(listing->kind->name, "treatment") != 0;
    return db_query(db, by_treatment ? DB_LIST_OF_TREATMENT : order->statement, "sissiisss",
                    listing->kind->name, after->number, after->title, after->key, limit,
                    listing->updated_since, or_none(listing->due_before),
                    or_none(listing->due_from), or_none(listing->treatment));
}

static void take_mark(struct db_rows *rows, const struct order *order, struct listing_mark *mark)
{
    listing_mark_free(mark);
    *mark = (struct listing_mark){db_integer(rows, order->by_update ? 1 : 4),
                                  memory_copy_text(db_text(rows, 5)),
                                  memory_copy_text(db_text(rows, 6))};
}

int64_t listing_read(struct db *db, const struct listing *listing, int64_t limit,
                     struct document *documents, struct listing_mark *last)
{
    struct db_rows *rows = rows_of(db, listing, limit);
    int64_t count = 0;
    for (; count < limit && db_next(rows); count++) {
        document_take(rows, &documents[count]);
        if (last && count + 1 < limit)
            take_mark(rows, &orders[listing->order], last);
    }
    db_end(rows);
    return count;
}
