#include "content/cite.h"

#include "base/memory.h"
#include "content/derive.h"
#include "content/draft.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/json.h"
#include "text/markdown.h"
#include "text/slug.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* U+FDD0 and U+FDD1 around the name: no characters, so that they stand in no text. One who writes
 * them all the same has cited a fact in another way, and no more. */
static const char mark_start[] = "\xef\xb7\x90", mark_end[] = "\xef\xb7\x91";
static const char citation_start[] = "[[fact:", citation_end[] = "]]";

enum { START = sizeof citation_start - 1, END = sizeof citation_end - 1, MARK = 3 };

/* --- Marks ------------------------------------------------------------------------------------ */

bool cite_is_in(const char *text)
{
    return strstr(text, citation_start) != NULL;
}

static char *copy_part(const char *from, const char *to)
{
    struct buffer part = {0};
    buffer_append(&part, from, (size_t)(to - from));
    return buffer_take(&part);
}

/* What an unclosed one is called in a fault: its first word. */
static char *unclosed_name(const char *text)
{
    enum { SHOWN = 40 };
    struct buffer name = {0};
    size_t length = strcspn(text, " \t\r\n");
    buffer_append(&name, text, length < SHOWN ? length : 0);
    buffer_puts(&name, " …");
    return buffer_take(&name);
}

bool cite_mark(const char *text, struct buffer *out, void (*note)(void *data, const char *name),
               void *data)
{
    const char *start = strstr(text, citation_start);
    if (!start)
        return false;
    for (; start; start = strstr(text, citation_start)) {
        const char *end = strstr(start, citation_end);
        char *name = end ? copy_part(start + START, end) : unclosed_name(start + START);
        if (note)
            note(data, name);
        buffer_append(out, text, (size_t)(start - text));
        if (end)
            buffer_printf(out, "%s%s%s", mark_start, name, mark_end);
        else
            buffer_puts(out, citation_start);
        text = end ? end + END : start + START;
        free(name);
    }
    buffer_puts(out, text);
    return true;
}

/* Appends text with the words that it has for each mark; what has none stands as it was written. */
static void fill_text(const char *text, struct json_object *words, bool html, struct buffer *out)
{
    for (const char *start; (start = strstr(text, mark_start)) != NULL;) {
        const char *end = strstr(start, mark_end);
        buffer_append(out, text, (size_t)(start - text));
        text = start + MARK;
        if (!end)
            continue;
        char *name = copy_part(text, end);
        const char *known = json_text(words, name);
        if (!known)
            buffer_printf(out, "%s%s%s", citation_start, name, citation_end);
        else if (html)
            buffer_put_html(out, known);
        else
            buffer_puts(out, known);
        text = end + MARK;
        free(name);
    }
    buffer_puts(out, text);
}

static void fill_buffer(struct buffer *buffer, struct json_object *words)
{
    struct buffer filled = {0};
    fill_text(buffer_text(buffer), words, false, &filled);
    buffer_free(buffer);
    *buffer = filled;
}

static bool is_html(const char *name)
{
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, "_html") == 0;
}

static void fill_object(struct json_object *object, struct json_object *words);

static void fill_list(struct json_object *list, struct json_object *words)
{
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        if (json_object_is_type(entry, json_type_object))
            fill_object(entry, words);
    }
}

/* Objects of a derivation are its own; texts are shared with the document, and so replaced. */
static void fill_object(struct json_object *object, struct json_object *words)
{
    json_object_object_foreach(object, name, value)
    {
        if (json_object_is_type(value, json_type_object))
            fill_object(value, words);
        if (json_object_is_type(value, json_type_array))
            fill_list(value, words);
        if (!json_object_is_type(value, json_type_string) ||
            !strstr(json_object_get_string(value), mark_start))
            continue;
        struct buffer filled = {0};
        fill_text(json_object_get_string(value), words, is_html(name), &filled);
        json_object_object_add(object, name, json_object_new_string(buffer_text(&filled)));
        buffer_free(&filled);
    }
}

/* --- Facts ------------------------------------------------------------------------------------ */

static struct json_object *fact_of(struct json_object *treatment, const char *id)
{
    struct json_object *facts = treatment ? json_member(treatment, "facts") : NULL;
    for (size_t i = 0; facts && i < json_length(treatment, "facts"); i++) {
        struct json_object *fact = json_object_array_get_idx(facts, i);
        const char *own = json_text(fact, "id");
        if (own && strcmp(own, id) == 0)
            return fact;
    }
    return NULL;
}

