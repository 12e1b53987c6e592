/* What could harm somebody who follows it, or promises what nobody can. */
#include "content/kind.h"
#include "lint/checks.h"
#include "lint/scan.h"
#include "text/json.h"

#include <ctype.h>
#include <json-c/json.h>
#include <string.h>

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static bool finds(const char *text, const struct phrase *phrases)
{
    struct buffer folded = {0};
    struct match match;
    if (text)
        words_fold(text, strlen(text), &folded);
    bool found = words_find(buffer_text(&folded), phrases, &match);
    buffer_free(&folded);
    return found;
}

/* Calls look for each entry of a list of objects, with its path as in faults. */
static void each_entry(struct scan *scan, const char *list,
                       void (*look)(struct scan *scan, struct json_object *entry, const char *path))
{
    struct json_object *entries = json_member(scan->document, list);
    for (size_t i = 0; i < json_length(scan->document, list); i++) {
        struct json_object *entry = json_object_array_get_idx(entries, i);
        struct buffer path = {0};
        if (!json_object_is_type(entry, json_type_object))
            continue;
        const char *id = json_text(entry, "id");
        if (id)
            buffer_printf(&path, "%s.%s", list, id);
        else
            buffer_printf(&path, "%s.%zu", list, i + 1);
        look(scan, entry, buffer_text(&path));
        buffer_free(&path);
    }
}

static struct finding *find_member(struct scan *scan, const char *path, const char *name,
                                   const char *quote)
{
    struct buffer place = {0};
    buffer_printf(&place, "%s.%s", path, name);
    struct finding *finding = scan_find_field(scan, buffer_text(&place), quote);
    buffer_free(&place);
    return finding;
}

/* --- Do not ----------------------------------------------------------------------------------- */

static const struct phrase prohibitions[] = {
    {.words = "not"},      {.words = "no"},        {.words = "never"},     {.words = "avoid*"},
    {.words = "stop"},     {.words = "don't"},     {.words = "cannot"},    {.words = "can't"},
    {.words = "mustn't"},  {.words = "shouldn't"}, {.words = "without"},   {.words = "nothing"},
    {.words = "skip"},     {.words = "keep off"},  {.words = "keep out"},  {.words = "leave out"},
    {.words = "stay out"}, {.words = "leave off"}, {.words = "stay off"},  {.words = "stay away"},
    {.words = "refrain"},  {.words = "keep away"}, {.words = "hands off"}, {.words = "give up"},
    {.words = "quit"},     {.words = "hold off"},  {.words = "wait"},      {.words = "put off"},
    {.words = "postpone"}, {.words = "forbidden"}, {.words = NULL},
};

static void look_at_prohibition(struct scan *scan, struct json_object *step, const char *path)
{
    const char *action = json_text(step, "action"), *title = json_text(step, "title");
    if (!action || strcmp(action, "do-not") != 0 || !title || finds(title, prohibitions) ||
        finds(json_text(step, "text"), prohibitions))
        return;
    struct finding *finding = find_member(scan, path, "title", title);
    finding_reason(finding, "The step is a do-not, but its words do not say so: read by itself, "
                            "it tells patients to do it.");
    finding_cure(finding, "Begin the step with “Do not”, or choose “do” if that is meant.");
}

void lint_do_not_unsaid(const struct lint_check *check, const struct lint_site *site,
                        struct json_object *document, struct findings *findings)
{
    struct scan scan = {check, document, findings, site->texts};
    each_entry(&scan, "steps", look_at_prohibition);
}

/* --- An urgent sign --------------------------------------------------------------------------- */

static const struct phrase actions[] = {
    {.words = "call*"},    {.words = "phone*"},   {.words = "ring"},      {.words = "dial"},
    {.words = "go"},       {.words = "come"},     {.words = "see"},       {.words = "get"},
    {.words = "tell"},     {.words = "contact*"}, {.words = "emergency"}, {.words = "ambulance"},
    {.words = "hospital"}, {.words = "911"},      {.words = "999"},       {.words = "112"},
    {.words = "000"},      {.words = "111"},      {.words = "seek"},      {.words = "speak"},
    {.words = NULL},
};

