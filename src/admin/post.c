#include "admin/post.h"

#include "admin/form.h"
#include "content/time_words.h"
#include "text/color.h"
#include "text/json.h"
#include "text/slug.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

struct post {
    struct json_object *typed; /* name to text: the first of each name; owned */
    struct post_action action;
    struct buffer *focus;       /* or NULL */
    struct json_object *stored; /* borrowed */
};

struct post_action post_read_action(const char *text)
{
    static const struct {
        const char *word;
        enum post_act act;
    } acts[] = {{"add:", POST_ADD},
                {"remove:", POST_REMOVE},
                {"up:", POST_UP},
                {"down:", POST_DOWN},
                {"take:", POST_TAKE}};
    for (size_t i = 0; text && i < sizeof acts / sizeof acts[0]; i++)
        if (strncmp(text, acts[i].word, strlen(acts[i].word)) == 0)
            return (struct post_action){acts[i].act, text + strlen(acts[i].word)};
    return (struct post_action){POST_NOTHING, ""};
}

/* --- What was typed --------------------------------------------------------------------------- */

/* By name, since a long checklist has thousands of fields. */
static struct json_object *typed_by_name(const struct http_params *form)
{
    struct json_object *typed = json_object_new_object();
    for (size_t i = 0; i < form->count; i++)
        if (!json_object_object_get_ex(typed, form->list[i].name, NULL))
            json_add_text(typed, form->list[i].name, form->list[i].value);
    return typed;
}

static void put_name(struct buffer *name, const char *path, const char *member)
{
    buffer_printf(name, "%s%s%s", path, *path ? "." : "", member);
}