void cite_figures(struct json_object *figures, struct buffer *words)
{
    size_t count = json_object_array_length(figures);
    for (size_t i = 0; i < count; i++) {
        struct json_object *time = json_member(json_object_array_get_idx(figures, i), "time");
        buffer_printf(words, "%s%s",
                      i == 0          ? ""
                      : i + 1 < count ? ", "
                                      : " or ",
                      json_text(time, "words"));
    }
}

void cite_words(struct json_object *fact, struct buffer *words)
{
    struct json_object *frequency = json_member(fact, "frequency");
    struct json_object *figures = json_member(fact, "figures");
    bool differ = json_object_array_length(figures) > 1;
    if (frequency && !differ)
        buffer_puts(words, json_text(frequency, "words"));
    else
        cite_figures(figures, words);
    if (differ)
        buffer_puts(words, " (our information differs here, so please ask us)");
    else if (!json_true(fact, "confirmed"))
        buffer_puts(words, " (the clinic has not confirmed this yet, so please ask us)");
}

/* --- Whose fact it is ------------------------------------------------------------------------- */

/* What the filling of one derivation shares. */
struct filling {
    struct db *db;
    struct derivation *derivation;
    struct json_object *pending; /* borrowed; may be NULL */
    struct faults *faults;
    struct json_object *treatments; /* key -> last published text, as far as looked at; owned */
    struct json_object *words;      /* citation -> the fact's words; owned */
    bool is_check;                  /* nothing is filled, and drafts count: cite_check */
};

static struct json_object *published_treatment(struct db *db, const char *key)
{
    struct db_rows *row = db_query(db, DB_DOCUMENT_BY_KEY, "s", key);
    struct json_object *body = NULL;
    if (db_next(row) && !db_text(row, 4) && db_text(row, 6) &&
        strcmp(db_text(row, 1), "treatment") == 0)
        body = json_tokener_parse(db_text(row, 6));
    db_end(row);
    return body;
}

/* The treatment of that key, borrowed; NULL if there is none. */
static struct json_object *treatment_of(struct filling *filling, const char *key)
{
    struct json_object *own = filling->derivation->body, *found;
    if (strcmp(key, json_text(own, "key")) == 0)
        return own;
    if (!json_object_object_get_ex(filling->treatments, key, &found)) {
        found = published_treatment(filling->db, key);
        json_object_object_add(filling->treatments, key, found);
    }
    return found;
}

/* The keys of the treatments that the document (a draft may hold anything) is about, itself first;
 * the caller puts them. */
static struct json_object *treatments_about(struct json_object *document)
{
    struct json_object *keys = json_object_new_array();
    const char *kind = json_text(document, "kind"), *own = json_text(document, "key");
    const char *one = json_text(document, "treatment");
    struct json_object *several = json_member(document, "treatments");
    if (kind && own && strcmp(kind, "treatment") == 0)
        json_object_array_add(keys, json_object_new_string(own));
    if (one)
        json_object_array_add(keys, json_object_new_string(one));
    for (size_t i = 0; i < json_length(document, "treatments"); i++)
        if (json_object_is_type(json_object_array_get_idx(several, i), json_type_string))
            json_object_array_add(keys, json_object_get(json_object_array_get_idx(several, i)));
    return keys;
}

static bool is_pending(const struct filling *filling, const char *key)
{
    return filling->pending && json_object_object_get_ex(filling->pending, key, NULL);
}

static void take_fact(struct filling *filling, const struct citation *citation, const char *key,
                      struct json_object *fact)
{
    struct buffer words = {0};
    cite_words(fact, &words);
    json_add_text(filling->words, citation->name, buffer_text(&words));
    if (strcmp(key, json_text(filling->derivation->body, "key")) != 0)
        derivation_add_reference(filling->derivation, key, citation->field, "treatment");
    buffer_free(&words);
}