/* The page says "Call us when" over the text, so that for a sign to call about any words do. In an
 * emergency calling the clinic is not enough. */
static void look_at_urgency(struct scan *scan, struct json_object *sign, const char *path)
{
    const char *urgency = json_text(sign, "urgency"), *call = json_text(sign, "call");
    bool emergency = urgency && strcmp(urgency, "emergency") == 0;
    if (!emergency && (!urgency || strcmp(urgency, "call") != 0))
        return;
    if (scan_has_words(call) && (!emergency || finds(call, actions)))
        return;
    const char *title = json_text(sign, "title");
    struct finding *finding = find_member(scan, path, "call", call ? call : title);
    finding_reason(finding, "The sign is %s, but nothing says what to do.",
                   emergency ? "an emergency" : "one to call about");
    finding_cure(finding, emergency ? "Say under “Call us when” what to do at once, and whom to "
                                      "call in an emergency."
                                    : "Say under “Call us when” what has to be seen or felt.");
}

void lint_no_action(const struct lint_check *check, const struct lint_site *site,
                    struct json_object *document, struct findings *findings)
{
    struct scan scan = {check, document, findings, site->texts};
    each_entry(&scan, "signs", look_at_urgency);
}

/* --- Vague times ------------------------------------------------------------------------------ */

static const struct phrase vague[] = {
    {"few {unit}", NULL, LIST("of experience", "ago")},
    {"few more {unit}", NULL, NULL},
    {"several {unit}", NULL, LIST("of experience", "ago")},
    {"several more {unit}", NULL, NULL},
    {"many {unit}", LIST("how", "so", "as", "too"), LIST("of experience", "of practice", "ago")},
    {"various {unit}", NULL, NULL},
    {"couple of {unit}", NULL, NULL},
    {"couple {unit}", NULL, NULL},
    {"a number of {unit}", NULL, NULL},
    {"{units} to {units}", NULL, NULL},
    {"{units} or {units}", NULL, NULL},
    {"for {units}", NULL, NULL},
    {"some time", LIST("at"), NULL},
    {"a while", NULL, NULL},
    {"a little while", NULL, NULL},
    {"a short while", NULL, NULL},
    {"a short time", NULL, NULL},
    {"a long time", NULL, NULL},
    {"a period of time", NULL, NULL},
    {"soon", LIST("as", "how", "too"), LIST("as", "enough")},
    {"shortly", NULL, LIST("before", "after")},
    {"before long", NULL, NULL},
    {"in no time", NULL, NULL},
    {"in due course", NULL, NULL},
    {"temporarily", NULL, NULL},
    {"regularly", NULL, NULL},
    {"periodically", NULL, NULL},
    {"from time to time", NULL, NULL},
    {"now and then", NULL, NULL},
    {"every so often", NULL, NULL},
    {NULL, NULL, NULL},
};

static bool is_unstated(struct json_object *time)
{
    const char *kind = json_text(time, "kind");
    return kind && strcmp(kind, "unstated") == 0;
}

/* The note beside a claim that is not confirmed tells what the sources say, however vague. */
static bool is_note_of_open_claim(const struct lint_text *text)
{
    struct json_object *confirmed = json_member(text->parent, "confirmed");
    return strcmp(text->field->name, "note") == 0 && confirmed &&
           !json_object_get_boolean(confirmed);
}

