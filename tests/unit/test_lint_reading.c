/* Sentences, phrases, texts of a document, and the measures of reading. */
#include "lint/sentences.h"
#include "lint/texts.h"
#include "lint/words.h"
#include "lint_texts.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static size_t sentences_in(const char *text)
{
    struct sentence sentence;
    size_t count = 0;
    while (sentence_next(&text, &sentence))
        count++;
    return count;
}

static void test_sentences(void **state)
{
    (void)state;
    assert_int_equal(sentences_in(""), 0);
    assert_int_equal(sentences_in("No mark"), 1);
    assert_int_equal(sentences_in("One. Two! Three? Four"), 4);
    assert_int_equal(sentences_in("Ask Dr. Smith, e.g. today. Then go."), 2);
    assert_int_equal(sentences_in("It takes 1.5 days. Wait."), 2);
    assert_int_equal(sentences_in("Soap, oil etc. are fine. Soap etc. They go."), 3);
    assert_int_equal(sentences_in("Open at 9 a.m. on Monday. Closed at 5 p.m. Come then."), 3);
    assert_int_equal(sentences_in("He said “Stop.” Then he went."), 2);
    assert_int_equal(sentences_in("J. Smith wrote it."), 1);
    assert_int_equal(sentences_in("Really?! Yes."), 2);
}

static void test_words_of_a_sentence(void **state)
{
    (void)state;
    struct sentence sentence;
    const char *text = "Wait – please – 2 long-lasting days.";
    assert_true(sentence_next(&text, &sentence));
    assert_int_equal(sentence.words, 5);
    text = "The table made more noise.";
    assert_true(sentence_next(&text, &sentence));
    assert_int_equal(sentence.syllables, 1 + 2 + 1 + 1 + 1);
    assert_false(sentence.is_question);
    text = "Is it (really)?”";
    assert_true(sentence_next(&text, &sentence));
    assert_true(sentence.is_question);
}

/* Where the phrase stands in text; -1: nowhere. */
static long position(const char *text, const char *words)
{
    const struct phrase phrases[] = {{.words = words}, {.words = NULL}};
    struct buffer folded = {0};
    struct match match;
    words_fold(text, strlen(text), &folded);
    long place = words_find(buffer_text(&folded), phrases, &match)
                     ? (long)(match.start - buffer_text(&folded))
                     : -1;
    buffer_free(&folded);
    return place;
}

static void test_phrases(void **state)
{
    (void)state;
    assert_int_equal(position("Not now", "not"), 0);
    assert_int_equal(position("Nothing, a note", "not"), -1);
    assert_int_equal(position("knot", "not"), -1);
    assert_int_equal(position("Do  NOT go", "do not"), 0);
    assert_int_equal(position("(not)", "not"), 1);
    assert_int_equal(position("it hurts permanently", "permanent*"), 9);
    assert_int_equal(position("semi-permanent", "permanent"), -1);
    assert_int_equal(position("a few days", "few {unit}"), 2);
    assert_int_equal(position("a few daylights", "few {unit}"), -1);
    assert_int_equal(position("for week 2", "for {units}"), -1);
    assert_int_equal(position("don’t", "don't"), 0);
}

static void test_texts(void **state)
{
    (void)state;
    struct json_object *document = json_tokener_parse(
        "{\"kind\":\"treatment\",\"key\":\"t\",\"title\":\"T\",\"what\":\"First.\\n\\n## "
        "After\\n\\n"
        "Then.\\n\\n- one\\n- "
        "two\",\"facts\":[{\"id\":\"f\",\"label\":\"L\",\"figures\":[{\"time\":"
        "{\"words\":\"2 days\"},\"place\":\"p\"}]}],\"sources\":[{\"title\":\"S\"}]}");
    struct lint_texts texts = {0};
    static const struct {
        const char *path, *text, *heading;
        enum text_block block;
    } expected[] = {
        {"title", "T", NULL, TEXT_PARAGRAPH},
        {"what", "First.", NULL, TEXT_PARAGRAPH},
        {"what", "After", NULL, TEXT_HEADING},
        {"what", "Then.", "After", TEXT_PARAGRAPH},
        {"what", "one", "After", TEXT_ITEM},
        {"what", "two", "After", TEXT_ITEM},
        {"facts.f.label", "L", "L", TEXT_PARAGRAPH},
        {"facts.f.figures.1.time.words", "2 days", "L", TEXT_PARAGRAPH},
    };
    lint_texts_read(document, &texts);
    assert_int_equal(texts.count, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < texts.count; i++) {
        assert_string_equal(texts.list[i].path, expected[i].path);
        assert_string_equal(texts.list[i].text, expected[i].text);
        assert_int_equal(texts.list[i].block, expected[i].block);
        if (expected[i].heading)
            assert_string_equal(texts.list[i].heading, expected[i].heading);
        else
            assert_null(texts.list[i].heading);
    }
    assert_string_equal(texts.list[7].list, "facts");
    lint_texts_free(&texts);
    json_object_put(document);
}

#define TEN "one two three four five six seven eight nine ten"

static void test_long_sentences(void **state)
{
    (void)state;
    assert_int_equal(found(TEN " " TEN ".", "long-sentence"), 0);
    assert_int_equal(found(TEN " " TEN " eleven.", "long-sentence"), 1);
    assert_int_equal(found(TEN ".\n\n" TEN " eleven.", "long-sentence"), 0);
    assert_int_equal(found("- " TEN "\n- " TEN " eleven", "long-sentence"), 0);
}

static void test_long_paragraphs(void **state)
{
    (void)state;
    assert_int_equal(found("One. Two. Three.", "long-paragraph"), 0);
    assert_int_equal(found("One. Two. Three. Four.", "long-paragraph"), 1);
    assert_int_equal(found("One. Two.\n\nThree. Four.", "long-paragraph"), 0);
}

/* 104 words of one syllable in 13 sentences, and the same of five syllables each. */
static void test_grade(void **state)
{
    (void)state;
    struct buffer easy = {0}, hard = {0};
    for (int i = 0; i < 13; i++) {
        buffer_puts(&easy, "The cat sat on the mat and slept.\n\n");
        buffer_puts(&hard, "Individual dermatological considerations necessitate "
                           "individual dermatological considerations immediately.\n\n");
    }
    assert_int_equal(found(buffer_text(&easy), "grade"), 0);
    assert_int_equal(found(buffer_text(&hard), "grade"), 1);
    assert_int_equal(found("Individual dermatological considerations.", "grade"), 0);
    buffer_free(&easy);
    buffer_free(&hard);
}

static void test_passive(void **state)
{
    (void)state;
    each_gives(LIST("Sunscreen should be applied.", "It must not be touched.",
                    "The skin should always be gently washed.", "The mask needs to be kept on."),
               "passive", 1);
    each_gives(LIST("You should be fine.", "How far apart should they be placed?",
                    "Apply sunscreen.", "You should be tired.", "It should be a new towel."),
               "passive", 0);
}

static void test_other_languages_are_not_measured(void **state)
{
    (void)state;
    assert_int_equal(found_in("{\"kind\":\"page\",\"key\":\"p\",\"lang\":\"de\",\"text\":\"" TEN
                              " " TEN " " TEN ".\"}",
                              "long-sentence"),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_words_of_a_sentence),
        cmocka_unit_test(test_phrases),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_long_sentences),
        cmocka_unit_test(test_long_paragraphs),
        cmocka_unit_test(test_grade),
        cmocka_unit_test(test_passive),
        cmocka_unit_test(test_other_languages_are_not_measured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