/* What was typed in the box called path.member, or NULL where there was none. */
static const char *typed_member(const struct post *post, const char *path, const char *member)
{
    struct buffer name = {0};
    put_name(&name, path, member);
    const char *text = json_text(post->typed, buffer_text(&name));
    buffer_free(&name);
    return text;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A copy of a line without the blanks around it; NULL where nothing is left. */
static struct json_object *new_line(const char *text, size_t length)
{
    while (length && is_blank(text[length - 1]))
        length--;
    while (length && is_blank(*text)) {
        text++;
        length--;
    }
    return length ? json_object_new_string_len(text, (int)length) : NULL;
}

/* One line of what was typed over several: what was pasted from a letter, or Enter in a text area
 * that is there to show a long line whole. */
static struct json_object *new_folded_line(const char *text)
{
    struct buffer line = {0};
    struct json_object *value;
    while (*text) {
        size_t length = strcspn(text, "\r\n");
        buffer_append(&line, text, length);
        text += length;
        length = strspn(text, "\r\n");
        text += length;
        if (length && *text)
            buffer_putc(&line, ' ');
    }
    value = new_line(buffer_text(&line), line.length);
    buffer_free(&line);
    return value;
}

/* Browsers send line breaks as CR LF. */
static struct json_object *new_text(const char *text)
{
    struct buffer lines = {0};
    struct json_object *value = NULL;
    for (const char *c = text; *c; c++)
        if (*c != '\r' || c[1] != '\n')
            buffer_putc(&lines, (char)(*c == '\r' ? '\n' : *c));
    if (text[strspn(text, " \t\r\n")])
        value = json_object_new_string_len(buffer_text(&lines), (int)lines.length);
    buffer_free(&lines);
    return value;
}

/* --- Single values ---------------------------------------------------------------------------- */

static struct json_object *read_number(const char *text)
{
    enum { DIGITS_MAX = 15 }; /* as text/json.h */
    struct json_object *line = new_line(text, strlen(text));
    const char *digits = line ? json_object_get_string(line) : "";
    size_t sign = *digits == '-';
    size_t count = strspn(digits + sign, "0123456789");
    if (count == 0 || count > DIGITS_MAX || digits[sign + count])
        return line; /* kept as typed: the checks say that it is no number */
    struct json_object *number = json_object_new_int64(strtoll(digits, NULL, 10));
    json_object_put(line);
    return number;
}

static struct json_object *read_boolean(const struct post *post, const char *path)
{
    const char *box = typed_member(post, path, "box");
    bool checked = json_member(post->typed, path) != NULL;
    if (!checked && (!box || strcmp(box, "absent") == 0))
        return NULL;
    return json_object_new_boolean(checked);
}

/* What a fault offered for the box at path, where that was pressed; NULL where not. */
static const char *taken_instead(const struct post *post, const char *path)
{
    size_t length = strlen(path);
    const char *target = post->action.path;
    bool is_this = post->action.act == POST_TAKE && strncmp(target, path, length) == 0 &&
                   target[length] == '=';
    return is_this ? target + length + 1 : NULL;
}

/* However it was typed, it is kept in one form. */
static struct json_object *read_color(const struct post *post, const char *path, const char *text)
{
    const char *instead = taken_instead(post, path);
    struct json_object *line = new_line(instead ? instead : text, strlen(instead ? instead : text));
    struct color color;
    char whole[COLOR_TEXT_SIZE];
    if (!line || !color_read(json_object_get_string(line), &color))
        return line; /* kept as typed: the checks say that it is none */
    color_write(color, whole);
    json_object_put(line);
    return json_object_new_string(whole);
}

/* A text a line; empty lines are none. */
static struct json_object *read_lines(const char *text)
{
    struct json_object *list = json_object_new_array();
    while (*text) {
        size_t length = strcspn(text, "\r\n");
        struct json_object *line = new_line(text, length);
        if (line)
            json_object_array_add(list, line);
        text += length;
        text += strspn(text, "\r\n");
    }
    if (json_object_array_length(list))
        return list;
    json_object_put(list);
    return NULL;
}

/* --- Times ------------------------------------------------------------------------------------ */

static void add_line(struct json_object *object, const char *name, const char *text)
{
    struct json_object *line = text ? new_line(text, strlen(text)) : NULL;
    if (line)
        json_object_object_add(object, name, line);
}

/* Whether somebody wrote these words for this very time. Words that came back as they stood were
 * written for the time that stood beside them: where that changed, patients must not read on what
 * was. */
static bool are_words_for(const struct post *post, const char *words, const char *fresh,
                          const char *path)
{
    const char *made = typed_member(post, path, "made");
    const char *was = typed_member(post, path, "was");
    if (!words || !made || strcmp(words, made) == 0)
        return words && !made;
    bool time_changed = strcmp(fresh, made) != 0;
    return !(time_changed && was && strcmp(words, was) == 0);
}

/* The words for patients: made from the time where nobody wrote others for it. */
static void settle_words(const struct post *post, struct json_object *time, const char *path)
{
    struct buffer fresh = {0};
    time_words_patients(time, &fresh);
    if (!are_words_for(post, json_text(time, "words"), buffer_text(&fresh), path)) {
        json_object_object_del(time, "words");
        if (fresh.length)
            json_add_text(time, "words", buffer_text(&fresh));
    }
    buffer_free(&fresh);
}

/* The members in the table's order, as documents are written. */
static struct json_object *in_order(const struct field *fields, struct json_object *object)
{
    struct json_object *ordered = json_object_new_object();
    for (const struct field *field = fields; field->name; field++)
        json_add_shared(ordered, field->name, json_member(object, field->name));
    json_object_put(object);
    return ordered;
}

/* A time that was said; said is not NULL. */
static struct json_object *read_time(const struct post *post, const struct field *field,
                                     const char *said, const char *path)
{
    struct json_object *time = json_object_new_object();
    const char *made = typed_member(post, path, "made");
    add_line(time, "anchor", typed_member(post, path, "anchor"));
    add_line(time, "words", typed_member(post, path, "words"));
    const char *words = json_text(time, "words");
    bool nothing_said = said[strspn(said, " \t\r\n")] == '\0';
    if (nothing_said && (!words || (made && strcmp(words, made) == 0))) {
        json_object_put(time); /* taken away, or never there */
        return NULL;
    }
    if (nothing_said)
        return in_order(field->fields, time);
    if (time_words_read(said, time))
        settle_words(post, time, path);
    else
        add_line(time, "kind", said);
    return in_order(field->fields, time);
}

/* --- Objects and lists ------------------------------------------------------------------------ */

static struct json_object *read_field(struct post *post, const struct field *field,
                                      const char *path);

static void read_members(struct post *post, const struct field *fields, const char *path,
                         struct json_object *into)
{
    for (const struct field *field = fields; field->name; field++) {
        struct buffer name = {0};
        if (form_is_review_mark(field) || field->unseen)
            continue;
        put_name(&name, path, field->name);
        struct json_object *value = read_field(post, field, buffer_text(&name));
        if (value)
            json_object_object_add(into, field->name, value);
        buffer_free(&name);
    }
}

/* NULL where nothing in it was filled. */
static struct json_object *read_object(struct post *post, const struct field *field,
                                       const char *path)
{
    struct json_object *object = json_object_new_object();
    read_members(post, field->fields, path, object);
    if (json_object_object_length(object))
        return object;
    json_object_put(object);
    return NULL;
}

/* A row's name is an id, or "~" and digits. */
static bool is_row_name(const char *name)
{
    if (*name != '~')
        return slug_is_valid(name);
    return name[1] && name[1 + strspn(name + 1, "0123456789")] == '\0';
}

/* The names of a list's rows in order, each once: an array of texts. */
static struct json_object *read_order(const char *order)
{
    struct json_object *names = json_object_new_array();
    struct json_object *seen = json_object_new_object();
    while (*order) {
        order += strspn(order, " ");
        size_t length = strcspn(order, " ");
        struct json_object *name = json_object_new_string_len(order, (int)length);
        const char *text = json_object_get_string(name);
        if (is_row_name(text) && !json_object_object_get_ex(seen, text, NULL)) {
            json_object_object_add(seen, text, NULL);
            json_object_array_add(names, json_object_get(name));
        }
        json_object_put(name);
        order += length;
    }
    json_object_put(seen);
    return names;
}

/* The place of the row that the action names, in the list at path; -1 where it is another's. */
static int row_acted_on(const struct post *post, struct json_object *names, const char *path)
{
    size_t length = strlen(path);
    const char *target = post->action.path;
    if (post->action.act == POST_NOTHING || post->action.act == POST_ADD ||
        post->action.act == POST_TAKE || strncmp(target, path, length) != 0 ||
        target[length] != '.')
        return -1;
    for (size_t i = 0; i < json_object_array_length(names); i++)
        if (strcmp(json_object_get_string(json_object_array_get_idx(names, i)),
                   target + length + 1) == 0)
            return (int)i;
    return -1;
}

static bool adds_here(const struct post *post, const char *path)
{
    return post->action.act == POST_ADD && strcmp(post->action.path, path) == 0;
}

/* Where a row that stood at index stands after the action; -1 where it is removed. */
static int place_after(enum post_act act, int index, int count)
{
    if (act == POST_REMOVE)
        return -1;
    if (act == POST_UP)
        return index > 0 ? index - 1 : 0;
    return index + 1 < count ? index + 1 : index;
}

/* Does the action on the rows, and says in focus where the person goes on. */
static void act_on_rows(struct post *post, struct json_object *rows, int index, const char *path)
{
    int count = (int)json_object_array_length(rows);
    int after = place_after(post->action.act, index, count);
    struct json_object *row = json_object_get(json_object_array_get_idx(rows, (size_t)index));
    if (after < 0) {
        json_object_array_del_idx(rows, (size_t)index, 1);
    } else if (after != index) {
        struct json_object *other = json_object_get(json_object_array_get_idx(rows, (size_t)after));
        json_object_array_put_idx(rows, (size_t)after, json_object_get(row));
        json_object_array_put_idx(rows, (size_t)index, other);
    }
    if (post->focus && after >= 0) {
        put_name(post->focus, path, "");
        form_put_row_name(rows, (size_t)after, post->focus);
    } else if (post->focus) {
        buffer_printf(post->focus, "add:%s", path);
    }
    json_object_put(row);
}

/* An id that says nothing; a person may write a better one. */
static struct json_object *random_id(void)
{
    static const char digits[] = "0123456789abcdefghijkmnpqrstuvwxyz";
    enum { LENGTH = 6 };
    unsigned char bytes[LENGTH];
    char id[LENGTH + 1];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        abort(); /* Linux gives up to 256 bytes at once, always */
    id[0] = (char)('a' + bytes[0] % 26);
    for (size_t i = 1; i < LENGTH; i++)
        id[i] = digits[bytes[i] % (sizeof digits - 1)];
    id[LENGTH] = '\0';
    return json_object_new_string(id);
}

static struct json_object *new_row(const struct field *list)
{
    struct json_object *row = json_object_new_object();
    if (list->type != FIELD_LIST) {
        json_object_put(row);
        return json_object_new_string("");
    }
    for (const struct field *field = list->fields; field->name; field++)
        if (strcmp(field->name, "id") == 0)
            json_object_object_add(row, "id", random_id());
    return row;
}

static void add_row(struct post *post, const struct field *list, struct json_object *rows,
                    const char *path)
{
    json_object_array_add(rows, new_row(list));
    if (!post->focus)
        return;
    put_name(post->focus, path, "");
    form_put_row_name(rows, json_object_array_length(rows) - 1, post->focus);
}

/* The id of a row whose form does not show it: the row is named by it, unless it was none. */
static void keep_unseen_id(const struct field *list, const char *name, struct json_object *row)
{
    for (const struct field *field = list->fields; field->name; field++)
        if (field->unseen && strcmp(field->name, "id") == 0)
            json_object_object_add(row, "id",
                                   *name == '~' ? random_id() : json_object_new_string(name));
}

/* One row, never NULL: it stands in the form until it is removed. An empty reference alone goes,
 * once the text is saved. */
static struct json_object *read_row(struct post *post, const struct field *list, const char *path,
                                    const char *name)
{
    struct json_object *row;
    if (list->type == FIELD_LIST) {
        row = json_object_new_object();
        keep_unseen_id(list, name, row);
        read_members(post, list->fields, path, row);
        return row;
    }
    const char *text = json_text(post->typed, path);
    row = text ? new_line(text, strlen(text)) : NULL;
    return row ? row : json_object_new_string("");
}

static bool is_left_empty(const struct post *post, struct json_object *row)
{
    return post->action.act == POST_NOTHING && json_object_is_type(row, json_type_string) &&
           json_object_get_string_len(row) == 0;
}

static struct json_object *read_rows(struct post *post, const struct field *list,
                                     struct json_object *names, const char *path)
{
    struct json_object *rows = json_object_new_array();
    for (size_t i = 0; i < json_object_array_length(names); i++) {
        struct buffer name = {0};
        const char *own = json_object_get_string(json_object_array_get_idx(names, i));
        put_name(&name, path, own);
        struct json_object *row = read_row(post, list, buffer_text(&name), own);
        if (is_left_empty(post, row))
            json_object_put(row);
        else
            json_object_array_add(rows, row);
        buffer_free(&name);
    }
    return rows;
}

static struct json_object *read_list(struct post *post, const struct field *list, const char *path)
{
    const char *order = typed_member(post, path, "order");
    struct json_object *names = read_order(order ? order : "");
    struct json_object *rows = read_rows(post, list, names, path);
    int index = row_acted_on(post, names, path);
    if (index >= 0)
        act_on_rows(post, rows, index, path);
    if (adds_here(post, path))
        add_row(post, list, rows, path);
    json_object_put(names);
    if (json_object_array_length(rows))
        return rows;
    json_object_put(rows);
    return NULL;
}

static struct json_object *read_field(struct post *post, const struct field *field,
                                      const char *path)
{
    const char *text = json_text(post->typed, path);
    const char *said = form_is_time(field) ? typed_member(post, path, "said") : NULL;
    switch (field->type) {
    case FIELD_OBJECT:
        return said ? read_time(post, field, said, path) : read_object(post, field, path);
    case FIELD_LIST:
    case FIELD_REFERENCES:
        return read_list(post, field, path);
    case FIELD_BOOLEAN:
        return read_boolean(post, path);
    case FIELD_TEXTS:
        return text ? read_lines(text) : NULL;
    case FIELD_NUMBER:
        return text ? read_number(text) : NULL;
    case FIELD_PICTURE: /* not in the form: admin/logo.c */
        return json_object_get(json_member(post->stored, path));
    case FIELD_COLOR:
        return text ? read_color(post, path, text) : NULL;
    case FIELD_MARKDOWN:
        return text ? new_text(text) : NULL;
    case FIELD_TEXT:
        return text ? new_folded_line(text) : NULL;
    default:
        return text ? new_line(text, strlen(text)) : NULL;
    }
}

/* --- Bounds ----------------------------------------------------------------------------------- */

static bool is_order(const char *name)
{
    static const char ending[] = ".order";
    size_t length = strlen(name), least = sizeof ending - 1;
    return length > least && strcmp(name + length - least, ending) == 0;
}

static size_t count_names(const char *order)
{
    size_t count = 0;
    while (*(order += strspn(order, " "))) {
        order += strcspn(order, " ");
        count++;
    }
    return count;
}

bool post_is_too_long(const struct http_params *form)
{
    size_t rows = 0;
    for (size_t i = 0; i < form->count; i++)
        if (is_order(form->list[i].name))
            rows += count_names(form->list[i].value);
    return rows > POST_ROWS_MAX;
}

/* --- The whole -------------------------------------------------------------------------------- */

/* The mark "clinically reviewed" stays as it is stored: it is given elsewhere. */
static struct json_object *keep_review_mark(const struct field *field, struct json_object *review,
                                            struct json_object *stored)
{
    struct json_object *old = json_member(stored, field->name);
    if (!json_object_is_type(old, json_type_object))
        return review;
    for (const struct field *mark = field->fields; mark->name; mark++) {
        struct json_object *value = json_member(old, mark->name);
        if (!form_is_review_mark(mark) || !value)
            continue;
        review = review ? review : json_object_new_object();
        json_add_shared(review, mark->name, value);
    }
    return review ? in_order(field->fields, review) : NULL;
}

static void read_common(struct post *post, const struct kind *kind, struct json_object *stored,
                        struct json_object *document)
{
    for (const struct field *field = kind_common_fields; field->name; field++) {
        if (form_leaves_out(kind, field)) {
            json_add_shared(document, field->name, json_member(stored, field->name));
            continue;
        }
        struct json_object *value = read_field(post, field, field->name);
        if (strcmp(field->name, "review") == 0)
            value = keep_review_mark(field, value, stored);
        if (value)
            json_object_object_add(document, field->name, value);
    }
}

struct json_object *post_document(const struct kind *kind, const struct http_params *form,
                                  struct json_object *stored, struct post_action action,
                                  struct buffer *focus)
{
    struct post post = {typed_by_name(form), action, focus, stored};
    struct json_object *document = json_object_new_object();
    read_common(&post, kind, stored, document);
    read_members(&post, kind->fields, "", document);
    json_object_put(post.typed);
    return document;
}