static void look_at_time(struct scan *scan, const struct scan_sentence *at)
{
    struct match match;
    bool is_words = strcmp(at->text->field->name, "words") == 0;
    if (is_words && is_unstated(at->text->parent)) {
        struct finding *finding = scan_find(scan, at);
        finding_reason(finding, "No time is set here: patients are told to ask.");
        finding_cure(finding, "Give the time in figures as soon as the clinic has decided on it.");
    } else if (!at->sentence->is_question && !is_note_of_open_claim(at->text) &&
               words_find(at->folded, vague, &match)) {
        struct finding *finding = scan_find(scan, at);
        finding_reason(finding, "“%s” means something different to each reader.",
                       scan_words(&match));
        finding_cure(finding, "Say it in figures, or that there is no set time and whom to ask.");
    }
}

void lint_vague_times(const struct lint_check *check, const struct lint_site *site,
                      struct json_object *document, struct findings *findings)
{
    struct scan scan = {check, document, findings, site->texts};
    scan_sentences(&scan, look_at_time);
}

/* --- Promises --------------------------------------------------------------------------------- */

/* Harm may be permanent, and some products are called so. */
#define HARM                                                                                       \
    LIST("scar*", "damage", "mark*", "loss", "discolor*", "discolour*", "injur*", "pigment*",      \
         "make-up", "makeup", "tattoo*", "filler*", "implant*", "change*", "redness", "address",   \
         "staff", "record*")
#define MATERIAL LIST("cotton", "silk", "mineral", "pure", "wool", "aloe", "juice", "linen")

static const struct phrase promises[] = {
    {"permanent", NULL, HARM},
    {"permanently", NULL, LIST("scar*", "damage*", "mark*", "discolor*", "discolour*", "closed")},
    {"painless*", NULL, NULL},
    {"pain-free", NULL, NULL},
    {"no pain", NULL, LIST("relie*", "medic*")},
    {"no side effects", NULL, NULL},
    {"no side-effects", NULL, NULL},
    {"without side effects", NULL, NULL},
    {"without any side effects", NULL, NULL},
    {"no risk*", NULL, NULL},
    {"zero risk*", NULL, NULL},
    {"without any risk*", NULL, NULL},
    {"risk-free", NULL, NULL},
    {"risk free", NULL, NULL},
    {"no downtime", NULL, NULL},
    {"zero downtime", NULL, NULL},
    {"don't worry", NULL, NULL},
    {"do not worry", NULL, NULL},
    {"no need to worry", NULL, NULL},
    {"nothing to worry about", NULL, NULL},
    {"guarantee*", NULL, NULL},
    {"100%", NULL, MATERIAL},
    {"100 %", NULL, MATERIAL},
    {"100 percent", NULL, MATERIAL},
    {"100 per cent", NULL, MATERIAL},
    {"hundred percent", NULL, MATERIAL},
    {"completely safe", NULL, NULL},
    {"totally safe", NULL, NULL},
    {"absolutely safe", NULL, NULL},
    {"perfectly safe", NULL, NULL},
    {"entirely safe", NULL, NULL},
    {"always safe", NULL, NULL},
    {"always works", NULL, NULL},
    {"never fails", NULL, NULL},
    {"works for everyone", NULL, NULL},
    {"suitable for everyone", NULL, NULL},
    {"harmless", NULL, NULL},
    {"miracle*", NULL, NULL},
    {"once and for all", NULL, NULL},
    {"last forever", NULL, NULL},
    {"lasts forever", NULL, NULL},
    {NULL, NULL, NULL},
};

static void look_at_promise(struct scan *scan, const struct scan_sentence *at)
{
    struct match match;
    const char *from = at->folded;
    while (!at->sentence->is_question && words_find(from, promises, &match)) {
        if (!words_negated(at->folded, match.start)) {
            struct finding *finding = scan_find(scan, at);
            finding_reason(finding, "“%s” promises more than anyone can.", scan_words(&match));
            finding_cure(finding, "Say what usually happens, how often it does not, and whom to "
                                  "call then.");
            return;
        }
        from = match.start + match.length;
    }
}

void lint_absolutes(const struct lint_check *check, const struct lint_site *site,
                    struct json_object *document, struct findings *findings)
{
    struct scan scan = {check, document, findings, site->texts};
    scan_sentences(&scan, look_at_promise);
}

