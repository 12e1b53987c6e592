/* The public Mustache specification's modules, case by case in our own words, and what this
 * engine refuses beyond it. */
#include "base/buffer.h"
#include "text/json.h"
#include "text/mustache.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <json-c/json.h>

struct render_case {
    const char *what;
    const char *template;
    const char *view; /* JSON */
    const char *expected;
    const char *part; /* the text of the partial "part"; NULL for an empty one */
};

static struct mustache_set *compile(const char *main_text, const char *part, struct buffer *error)
{
    const char *names[] = {"main", "part"};
    const char *texts[] = {main_text, part ? part : ""};
    return mustache_compile(names, texts, 2, error);
}

static void check_case(const struct render_case *test)
{
    struct buffer error = {0};
    struct buffer out = {0};
    struct mustache_set *set = compile(test->template, test->part, &error);
    if (!set)
        fail_msg("%s: %s", test->what, buffer_text(&error));
    struct json_object *view = json_read(test->view, strlen(test->view), &error);
    if (!view)
        fail_msg("%s: view: %s", test->what, buffer_text(&error));
    if (!mustache_render(set, "main", view, &out))
        fail_msg("%s: is not rendered", test->what);
    if (strcmp(buffer_text(&out), test->expected) != 0)
        fail_msg("%s: \"%s\" instead of \"%s\"", test->what, buffer_text(&out), test->expected);
    json_object_put(view);
    mustache_free(set);
    buffer_free(&out);
    buffer_free(&error);
}

static void check_cases(const struct render_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_case(&cases[i]);
}

#define CHECK(cases) check_cases(cases, sizeof(cases) / sizeof *(cases))

static void test_interpolation(void **state)
{
    (void)state;
    static const struct render_case cases[] = {
        {"no tag", "Plain { text } }}\n", "{}", "Plain { text } }}\n", NULL},
        {"an empty template", "", "{}", "", NULL},
        {"a string", "Call {{who}}.", "{\"who\":\"us\"}", "Call us.", NULL},
        {"a value is no template", "{{a}}", "{\"a\":\"{{b}}\",\"b\":1}", "{{b}}", NULL},
        {"escaped", "{{a}}", "{\"a\":\"<b> & \\\"c\\\" 'd'\"}",
         "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;", NULL},
        {"three braces", "{{{a_html}}}", "{\"a_html\":\"<b>&</b>\"}", "<b>&</b>", NULL},
        {"ampersand", "{{& a_html }}", "{\"a_html\":\"<b>&</b>\"}", "<b>&</b>", NULL},
        {"an integer", "{{n}} days", "{\"n\":14}", "14 days", NULL},
        {"a negative integer", "{{n}}", "{\"n\":-999999999999999}", "-999999999999999", NULL},
        {"a decimal as it was written", "{{n}}", "{\"n\":1.210}", "1.210", NULL},
        {"zero", "{{n}}", "{\"n\":0}", "0", NULL},
        {"an integer in three braces", "{{{n_html}}}", "{\"n_html\":5}", "5", NULL},
        {"booleans", "{{a}} {{b}}", "{\"a\":true,\"b\":false}", "true false", NULL},
        {"null", "({{a}})", "{\"a\":null}", "()", NULL},
        {"missing", "({{a}})({{{a_html}}})", "{}", "()()", NULL},
        {"a list or an object has no text", "({{a}}{{b}})", "{\"a\":[1],\"b\":{\"c\":2}}", "()",
         NULL},
        {"white space around", "| {{a}} |{{ a }}|{{\n\ta\n}}|", "{\"a\":\"x\"}", "| x |x|x|", NULL},
        {"alone on a line it keeps the line", "  {{a}}\n", "{\"a\":\"x\"}", "  x\n", NULL},
        {"no text beyond ASCII is harmed", "é{{a}}→", "{\"a\":\"ü\"}", "éü→", NULL},
        {"a brace too many", "{{a}}}", "{\"a\":1}", "1}", NULL},
        {"side by side", "{{a}}{{b}}", "{\"a\":1,\"b\":2}", "12", NULL},
    };
    CHECK(cases);
}

