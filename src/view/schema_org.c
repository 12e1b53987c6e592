#include "view/schema_org.h"

#include "content/document.h"
#include "content/kind.h"
#include "content/moment.h"
#include "text/html_text.h"
#include "text/json.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { CHECKLISTS_MAX = 10, LOCATIONS_MAX = 20 };

/* --- Writing ---------------------------------------------------------------------------------- */

/* No "<" stands in the element, so that nothing in it can end it or begin a comment. */
static void add_script(struct json_object *view, struct json_object *graph)
{
    struct json_object *root = json_object_new_object();
    struct buffer html = {0};
    json_add_text(root, "@context", "https://schema.org");
    json_object_object_add(root, "@graph", graph);
    buffer_puts(&html, "<script type=\"application/ld+json\">");
    for (const char *c = json_object_to_json_string_ext(root, JSON_C_TO_STRING_NOSLASHESCAPE); *c;
         c++) {
        if (*c == '<')
            buffer_puts(&html, "\\u003c");
        else
            buffer_putc(&html, *c);
    }
    buffer_puts(&html, "</script>\n");
    json_add_text(view, "schema_org_html", buffer_text(&html));
    buffer_free(&html);
    json_object_put(root);
}

static struct json_object *new_node(const char *type)
{
    struct json_object *node = json_object_new_object();
    json_add_text(node, "@type", type);
    return node;
}

static void add_url(const struct app *app, struct json_object *node, const char *name,
                    const char *path)
{
    char *url = view_url(app, path);
    json_add_text(node, name, url);
    free(url);
}

/* {"@id": …} of another node. */
static void add_reference(const struct app *app, struct json_object *node, const char *name,
                          const char *path)
{
    struct json_object *reference = json_object_new_object();
    add_url(app, reference, "@id", path);
    json_object_object_add(node, name, reference);
}

static void add_words(struct json_object *node, const char *name, const char *html)
{
    struct buffer words = {0};
    if (html)
        html_text(html, &words);
    if (words.length)
        json_add_text(node, name, buffer_text(&words));
    buffer_free(&words);
}

static void add_moment(struct json_object *node, const char *name, int64_t at)
{
    struct buffer moment = {0};
    moment_rfc3339((time_t)at, &moment);
    json_add_text(node, name, buffer_text(&moment));
    buffer_free(&moment);
}

static void put_path(struct json_object *body, struct buffer *path)
{
    document_path(kind_by_name(json_text(body, "kind")), json_text(body, "slug"), path);
}

/* --- Where the page stands -------------------------------------------------------------------- */

static void add_crumb(const struct app *app, struct json_object *list, const char *name,
                      const char *path)
{
    struct json_object *item = new_node("ListItem");
    json_object_object_add(item, "position",
                           json_object_new_int64((int64_t)json_object_array_length(list) + 1));
    json_add_text(item, "name", name);
    add_url(app, item, "item", path);
    json_object_array_add(list, item);
}

/* As the page's own line of links says. */
static struct json_object *breadcrumbs(const struct app *app, struct json_object *body,
                                       const char *path)
{
    static const struct {
        const char *kind, *name, *path;
    } lists[] = {{"treatment", "Treatments", "/treatments"},
                 {"faq", "Questions", "/questions"},
                 {"checklist", "Aftercare", "/aftercare"},
                 {"comparison", "Comparisons", "/comparisons"},
                 {"activity", "Can I …?", "/can-i"}};
    struct json_object *node = new_node("BreadcrumbList"), *list = json_object_new_array();
    add_crumb(app, list, "Home", "/");
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (strcmp(lists[i].kind, json_text(body, "kind")) == 0)
            add_crumb(app, list, lists[i].name, lists[i].path);
    add_crumb(app, list, json_text(body, "title"), path);
    json_object_object_add(node, "itemListElement", list);
    return node;
}

static void add_review(struct json_object *node, struct json_object *review)
{
    const char *by = json_text(review, "reviewed_by");
    json_add_text(node, "lastReviewed", json_text(review, "reviewed_on"));
    if (!by)
        return;
    struct json_object *person = new_node("Person");
    json_add_text(person, "name", by);
    json_object_object_add(node, "reviewedBy", person);
}

static struct json_object *web_page(const struct app *app, const struct document *document,
                                    const char *path)
{
    struct json_object *node = new_node("MedicalWebPage");
    add_url(app, node, "@id", path);
    add_url(app, node, "url", path);
    json_add_text(node, "name", json_text(document->body, "title"));
    if (document->summary && document->summary[0])
        json_add_text(node, "description", document->summary);
    json_add_text(node, "inLanguage", json_text(document->body, "lang"));
    add_moment(node, "dateModified", document->updated_at);
    add_review(node, json_member(document->body, "review"));
    add_reference(app, node, "publisher", "/#clinic");
    return node;
}