/* --- Redness ---------------------------------------------------------------------------------- */

#define NO_SKIN                                                                                    \
    LIST("light", "wine", "meat", "flag*", "cross", "blood", "cell*", "hair", "carpet", "pepper*", \
         "tape", "button", "box")

static const struct phrase redness[] = {
    {"redness", NULL, NULL},  {"red", NULL, NO_SKIN},     {"redder", NULL, NULL},
    {"reddened", NULL, NULL}, {"reddish", NULL, NO_SKIN}, {"erythema", NULL, NULL},
    {"flushed", NULL, NULL},  {"flushing", NULL, NULL},   {"pink", NULL, NO_SKIN},
    {"pinkish", NULL, NULL},  {"pinker", NULL, NULL},     {NULL, NULL, NULL},
};

static const struct phrase darker_skin[] = {
    {.words = "brown"},
    {.words = "black skin"},
    {.words = "dark skin"},
    {.words = "darker"},
    {.words = "dark-skinned"},
    {.words = "deeper skin"},
    {.words = "deep skin"},
    {.words = "skin of color"},
    {.words = "skin of colour"},
    {.words = "people of color"},
    {.words = "melanin-rich"},
    {.words = "skin tones"},
    {.words = "every skin color"},
    {.words = "every skin colour"},
    {.words = NULL},
};

static void look_at_red_sign(struct scan *scan, struct json_object *sign, const char *path)
{
    const char *title = json_text(sign, "title"), *look = json_text(sign, "look");
    if ((!finds(title, redness) && !finds(look, redness)) ||
        scan_has_words(json_text(sign, "look_darker")))
        return;
    struct finding *finding =
        find_member(scan, path, "look_darker", finds(title, redness) ? title : look);
    finding_reason(finding, "Redness shows less, or in other colors, on brown and black skin; "
                            "nothing says how this sign looks there.");
    finding_cure(finding, "Ask a clinician and fill in “How it looks on brown and black skin”.");
}

/* The first mention stands for the document. */
static void look_at_red_prose(struct scan *scan, const struct scan_sentence *at)
{
    struct match match;
    bool is_first = scan->findings->count == 0 ||
                    scan->findings->list[scan->findings->count - 1].code != scan->check->code;
    bool is_told = at->text->list && strcmp(at->text->list, "signs") == 0;
    if (!is_first || is_told || at->text->block == TEXT_HEADING ||
        !words_find(at->folded, redness, &match))
        return;
    struct finding *finding = scan_find(scan, at);
    finding_reason(finding,
                   "Redness (“%s”) is named, and nothing says how it looks on brown and "
                   "black skin.",
                   scan_words(&match));
    finding_cure(finding, "Say how it looks there, or name a sign that shows on every skin: "
                          "warmth, soreness, a darker shade.");
}

static void note_darker(struct scan *scan, const struct scan_sentence *at)
{
    struct match match;
    if (words_find(at->folded, darker_skin, &match) && !strstr(at->folded, "darker patch"))
        scan->check = NULL; /* found: nothing is left to look for */
}

void lint_darker_skin(const struct lint_check *check, const struct lint_site *site,
                      struct json_object *document, struct findings *findings)
{
    struct scan scan = {check, document, findings, site->texts},
                told = {check, document, findings, site->texts};
    size_t before = findings->count;
    each_entry(&scan, "signs", look_at_red_sign);
    scan_sentences(&told, note_darker);
    if (findings->count == before && told.check)
        scan_sentences(&scan, look_at_red_prose);
}

/* --- Sources ---------------------------------------------------------------------------------- */

static const struct phrase authorities[] = {
    {.words = "studies"},         {.words = "study shows"},       {.words = "study found"},
    {.words = "research"},        {.words = "clinically proven"}, {.words = "scientifically"},
    {.words = "proven to"},       {.words = "experts agree"},     {.words = "doctors agree"},
    {.words = "experts say"},     {.words = "evidence shows"},    {.words = "statistics"},
    {.words = "clinical trial*"}, {.words = "success rate*"},     {.words = NULL},
};