/* "has no such fact; it has: session-length, results-last". */
static void fault_without_fact(struct filling *filling, const struct citation *citation,
                               const char *key)
{
    struct json_object *treatment = treatment_of(filling, key);
    struct json_object *facts = json_member(treatment, "facts");
    struct buffer known = {0};
    for (size_t i = 0; facts && i < json_length(treatment, "facts"); i++) {
        const char *id = json_text(json_object_array_get_idx(facts, i), "id");
        buffer_printf(&known, "%s%s", known.length && id ? ", " : "", id ? id : "");
    }
    faults_add(filling->faults, citation->field,
               "cites [[fact:%s]], but the treatment '%s' has no such fact; it has: %s",
               citation->name, key, known.length ? buffer_text(&known) : "none");
    buffer_free(&known);
}

/* Whether the draft of that treatment, which can go live together, has the fact. */
static bool draft_has_fact(const struct filling *filling, const char *key, const char *id)
{
    struct draft_text draft;
    if (filling->pending && !is_pending(filling, key))
        return false;
    bool has = draft_load(filling->db, key, &draft) && fact_of(draft.body, id) != NULL;
    draft_text_free(&draft);
    return has;
}

static void resolve_named(struct filling *filling, const struct citation *citation, const char *key,
                          const char *id)
{
    struct json_object *treatment = treatment_of(filling, key);
    struct json_object *fact = fact_of(treatment, id);
    if (filling->is_check && (fact || draft_has_fact(filling, key, id)))
        return;
    if (fact)
        take_fact(filling, citation, key, fact);
    else if (treatment)
        fault_without_fact(filling, citation, key);
    else if (!is_pending(filling, key))
        faults_add(filling->faults, citation->field,
                   "cites [[fact:%s]], but '%s' is the key of no treatment that is live or in this "
                   "set",
                   citation->name, key);
}

static void resolve_own(struct filling *filling, const struct citation *citation)
{
    struct json_object *keys = treatments_about(filling->derivation->body);
    size_t count = json_object_array_length(keys), found = 0;
    const char *key = NULL, *id = citation->name;
    for (size_t i = 0; i < count; i++) {
        const char *each = json_object_get_string(json_object_array_get_idx(keys, i));
        bool has = fact_of(treatment_of(filling, each), id) != NULL;
        if (has || !key || (!found && !treatment_of(filling, key)))
            key = each;
        found += has;
    }
    if (count == 0)
        faults_add(filling->faults, citation->field,
                   "cites [[fact:%s]], but belongs to no treatment: name its key, as in "
                   "[[fact:micro-needling/%s]]",
                   id, id);
    else if (found > 1)
        faults_add(filling->faults, citation->field,
                   "cites [[fact:%s]], which several of its treatments have: name one's key, as in "
                   "[[fact:%s/%s]]",
                   id, key, id);
    else
        resolve_named(filling, citation, key, id);
    json_object_put(keys);
}

static void resolve(struct filling *filling, const struct citation *citation)
{
    const char *slash = strchr(citation->name, '/');
    char *key = slash ? copy_part(citation->name, slash) : NULL;
    const char *id = slash ? slash + 1 : citation->name;
    if (!slug_is_valid(id) || (key && !slug_is_valid(key)))
        faults_add(filling->faults, citation->field,
                   "holds [[fact:%s]], which cites nothing: write [[fact:session-length]] or "
                   "[[fact:micro-needling/session-length]], or put it in `code marks`",
                   citation->name);
    else if (key)
        resolve_named(filling, citation, key, id);
    else
        resolve_own(filling, citation);
    faults_drop_repeated(filling->faults);
    free(key);
}

void cite_fill(struct db *db, struct derivation *derivation, struct json_object *pending,
               struct faults *faults)
{
    if (derivation->citation_count == 0)
        return;
    struct filling filling = {.db = db,
                              .derivation = derivation,
                              .pending = pending,
                              .faults = faults,
                              .treatments = json_object_new_object(),
                              .words = json_object_new_object()};
    for (size_t i = 0; i < derivation->citation_count; i++)
        resolve(&filling, &derivation->citations[i]);
    fill_object(derivation->body, filling.words);
    fill_buffer(&derivation->summary, filling.words);
    json_object_put(filling.treatments);
    json_object_put(filling.words);
}

/* --- Looking alone ---------------------------------------------------------------------------- */

/* Where a text stands whose citations are gathered. */
struct gathering {
    struct derivation *derivation;
    const char *path;
};

static void gather_name(void *data, const char *name)
{
    const struct gathering *gathering = data;
    derivation_add_citation(gathering->derivation, name, gathering->path);
}