static void test_dotted_names(void **state)
{
    (void)state;
    static const struct render_case cases[] = {
        {"two parts", "{{a.b}}", "{\"a\":{\"b\":\"x\"}}", "x", NULL},
        {"html in an object", "{{{a.b_html}}}", "{\"a\":{\"b_html\":\"<i>\"}}", "<i>", NULL},
        {"five parts", "{{a.b.c.d.e}}", "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":1}}}}}", "1", NULL},
        {"a chain that breaks", "({{a.b.c}})", "{\"a\":{}}", "()", NULL},
        {"a chain through a text", "({{a.b}})", "{\"a\":\"b\"}", "()", NULL},
        {"the rest is looked up in the first part only", "({{a.b}})", "{\"a\":{\"x\":1},\"b\":2}",
         "()", NULL},
        {"the first part is looked up outward", "{{#s}}{{a.b}}{{/s}}",
         "{\"a\":{\"b\":\"x\"},\"s\":{\"b\":\"y\"}}", "x", NULL},
        {"the nearest first part wins, even without the rest", "({{#s}}{{a.b}}{{/s}})",
         "{\"a\":{\"b\":\"x\"},\"s\":{\"a\":{}}}", "()", NULL},
        {"a section by a dotted name", "{{#a.b}}yes{{/a.b}}", "{\"a\":{\"b\":true}}", "yes", NULL},
        {"a broken chain is false", "{{#a.b}}yes{{/a.b}}{{^a.b}}no{{/a.b}}", "{\"a\":{}}", "no",
         NULL},
    };
    CHECK(cases);
}

static void test_implicit_iterator(void **state)
{
    (void)state;
    static const struct render_case cases[] = {
        {"strings", "{{#l}}({{.}}){{/l}}", "{\"l\":[\"a\",\"<\"]}", "(a)(&lt;)", NULL},
        {"numbers", "{{#l}}({{.}}){{/l}}", "{\"l\":[1,2.50]}", "(1)(2.50)", NULL},
        {"a list of lists", "{{#l}}({{#.}}{{.}}{{/.}}){{/l}}", "{\"l\":[[1,2],[3]]}", "(12)(3)",
         NULL},
        {"in a text's section", "{{#t}}<{{.}}>{{/t}}", "{\"t\":\"x\"}", "<x>", NULL},
        {"nulls in a list", "{{#l}}({{.}}){{/l}}", "{\"l\":[null,1]}", "()(1)", NULL},
        {"the whole view", "{{#.}}{{a}}{{/.}}", "{\"a\":1}", "1", NULL},
        {"a view that is a list", "{{#.}}{{a}};{{/.}}", "[{\"a\":1},{\"a\":2}]", "1;2;", NULL},
    };
    CHECK(cases);
}

