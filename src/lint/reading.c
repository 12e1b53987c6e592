/* How hard a text is to read. The measures are for English, and advice only. */
#include "base/buffer.h"
#include "lint/checks.h"
#include "lint/scan.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

enum {
    SENTENCE_WORDS = 20, /* more make a sentence long */
    PARAGRAPH_SENTENCES = 3,
    GRADE = 8,         /* of school in the United States: more is hard for many patients */
    GRADE_WORDS = 100, /* fewer say nothing about a text */
};

static bool is_english(struct json_object *document)
{
    const char *lang = json_text(document, "lang");
    return !lang || strncmp(lang, "en", 2) == 0;
}

static void look_at_length(struct scan *scan, const struct scan_sentence *at)
{
    if (at->sentence->words <= SENTENCE_WORDS)
        return;
    struct finding *finding = scan_find(scan, at);
    finding_reason(finding, "The sentence has %zu words.", at->sentence->words);
    finding_cure(finding, "Make two of it: %d words or fewer are easier to take in.",
                 SENTENCE_WORDS);
}

void lint_long_sentences(const struct lint_check *check, const struct lint_site *site,
                         struct json_object *document, struct findings *findings)
{
    struct scan scan = {check, document, findings, site->texts};
    if (is_english(document))
        scan_sentences(&scan, look_at_length);
}

void lint_long_paragraphs(const struct lint_check *check, const struct lint_site *site,
                          struct json_object *document, struct findings *findings)
{
    struct scan scan = {check, document, findings, site->texts};
    const struct lint_texts *texts = site->texts;
    struct sentence sentence;
    for (size_t i = 0; i < texts->count; i++) {
        size_t count = 0;
        for (const char *rest = texts->list[i].text; sentence_next(&rest, &sentence);)
            count++;
        if (count <= PARAGRAPH_SENTENCES)
            continue;
        struct finding *finding = scan_find_field(&scan, texts->list[i].path, texts->list[i].text);
        finding_reason(finding, "The paragraph has %zu sentences.", count);
        finding_cure(finding, "Make two of it, or a list: %d sentences or fewer.",
                     PARAGRAPH_SENTENCES);
    }
}

/* Flesch–Kincaid: Kincaid, Fishburne, Rogers, Chissom, "Derivation of New Readability Formulas for
 * Navy Enlisted Personnel", Research Branch Report 8-75, 1975. */
static double grade_of(double sentences, double words, double syllables)
{
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
}

void lint_grade(const struct lint_check *check, const struct lint_site *site,
                struct json_object *document, struct findings *findings)
{
    struct scan scan = {check, document, findings, site->texts};
    const struct lint_texts *texts = site->texts;
    struct sentence sentence;
    double sentences = 0, words = 0, syllables = 0;
    for (size_t i = 0; i < texts->count; i++)
        for (const char *rest = texts->list[i].block == TEXT_PARAGRAPH ? texts->list[i].text : "";
             sentence_next(&rest, &sentence);) {
            sentences++;
            words += (double)sentence.words;
            syllables += (double)sentence.syllables;
        }
    if (words < GRADE_WORDS || !is_english(document))
        return;
    double grade = grade_of(sentences, words, syllables);
    if (grade <= GRADE)
        return;
    struct buffer quote = {0};
    buffer_printf(&quote, "grade %.1f", grade);
    struct finding *finding = scan_find_field(&scan, "", buffer_text(&quote));
    finding_reason(finding, "The whole text reads at grade %.1f (Flesch–Kincaid).", grade);
    finding_cure(finding, "Use shorter sentences and shorter words, until it is grade %d or lower.",
                 GRADE);
    buffer_free(&quote);
}

/* --- Passive advice --------------------------------------------------------------------------- */

static const struct phrase duties[] = {
    {.words = "should be"},   {.words = "should not be"},   {.words = "shouldn't be"},
    {.words = "must be"},     {.words = "must not be"},     {.words = "mustn't be"},
    {.words = "ought to be"}, {.words = "needs to be"},     {.words = "need to be"},
    {.words = "has to be"},   {.words = "have to be"},      {.words = "is to be"},
    {.words = "are to be"},   {.words = "should never be"}, {.words = "should always be"},
    {.words = NULL},
};

static bool is_one_of(const char *word, size_t length, const char *const *words)
{
    for (; *words; words++)
        if (strlen(*words) == length && strncmp(word, *words, length) == 0)
            return true;
    return false;
}

static bool is_participle(const char *word, size_t length)
{
    static const char *const irregular[] = {
        "kept",  "done", "made", "left",   "taken", "given", "put",   "worn",  "held",
        "told",  "seen", "cut",  "set",    "read",  "sent",  "shown", "drunk", "eaten",
        "begun", "met",  "laid", "hidden", "shut",  "lost",  NULL};
    static const char *const adjectives[] = {"tired", "worried", "scared",    "pleased",
                                             "red",   "excited", "surprised", NULL};
    if (is_one_of(word, length, adjectives))
        return false;
    return is_one_of(word, length, irregular) ||
           (length > 3 && strncmp(word + length - 2, "ed", 2) == 0);
}

/* The word after at, passing one adverb. */
static bool participle_follows(const char *at)
{
    for (int i = 0; i < 2; i++) {
        at += *at == ' ';
        size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz-");
        if (length == 0)
            return false;
        if (is_participle(at, length))
            return true;
        if (length < 3 || strncmp(at + length - 2, "ly", 2) != 0)
            return false;
        at += length;
    }
    return false;
}

static void look_at_passive(struct scan *scan, const struct scan_sentence *at)
{
    struct match match;
    if (at->sentence->is_question || !words_find(at->folded, duties, &match) ||
        !participle_follows(match.start + match.length))
        return;
    struct finding *finding = scan_find(scan, at);
    finding_reason(finding, "“%s …” does not say who does it.", scan_words(&match));
    finding_cure(finding, "Tell the reader what to do: “Put on sunscreen”, not “sunscreen should "
                          "be put on”.");
}

void lint_passive(const struct lint_check *check, const struct lint_site *site,
                  struct json_object *document, struct findings *findings)
{
    struct scan scan = {check, document, findings, site->texts};
    if (is_english(document))
        scan_sentences(&scan, look_at_passive);
}