/* --- A treatment ------------------------------------------------------------------------------ */

/* "Do not use a sauna, until 72 hours after treatment." Where the clinic has set no time, there is
 * none to tell. */
static void put_step(struct json_object *step, struct buffer *words)
{
    struct json_object *until = json_member(step, "until");
    const char *kind = until ? json_text(until, "kind") : "unstated";
    buffer_printf(words, "%s%s", words->length ? " " : "", json_text(step, "title"));
    if (strcmp(kind, "time") == 0 || strcmp(kind, "event") == 0)
        buffer_printf(words, ", until %s", json_text(until, "words"));
    buffer_puts(words, ".");
}

/* The checklist's confirmed steps of a phase, as words. */
static void add_steps(struct json_object *node, const char *name, struct json_object *checklist,
                      const char *phase)
{
    struct buffer words = {0};
    struct json_object *steps = json_member(checklist, "steps");
    for (size_t i = 0; i < json_length(checklist, "steps"); i++) {
        struct json_object *step = json_object_array_get_idx(steps, i);
        if (json_true(step, "confirmed") && strcmp(json_text(step, "phase"), phase) == 0)
            put_step(step, &words);
    }
    if (words.length)
        json_add_text(node, name, buffer_text(&words));
    buffer_free(&words);
}

/* Adds what to do before and after, from the treatment's first checklist. */
static void add_care(const struct app *app, struct json_object *node, const char *treatment)
{
    struct json_object *list =
        document_list_referring(app->db, treatment, kind_by_name("checklist"), CHECKLISTS_MAX);
    struct document checklist = {0};
    if (json_object_array_length(list) > 0 &&
        document_by_key(app->db, json_text(json_object_array_get_idx(list, 0), "key"),
                        &checklist)) {
        add_steps(node, "preparation", checklist.body, "before");
        add_steps(node, "followup", checklist.body, "after");
    }
    document_free(&checklist);
    json_object_put(list);
}

static void add_what_it_is(const struct app *app, struct json_object *node,
                           const struct document *treatment)
{
    struct json_object *body = treatment->body;
    if (json_length(body, "other_names"))
        json_add_shared(node, "alternateName", json_member(body, "other_names"));
    json_add_text(node, "description", treatment->summary);
    add_words(node, "howPerformed", json_text(body, "how_html"));
    add_care(app, node, json_text(body, "key"));
}

/* The treatment, whole on its own page alone: elsewhere its @id leads there, and a phone need not
 * fetch twice what nobody reads. */
static struct json_object *procedure(const struct app *app, const struct document *treatment,
                                     bool is_whole)
{
    struct json_object *node = new_node("MedicalProcedure");
    struct buffer path = {0}, id = {0};
    put_path(treatment->body, &path);
    buffer_printf(&id, "%s#procedure", buffer_text(&path));
    add_url(app, node, "@id", buffer_text(&id));
    add_url(app, node, "url", buffer_text(&path));
    json_add_text(node, "name", json_text(treatment->body, "title"));
    if (is_whole)
        add_what_it_is(app, node, treatment);
    buffer_free(&path);
    buffer_free(&id);
    return node;
}

/* The treatment that the document is about, or NULL. */
static const char *treatment_of(struct json_object *body)
{
    struct json_object *list = json_member(body, "treatments");
    if (strcmp(json_text(body, "kind"), "treatment") == 0)
        return json_text(body, "key");
    if (strcmp(json_text(body, "kind"), "checklist") == 0)
        return json_text(body, "treatment");
    return json_length(body, "treatments")
               ? json_object_get_string(json_object_array_get_idx(list, 0))
               : NULL;
}

/* Adds the treatment that the document is about to the graph, and says that page is about it. */
static void add_procedure(const struct app *app, struct json_object *graph,
                          struct json_object *page, struct json_object *body)
{
    const char *key = treatment_of(body);
    struct document treatment = {0};
    if (key && document_by_key(app->db, key, &treatment)) {
        struct json_object *node =
            procedure(app, &treatment, strcmp(key, json_text(body, "key")) == 0);
        struct json_object *reference = json_object_new_object();
        json_add_text(reference, "@id", json_text(node, "@id"));
        json_object_object_add(page, "about", reference);
        json_object_array_add(graph, node);
    }
    document_free(&treatment);
}

/* --- Questions -------------------------------------------------------------------------------- */

static struct json_object *question(const char *title, const char *answer)
{
    struct json_object *node = new_node("Question"), *accepted = new_node("Answer");
    json_add_text(node, "name", title);
    json_add_text(accepted, "text", answer);
    json_object_object_add(node, "acceptedAnswer", accepted);
    return node;
}