/* "80%", "80 percent"; "(1)" and "[2]" as marks of notes that are not there. */
static bool has_bare_figure(const char *folded)
{
    for (const char *at = folded; *at; at++) {
        if (!isdigit((unsigned char)*at))
            continue;
        size_t digits = strspn(at, "0123456789.,");
        const char *after = at + digits;
        bool in_brackets = at > folded && digits <= 2 &&
                           ((at[-1] == '[' && *after == ']') || (at[-1] == '(' && *after == ')'));
        after += *after == ' ';
        if (in_brackets || *after == '%' || strncmp(after, "percent", 7) == 0 ||
            strncmp(after, "per cent", 8) == 0)
            return true;
        at += digits - 1;
    }
    return false;
}

/* The Markdown that the text came from has a link: the source may stand there. */
static bool has_link(const struct lint_text *text)
{
    const char *source = json_text(text->parent, text->field->name);
    return source && strstr(source, "](");
}

static void look_at_source(struct scan *scan, const struct scan_sentence *at)
{
    struct match match;
    if (at->sentence->is_question || has_link(at->text) ||
        json_member(at->text->parent, "source") ||
        (!has_bare_figure(at->folded) && !words_find(at->folded, authorities, &match)))
        return;
    struct finding *finding = scan_find(scan, at);
    finding_reason(finding, "This speaks of figures or findings, and nothing says whose.");
    finding_cure(finding, "Link to the source in the sentence, or make it a fact with its source.");
}

/* An entry whose table asks for a source, and that has none: a draft may be so. */
static void look_at_claim(struct scan *scan, struct json_object *entry, const char *path)
{
    if (scan_has_words(json_text(entry, "source")) && scan_has_words(json_text(entry, "place")))
        return;
    struct finding *finding =
        find_member(scan, path, json_text(entry, "source") ? "place" : "source",
                    json_text(entry, json_text(entry, "title") ? "title" : "label"));
    finding_reason(finding, "Nothing says where this statement comes from.");
    finding_cure(finding, "Name one of the document's sources, and the place in it.");
}

static void look_at_figures(struct scan *scan, struct json_object *fact, const char *path)
{
    struct json_object *figures = json_member(fact, "figures");
    for (size_t i = 0; i < json_length(fact, "figures"); i++) {
        struct buffer place = {0};
        buffer_printf(&place, "%s.figures.%zu", path, i + 1);
        struct json_object *figure = json_object_array_get_idx(figures, i);
        if (json_object_is_type(figure, json_type_object))
            look_at_claim(scan, figure, buffer_text(&place));
        buffer_free(&place);
    }
}

void lint_sources(const struct lint_check *check, const struct lint_site *site,
                  struct json_object *document, struct findings *findings)
{
    static const char *const claims[] = {"steps", "signs", "benefits", NULL};
    struct scan scan = {check, document, findings, site->texts};
    for (const char *const *list = claims; *list; list++)
        each_entry(&scan, *list, look_at_claim);
    each_entry(&scan, "facts", look_at_figures);
    scan_sentences(&scan, look_at_source);
}

/* --- Reviews ---------------------------------------------------------------------------------- */

void lint_review_overdue(const struct lint_check *check, const struct lint_site *site,
                         struct json_object *document, struct findings *findings)
{
    struct scan scan = {check, document, findings, site->texts};
    const char *due = json_text(json_member(document, "review"), "next_due");
    if (!due || strcmp(due, site->today) >= 0)
        return;
    struct finding *finding = scan_find_field(&scan, "review.next_due", due);
    finding_reason(finding, "The review was due on %s.", due);
    finding_cure(finding, "Have it reviewed, and set when the next review is due.");
}