static bool gather_names(void *data, const char *text, struct buffer *out)
{
    return cite_mark(text, out, gather_name, data);
}

static void gather_text(struct derivation *derivation, const struct field *field,
                        struct json_object *value, const char *path)
{
    const char *text =
        json_object_is_type(value, json_type_string) ? json_object_get_string(value) : "";
    struct gathering gathering = {derivation, path};
    struct buffer marked = {0};
    if (cite_is_in(text) && field->type == FIELD_MARKDOWN)
        markdown_plain_with(text, gather_names, &gathering, &marked);
    else if (cite_is_in(text) && field->cites)
        gather_names(&gathering, text, &marked);
    buffer_free(&marked);
}

static void gather_fields(struct derivation *derivation, const struct field *fields,
                          struct json_object *object, const char *path)
{
    for (const struct field *field = fields; field && field->name; field++) {
        struct json_object *value = json_member(object, field->name);
        struct buffer place = {0};
        buffer_printf(&place, "%s%s%s", path, *path ? "." : "", field->name);
        size_t count = field->type == FIELD_LIST ? json_length(object, field->name) : 0;
        if (field->type == FIELD_OBJECT && json_object_is_type(value, json_type_object))
            gather_fields(derivation, field->fields, value, buffer_text(&place));
        for (size_t i = 0; i < count; i++) {
            struct json_object *entry = json_object_array_get_idx(value, i);
            size_t length = place.length;
            if (!json_object_is_type(entry, json_type_object))
                continue;
            if (json_text(entry, "id"))
                buffer_printf(&place, ".%s", json_text(entry, "id"));
            else
                buffer_printf(&place, ".%zu", i + 1);
            gather_fields(derivation, field->fields, entry, buffer_text(&place));
            place.length = length;
            place.data[length] = '\0';
        }
        gather_text(derivation, field, value, buffer_text(&place));
        buffer_free(&place);
    }
}

void cite_check(struct db *db, struct json_object *document, struct json_object *pending,
                struct faults *faults)
{
    const struct kind *kind = kind_by_name(json_text(document, "kind"));
    struct derivation derivation = {.kind = kind, .body = json_object_get(document)};
    struct filling filling = {.db = db,
                              .derivation = &derivation,
                              .pending = pending,
                              .faults = faults,
                              .treatments = json_object_new_object(),
                              .is_check = true};
    if (kind && json_text(document, "key")) {
        gather_fields(&derivation, kind_common_fields, document, "");
        gather_fields(&derivation, kind->fields, document, "");
    }
    for (size_t i = 0; i < derivation.citation_count; i++)
        resolve(&filling, &derivation.citations[i]);
    json_object_put(filling.treatments);
    derivation_free(&derivation);
}

/* --- What can be cited ------------------------------------------------------------------------ */

static void add_choices(struct json_object *choices, struct json_object *treatment, bool named)
{
    struct json_object *facts = treatment ? json_member(treatment, "facts") : NULL;
    for (size_t i = 0; facts && i < json_object_array_length(facts); i++) {
        struct json_object *fact = json_object_array_get_idx(facts, i);
        struct json_object *choice = json_object_new_object();
        struct buffer citation = {0}, words = {0};
        cite_words(fact, &words);
        buffer_printf(&citation, "[[fact:%s%s%s]]", named ? json_text(treatment, "key") : "",
                      named ? "/" : "", json_text(fact, "id"));
        json_add_text(choice, "citation", buffer_text(&citation));
        json_add_text(choice, "label", json_text(fact, "label"));
        json_add_text(choice, "words", buffer_text(&words));
        json_object_array_add(choices, choice);
        buffer_free(&citation);
        buffer_free(&words);
    }
}

struct json_object *cite_choices(struct db *db, struct json_object *document)
{
    struct json_object *choices = json_object_new_array();
    struct json_object *keys = treatments_about(document);
    size_t count = json_object_array_length(keys);
    for (size_t i = 0; i < count; i++) {
        const char *key = json_object_get_string(json_object_array_get_idx(keys, i));
        struct json_object *treatment = key ? published_treatment(db, key) : NULL;
        add_choices(choices, treatment, count > 1);
        json_object_put(treatment);
    }
    json_object_put(keys);
    return choices;
}