static void test_sections(void **state)
{
    (void)state;
    static const struct render_case cases[] = {
        {"true", "{{#a}}yes{{/a}}", "{\"a\":true}", "yes", NULL},
        {"false", "({{#a}}yes{{/a}})", "{\"a\":false}", "()", NULL},
        {"null", "({{#a}}yes{{/a}})", "{\"a\":null}", "()", NULL},
        {"missing", "({{#a}}yes{{/a}})", "{}", "()", NULL},
        {"an empty text", "({{#a}}yes{{/a}})", "{\"a\":\"\"}", "()", NULL},
        {"an empty list", "({{#a}}yes{{/a}})", "{\"a\":[]}", "()", NULL},
        {"an empty object is something", "{{#a}}yes{{/a}}", "{\"a\":{}}", "yes", NULL},
        {"zero is something", "{{#a}}{{.}}{{/a}}", "{\"a\":0}", "0", NULL},
        {"an object is looked up first", "{{#a}}{{b}}{{/a}}{{b}}", "{\"a\":{\"b\":1},\"b\":2}",
         "12", NULL},
        {"what is not in it is looked up outward", "{{#a}}{{b}}{{/a}}", "{\"a\":{},\"b\":2}", "2",
         NULL},
        {"a null hides what is outside", "({{#a}}{{b}}{{/a}})", "{\"a\":{\"b\":null},\"b\":2}",
         "()", NULL},
        {"a list", "{{#l}}{{n}},{{/l}}", "{\"l\":[{\"n\":1},{\"n\":2}]}", "1,2,", NULL},
        {"twice the same", "{{#a}}x{{/a}} {{#a}}y{{/a}}", "{\"a\":true}", "x y", NULL},
        {"nested, all true", "{{#a}}b{{#c}}d{{/c}}e{{/a}}", "{\"a\":true,\"c\":true}", "bde", NULL},
        {"nested, the inner false", "{{#a}}b{{#c}}d{{/c}}e{{/a}}", "{\"a\":true}", "be", NULL},
        {"nested, the outer false", "({{#a}}b{{#c}}d{{/c}}e{{/a}})", "{\"c\":true}", "()", NULL},
        {"lists in lists", "{{#l}}{{t}}:{{#m}}{{.}}{{t}} {{/m}}{{/l}}",
         "{\"l\":[{\"t\":\"a\",\"m\":[1,2]},{\"t\":\"b\",\"m\":[3]}]}", "a:1a 2a b:3b ", NULL},
        {"white space around the names", "{{# a }}x{{/\ta\n}}", "{\"a\":true}", "x", NULL},
        {"ten deep",
         "{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}x"
         "{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}",
         "{\"a\":true}", "x", NULL},
    };
    CHECK(cases);
}

static void test_inverted_sections(void **state)
{
    (void)state;
    static const struct render_case cases[] = {
        {"true", "({{^a}}no{{/a}})", "{\"a\":true}", "()", NULL},
        {"false", "{{^a}}no{{/a}}", "{\"a\":false}", "no", NULL},
        {"null", "{{^a}}no{{/a}}", "{\"a\":null}", "no", NULL},
        {"missing", "{{^a}}no{{/a}}", "{}", "no", NULL},
        {"an empty list", "{{^a}}no{{/a}}", "{\"a\":[]}", "no", NULL},
        {"an empty text", "{{^a}}no{{/a}}", "{\"a\":\"\"}", "no", NULL},
        {"an object", "({{^a}}no{{/a}})", "{\"a\":{\"b\":1}}", "()", NULL},
        {"a list", "({{^a}}no{{/a}})", "{\"a\":[false]}", "()", NULL},
        {"keeps what is around", "{{^a}}{{b}}{{/a}}", "{\"b\":1}", "1", NULL},
        {"nested", "{{^a}}b{{^c}}d{{/c}}e{{/a}}", "{\"c\":true}", "be", NULL},
        {"either or", "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\":1}", "yes", NULL},
        {"its line goes", "| A\n{{^a}}\n| B\n{{/a}}\n| C\n", "{}", "| A\n| B\n| C\n", NULL},
    };
    CHECK(cases);
}