static void add_faq_page(struct json_object *graph, struct json_object *questions)
{
    if (json_object_array_length(questions) == 0) {
        json_object_put(questions);
        return;
    }
    struct json_object *node = new_node("FAQPage");
    json_object_object_add(node, "mainEntity", questions);
    json_object_array_add(graph, node);
}

static void add_faq(struct json_object *graph, struct json_object *body)
{
    struct json_object *questions = json_object_new_array();
    struct buffer answer = {0};
    if (json_true(body, "confirmed")) {
        buffer_puts(&answer, json_text(body, "short_answer"));
        if (json_text(body, "answer_html")) {
            buffer_puts(&answer, " ");
            html_text(json_text(body, "answer_html"), &answer);
        }
        json_object_array_add(questions, question(json_text(body, "title"), buffer_text(&answer)));
    }
    add_faq_page(graph, questions);
    buffer_free(&answer);
}

/* --- The clinic ------------------------------------------------------------------------------- */

static struct json_object *place(struct json_object *body)
{
    struct json_object *node = new_node("MedicalClinic"), *lines = json_member(body, "address");
    struct buffer address = {0};
    json_add_text(node, "name", json_text(body, "title"));
    json_add_text(node, "telephone", json_text(body, "phone"));
    for (size_t i = 0; i < json_length(body, "address"); i++)
        buffer_printf(&address, "%s%s", i ? ", " : "",
                      json_object_get_string(json_object_array_get_idx(lines, i)));
    if (address.length)
        json_add_text(node, "address", buffer_text(&address));
    buffer_free(&address);
    return node;
}

/* Places that say more than the clinic's name. */
static void add_places(const struct app *app, struct json_object *clinic)
{
    struct document found[LOCATIONS_MAX];
    struct json_object *places = json_object_new_array();
    int64_t count = document_page(app->db, kind_by_name("location"), NULL, LOCATIONS_MAX, found);
    for (int64_t i = 0; i < count; i++) {
        if (json_length(found[i].body, "address") || json_text(found[i].body, "phone"))
            json_object_array_add(places, place(found[i].body));
        document_free(&found[i]);
    }
    if (json_object_array_length(places))
        json_object_object_add(clinic, "department", places);
    else
        json_object_put(places);
}

static void add_clinic(const struct app *app, struct json_object *graph, struct json_object *view)
{
    struct json_object *clinic = json_member(view, "clinic");
    if (!clinic)
        return;
    struct json_object *node = new_node("MedicalClinic");
    const char *phone = json_text(clinic, "phone_url");
    add_url(app, node, "@id", "/#clinic");
    add_url(app, node, "url", "/");
    json_add_text(node, "name", json_text(clinic, "title"));
    if (json_text(view, "logo_url"))
        add_url(app, node, "logo", json_text(view, "logo_url"));
    if (phone && strncmp(phone, "tel:", 4) == 0)
        json_add_text(node, "telephone", phone + 4);
    add_words(node, "description", json_text(clinic, "about_html"));
    add_places(app, node);
    json_object_array_add(graph, node);
}

void schema_org_clinic(const struct app *app, struct json_object *view)
{
    struct json_object *graph = json_object_new_array();
    add_clinic(app, graph, view);
    add_script(view, graph);
}

/* --- Pages ------------------------------------------------------------------------------------ */

void schema_org_questions(const struct app *app, struct json_object *view,
                          struct json_object *entries)
{
    struct json_object *graph = json_object_new_array(), *questions = json_object_new_array();
    for (size_t i = 0; i < json_object_array_length(entries); i++) {
        struct json_object *entry = json_object_array_get_idx(entries, i);
        struct document faq = {0};
        if (document_by_key(app->db, json_text(entry, "key"), &faq) &&
            json_true(faq.body, "confirmed"))
            json_object_array_add(questions, question(json_text(faq.body, "title"), faq.summary));
        document_free(&faq);
    }
    add_faq_page(graph, questions);
    add_script(view, graph);
}

void schema_org_document(const struct app *app, struct json_object *view,
                         const struct document *document)
{
    struct json_object *graph = json_object_new_array();
    struct buffer path = {0};
    put_path(document->body, &path);
    struct json_object *page = web_page(app, document, buffer_text(&path));
    json_object_array_add(graph, page);
    json_object_array_add(graph, breadcrumbs(app, document->body, buffer_text(&path)));
    add_procedure(app, graph, page, document->body);
    if (strcmp(json_text(document->body, "kind"), "faq") == 0)
        add_faq(graph, document->body);
    add_clinic(app, graph, view);
    add_script(view, graph);
    buffer_free(&path);
}