static void test_standalone_lines(void **state)
{
    (void)state;
    static const struct render_case cases[] = {
        {"the lines of a section go", "| A\n{{#a}}\n| B\n{{/a}}\n| C\n", "{\"a\":true}",
         "| A\n| B\n| C\n", NULL},
        {"indented too", "| A\n  {{#a}}\n| B\n\t {{/a}}  \n| C\n", "{\"a\":true}",
         "| A\n| B\n| C\n", NULL},
        {"with CR LF", "|\r\n{{#a}}\r\n{{/a}}\r\n|", "{\"a\":true}", "|\r\n|", NULL},
        {"on the first line", "  {{#a}}\nx{{/a}}\n/", "{\"a\":true}", "x\n/", NULL},
        {"on the last line without its end", "x{{#a}}\n/\n  {{/a}}", "{\"a\":true}", "x\n/\n",
         NULL},
        {"in a false section", "A\n{{#a}}\nB\n{{/a}}\nC", "{}", "A\nC", NULL},
        {"two tags on a line keep it", " {{#a}}x{{/a}}\n {{#a}}y{{/a}}\n", "{\"a\":true}",
         " x\n y\n", NULL},
        {"two tags on a line, nothing else", " {{#a}} {{/a}} \n", "{\"a\":true}", "   \n", NULL},
        {"white space inside stays", " | {{#a}}\t|\t{{/a}} | \n", "{\"a\":true}", " | \t|\t | \n",
         NULL},
        {"lines inside stay", " | {{#a}} {{! c }}\n {{/a}} | \n", "{\"a\":true}", " |  \n  | \n",
         NULL},
        {"an empty line around stays", "A\n\n{{#a}}\n\nB\n{{/a}}\n\nC", "{\"a\":true}",
         "A\n\n\nB\n\nC", NULL},
        {"a list repeats whole lines", "<ul>\n{{#l}}\n  <li>{{.}}\n{{/l}}\n</ul>\n",
         "{\"l\":[1,2]}", "<ul>\n  <li>1\n  <li>2\n</ul>\n", NULL},
    };
    CHECK(cases);
}

static void test_comments(void **state)
{
    (void)state;
    static const struct render_case cases[] = {
        {"inline", "12345{{! a note }}67890", "{}", "1234567890", NULL},
        {"over lines", "12345{{!\n  a\n  note\n}}67890\n", "{}", "1234567890\n", NULL},
        {"standalone", "A\n{{! note }}\nB\n", "{}", "A\nB\n", NULL},
        {"standalone, indented", "A\n  {{! note }}\nB\n", "{}", "A\nB\n", NULL},
        {"standalone over lines", "A\n  {{!\n note\n }}\nB\n", "{}", "A\nB\n", NULL},
        {"standalone, CR LF", "|\r\n{{! note }}\r\n|", "{}", "|\r\n|", NULL},
        {"alone in the template", "{{! note }}", "{}", "", NULL},
        {"first line", "  {{! note }}\n!", "{}", "!", NULL},
        {"last line", "!\n  {{! note }}", "{}", "!\n", NULL},
        {"after text", "  12 {{! 34 }}\n", "{}", "  12 \n", NULL},
        {"its words are not read", "{{! {{a} #b = }}x", "{}", "x", NULL},
    };
    CHECK(cases);
}

static void test_partials(void **state)
{
    (void)state;
    static const struct render_case cases[] = {
        {"inserted", "({{>part}})", "{}", "(text)", "text"},
        {"sees the values", "({{> part }})", "{\"a\":\"<\"}", "(*&lt;*)", "*{{a}}*"},
        {"sees the section's values", "{{#l}}{{>part}}{{/l}}", "{\"l\":[{\"a\":1},{\"a\":2}]}",
         "[1][2]", "[{{a}}]"},
        {"white space around stays", "| {{>part}} |", "{}", "| \t|\t |", "\t|\t"},
        {"in a line it is not indented", "  {{a}}  {{> part}}\n", "{\"a\":\"|\"}", "  |  >\n>\n",
         ">\n>"},
        {"its line goes", "A\n{{>part}}\nB\n", "{}", "A\nx\nB\n", "x\n"},
        {"its line goes, CR LF", "|\r\n{{>part}}\r\n|", "{}", "|\r\n>|", ">"},
        {"on the first line", "  {{>part}}\n>", "{}", "  >\n  >>", ">\n>"},
        {"on the last line", ">\n  {{>part}}", "{}", ">\n  >\n  >", ">\n>"},
        {"each line indented", "\\\n {{>part}}\n/\n", "{\"a\":\"<\\n->\"}",
         "\\\n |\n &lt;\n-&gt;\n |\n/\n", "|\n{{a}}\n|\n"},
        {"empty lines are not", "  {{>part}}\n", "{}", "  a\n\n\r\n  b\n", "a\n\n\r\nb\n"},
        {"sections in an indented partial", "  {{>part}}\n", "{\"l\":[1,2]}",
         "  <ul>\n    <li>1\n    <li>2\n  </ul>\n", "<ul>\n{{#l}}\n  <li>{{.}}\n{{/l}}\n</ul>\n"},
        {"tags that share a line in an indented partial", " {{>part}}\n", "{\"a\":true}",
         " x y\n z\n", "{{#a}}x{{/a}} {{! c }}y\n{{! c }}z\n"},
        {"a closing tag that starts a line", " {{>part}}\n", "{\"a\":true}", " x\n  y\n",
         "{{#a}}x\n{{/a}} y\n"},
        {"itself, as long as there is a branch", "{{>part}}",
         "{\"t\":\"X\",\"n\":[{\"t\":\"Y\",\"n\":[]}]}", "X<Y<>>", "{{t}}<{{#n}}{{>part}}{{/n}}>"},
        {"itself, indented each time more", "{{>part}}", "{\"t\":1,\"n\":[{\"t\":2,\"n\":[]}]}",
         "1\n  2\n", "{{t}}\n{{#n}}\n  {{>part}}\n{{/n}}\n"},
    };
    CHECK(cases);
}

/* Indentation through partials in partials: one alone on its line adds to what it stands in,
 * one within a line starts anew. */
static void test_nested_indentation(void **state)
{
    (void)state;
    const char *names[] = {"inner", "inline", "main", "outer"};
    const char *texts[] = {"i\nj\n", "a {{>inner}}b\n", " {{>outer}}\n {{>inline}}\n",
                           "o\n  {{>inner}}\np\n"};
    struct buffer error = {0};
    struct buffer out = {0};
    struct mustache_set *set = mustache_compile(names, texts, 4, &error);
    assert_non_null(set);
    assert_true(mustache_render(set, "main", NULL, &out));
    assert_string_equal(buffer_text(&out), " o\n   i\n   j\n p\n a i\nj\nb\n");
    mustache_free(set);
    buffer_free(&out);
    buffer_free(&error);
}

struct refused_case {
    const char *template;
    const char *expected; /* the error's beginning */
};

static void test_refused_templates(void **state)
{
    (void)state;
    static const struct refused_case cases[] = {
        {"a\n{{#a}}\n", "main:2: a section that is not closed"},
        {"{{#a}}{{#b}}{{/b}}\n{{^c}}", "main:2: a section that is not closed"},
        {"a\n\n{{/a}}", "main:3: \"a\" closes no section"},
        {"{{#a}}\n{{#b}}\n{{/a}}\n{{/b}}", "main:3: the section opened in line 2"},
        {"{{#a.b}}{{/a}}", "main:1: the section opened in line 1"},
        {"{{#a}}{{/a.b}}", "main:1: the section opened in line 1"},
        {"{{>nowhere}}", "main:1: there is no partial \"nowhere\""},
        {"x\n {{>nowhere}}", "main:2: there is no partial \"nowhere\""},
        {"{{>../part}}", "main:1: \"../part\" is no partial's name"},
        {"{{>}}", "main:1: \"\" is no partial's name"},
        {"\n{{{a}}}", "main:2: \"a\" is not escaped"},
        {"{{&a}}", "main:1: \"a\" is not escaped"},
        {"{{{_html}}}", "main:1: \"_html\" is not escaped"},
        {"{{{.}}}", "main:1: \".\" is not escaped"},
        {"{{{a_html.b}}}", "main:1: \"a_html.b\" is not escaped"},
        {"{{{a_html }}", "main:1: a tag that does not end"},
        {"{{a", "main:1: a tag that does not end"},
        {"\n\n{{", "main:3: a tag that does not end"},
        {"{{a}", "main:1: a tag that does not end"},
        {"{{!", "main:1: a tag that does not end"},
        {"{{}}", "main:1: \"\" is no name"},
        {"{{a b}}", "main:1: \"a b\" is no name"},
        {"{{a..b}}", "main:1: \"a..b\" is no name"},
        {"{{a.}}", "main:1: \"a.\" is no name"},
        {"{{.a}}", "main:1: \".a\" is no name"},
        {"{{a<}}", "main:1: \"a<\" is no name"},
        {"{{#a {{b}}{{/a}}", "main:1: \"a {{b\" is no name"},
        {"{{=<% %>=}}", "main:1: \"<% %>=\" stands in a kind of tag"},
        {"{{<part}}{{/part}}", "main:1: \"part\" stands in a kind of tag"},
        {"{{$part}}{{/part}}", "main:1: \"part\" stands in a kind of tag"},
        {"{{a\n}}\n{{!\n}}\n{{b c}}", "main:5: \"b c\" is no name"},
        {"{{#a}}\n\n{{!x}}\n{{/a}}\n{{!\n\n}}{{<}}", "main:7: \"\" stands"},
        {"\xff", "main:1: the template is not UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer error = {0};
        struct mustache_set *set = compile(cases[i].template, NULL, &error);
        if (set || strncmp(buffer_text(&error), cases[i].expected, strlen(cases[i].expected)) != 0)
            fail_msg("\"%s\": \"%s\" instead of \"%s\"", cases[i].template, buffer_text(&error),
                     cases[i].expected);
        buffer_free(&error);
    }
}

static void repeat(struct buffer *text, const char *part, int times)
{
    for (int i = 0; i < times; i++)
        buffer_puts(text, part);
}

static void test_section_depth(void **state)
{
    (void)state;
    for (int more = 0; more <= 1; more++) {
        struct buffer text = {0};
        struct buffer error = {0};
        repeat(&text, "{{#a}}", MUSTACHE_SECTION_DEPTH + more);
        repeat(&text, "{{/a}}", MUSTACHE_SECTION_DEPTH + more);
        struct mustache_set *set = compile(buffer_text(&text), NULL, &error);
        assert_int_equal(set == NULL, more);
        assert_int_equal(error.length > 0, more);
        mustache_free(set);
        buffer_free(&text);
        buffer_free(&error);
    }
}

static void test_same_name_twice(void **state)
{
    (void)state;
    const char *names[] = {"a", "a"};
    const char *texts[] = {"", ""};
    struct buffer error = {0};
    assert_null(mustache_compile(names, texts, 2, &error));
    assert_string_equal(buffer_text(&error), "a:1: there are two templates \"a\"");
    buffer_free(&error);
}

/* Sixteen partials in each other are allowed, and what was written before a fault goes. */
static void test_partial_depth(void **state)
{
    (void)state;
    struct buffer error = {0};
    struct buffer out = {0};
    struct mustache_set *set = compile("x{{>part}}", "{{#a}}{{>part}}{{/a}}{{^a}}y{{/a}}", &error);
    assert_non_null(set);
    buffer_puts(&out, "kept");

    struct json_object *view = json_object_new_object();
    json_object_object_add(view, "a", json_object_new_boolean(true));
    assert_false(mustache_render(set, "main", view, &out));
    assert_string_equal(buffer_text(&out), "kept");

    json_object_object_add(view, "a", NULL);
    struct json_object *nested = view;
    for (int depth = 1; depth < MUSTACHE_PARTIAL_DEPTH; depth++) {
        struct json_object *around = json_object_new_object();
        json_object_object_add(around, "a", nested);
        nested = around;
    }
    assert_true(mustache_render(set, "main", nested, &out));
    assert_string_equal(buffer_text(&out), "keptxy");

    struct json_object *deeper = json_object_new_object();
    json_object_object_add(deeper, "a", nested);
    assert_false(mustache_render(set, "main", deeper, &out));
    assert_string_equal(buffer_text(&out), "keptxy");

    json_object_put(deeper);
    mustache_free(set);
    buffer_free(&out);
    buffer_free(&error);
}

static void test_unknown_template(void **state)
{
    (void)state;
    struct buffer error = {0};
    struct buffer out = {0};
    struct mustache_set *set = compile("x", NULL, &error);
    assert_false(mustache_render(set, "mai", NULL, &out));
    assert_false(mustache_render(set, "", NULL, &out));
    assert_int_equal(out.length, 0);
    assert_true(mustache_render(set, "main", NULL, &out));
    assert_true(mustache_render(set, "main", NULL, &out));
    assert_string_equal(buffer_text(&out), "xx");
    mustache_free(set);
    mustache_free(NULL);
    buffer_free(&out);
    buffer_free(&error);
}

/* ---- from a folder ---- */

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/aftercare-mustache-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static const char *path_in_folder(const char *name)
{
    static char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static const char *const file_names[] = {"page.mustache", "row.mustache", "notes.txt", ".mustache",
                                         ".page.mustache"};

static int remove_folder(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof file_names / sizeof *file_names; i++)
        unlink(path_in_folder(file_names[i]));
    return rmdir(folder);
}

static void write_file(const char *name, const char *bytes, size_t length)
{
    FILE *file = fopen(path_in_folder(name), "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void test_load(void **state)
{
    (void)state;
    write_file("page.mustache", "<ul>\n  {{>row}}\n</ul>\n", 22);
    write_file("row.mustache", "<li>{{a}}\n", 10);
    write_file("notes.txt", "{{#", 3);
    write_file(".mustache", "{{#", 3);
    write_file(".page.mustache", "{{#", 3);
    struct buffer error = {0};
    struct buffer out = {0};
    struct mustache_set *set = mustache_load(folder, &error);
    assert_string_equal(buffer_text(&error), "");
    assert_non_null(set);
    assert_true(mustache_render(set, "page", NULL, &out));
    assert_string_equal(buffer_text(&out), "<ul>\n<li>\n</ul>\n");
    mustache_free(set);
    buffer_free(&out);
    buffer_free(&error);
}

static void assert_load_fails(const char *expected)
{
    struct buffer error = {0};
    assert_null(mustache_load(folder, &error));
    assert_non_null(strstr(buffer_text(&error), expected));
    assert_int_equal(strncmp(buffer_text(&error), folder, strlen(folder)), 0);
    buffer_free(&error);
}

static void test_load_faults(void **state)
{
    (void)state;
    write_file("page.mustache", "<p>\n{{>none}}\n", 14);
    assert_load_fails("/page.mustache:2: there is no partial \"none\"");
    write_file("page.mustache", "<p>\0", 4);
    assert_load_fails("/page.mustache:1: a NUL character in the template");
    unlink(path_in_folder("page.mustache"));
    assert_int_equal(mkdir(path_in_folder("page.mustache"), 0700), 0);
    assert_load_fails("/page.mustache: Is a directory");
    assert_int_equal(rmdir(path_in_folder("page.mustache")), 0);

    struct buffer error = {0};
    assert_null(mustache_load("/nowhere/at/all", &error));
    assert_string_equal(buffer_text(&error), "/nowhere/at/all: No such file or directory");
    buffer_free(&error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_interpolation),
        cmocka_unit_test(test_dotted_names),
        cmocka_unit_test(test_implicit_iterator),
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_inverted_sections),
        cmocka_unit_test(test_standalone_lines),
        cmocka_unit_test(test_comments),
        cmocka_unit_test(test_partials),
        cmocka_unit_test(test_nested_indentation),
        cmocka_unit_test(test_refused_templates),
        cmocka_unit_test(test_section_depth),
        cmocka_unit_test(test_same_name_twice),
        cmocka_unit_test(test_partial_depth),
        cmocka_unit_test(test_unknown_template),
        cmocka_unit_test_setup_teardown(test_load, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_load_faults, make_folder, remove_folder),
    };
    return cmocka_run_group_tests_name("mustache", tests, NULL, NULL);
}
