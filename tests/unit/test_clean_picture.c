/* Pictures that are sent in: what a drawing program writes comes through, what could do harm does
 * not, and every refusal says why. */
#include "base/buffer.h"
#include "text/base64.h"
#include "text/png_clean.h"
#include "text/svg_clean.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

#define SVG(inside)                                                                                \
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "          \
    "viewBox='0 0 120 40'>" inside "</svg>"
#define DOT "<circle r='5'/>"

/* --- SVG -------------------------------------------------------------------------------------- */

struct cleaned {
    bool sound;
    struct clean_picture picture;
    struct buffer fault;
};

static struct cleaned clean(const char *svg)
{
    struct cleaned cleaned = {0};
    cleaned.sound = svg_clean(svg, strlen(svg), &cleaned.picture, &cleaned.fault);
    assert_true(cleaned.sound == (cleaned.fault.length == 0));
    return cleaned;
}

static void end(struct cleaned *cleaned)
{
    clean_picture_free(&cleaned->picture);
    buffer_free(&cleaned->fault);
}

/* svg becomes the SVG with just inside in it, and left_out is told. */
static void assert_becomes(const char *svg, const char *inside, const char *left_out)
{
    struct cleaned once = clean(svg);
    struct buffer expected = {0};
    if (!once.sound)
        fail_msg("%s %s", svg, buffer_text(&once.fault));
    buffer_printf(&expected,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 40\"%s</svg>\n",
                  inside);
    assert_string_equal(buffer_text(&once.picture.bytes), buffer_text(&expected));
    assert_string_equal(buffer_text(&once.picture.left_out), left_out);
    struct cleaned twice = clean(buffer_text(&once.picture.bytes));
    assert_string_equal(buffer_text(&twice.picture.bytes), buffer_text(&expected));
    assert_int_equal(twice.picture.left_out.length, 0);
    buffer_free(&expected);
    end(&once);
    end(&twice);
}

static void assert_refused(const char *svg, const char *words)
{
    struct cleaned cleaned = clean(svg);
    if (cleaned.sound)
        fail_msg("taken: %.200s as %s", svg, buffer_text(&cleaned.picture.bytes));
    if (!strstr(buffer_text(&cleaned.fault), words))
        fail_msg("'%s' is not told of %.200s, but: %s", words, svg, buffer_text(&cleaned.fault));
    end(&cleaned);
}

static void what_a_drawing_program_writes_comes_through(void **state)
{
    (void)state;
    assert_becomes(
        "<?xml version='1.0' encoding='utf-8'?><!-- Generator: a program -->"
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' "
        "'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>"
        "<svg version='1.1' id='L' xmlns='http://www.w3.org/2000/svg' x='0px' y='0px' width='120mm'"
        " height='40mm' viewBox='0 0 120 40' xml:space='preserve' data-name='x'"
        " xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd'>"
        "<title>T</title><metadata><rdf>x</rdf></metadata><sodipodi:namedview id='v'/>"
        "<defs><style>.a{fill:#0e5f63;stroke:rgb(1,2,3)}</style><linearGradient id='g'>"
        "<stop offset='0' stop-color='#fff'/></linearGradient></defs>"
        "<a href='https://example.org/'><g class='a' transform='translate(1 2)'>"
        "<path d='M0 0L1 1' fill='url(#g)'/></g></a>"
        "<text x='1' font-family='Arial'>A &amp; B<tspan>&lt;</tspan></text></svg>",
        " id=\"L\"><defs><style>.a{fill:#0e5f63;stroke:rgb(1,2,3)}</style>"
        "<linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#fff\"></stop></linearGradient>"
        "</defs><g class=\"a\" transform=\"translate(1 2)\"><path d=\"M0 0L1 1\" fill=\"url(#g)\">"
        "</path></g><text x=\"1\" font-family=\"Arial\">A &amp; B<tspan>&lt;</tspan></text>",
        "");
}

static void a_use_leads_to_a_part_of_the_file(void **state)
{
    (void)state;
    assert_becomes(SVG("<g id='a'>" DOT "</g><use xlink:href='#a'/><use href='#a'/>"),
                   "><g id=\"a\"><circle r=\"5\"></circle></g><use href=\"#a\"></use>"
                   "<use href=\"#a\"></use>",
                   "");
}

/* What is left of DOT. */
#define DOT_LEFT "><circle r=\"5\"></circle>"

static void what_could_do_harm_is_left_out_and_told(void **state)
{
    static const struct {
        const char *svg, *left_out;
    } hostile[] = {
        {SVG(DOT "<script>alert(1)</script>"), "script"},
        {SVG(DOT "<g><s:script xmlns:s='http://www.w3.org/2000/svg'>x</s:script></g>"), "script"},
        {SVG("<circle r='5' onload='alert(1)' onclick='x'/>"), "onload, onclick"},
        {SVG("<circle r='5' OnLoad='alert(1)'/>"), "OnLoad"},
        {SVG(DOT "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>"),
         "foreignObject"},
        {SVG(DOT "<image href='data:image/png;base64,AA=='/>"), "image"},
        {SVG(DOT "<image href='https://example.org/a.png'/>"), "image"},
        {SVG(DOT "<animate attributeName='href' to='javascript:alert(1)'/>"), "animate"},
        {SVG(DOT "<set attributeName='onload' to='alert(1)'/><handler/>"), "set, handler"},
        {SVG(DOT "<filter id='f'><feImage href='https://example.org/'/></filter>"), "filter"},
        {SVG("<circle r='5' fill='url(https://example.org/a#b)'/>"), "fill"},
        {SVG("<circle r='5' fill=\"url('//example.org#a')\"/>"), "fill"},
        {SVG("<circle r='5' style='fill:url(data:x)'/>"), "style"},
        {SVG("<circle r='5' style='fill:u\\72l(#a)'/>"), "style"},
        {SVG("<circle r='5' style='mask:image-set(\"https://example.org/a\" 1x)'/>"), "style"},
        {SVG("<circle r='5' style='fill:url/**/(https://example.org)'/>"), "style"},
        {SVG("<circle r='5' filter='url(#f)'/>"), "filter"},
        {SVG("<circle r='5' src='x' formaction='y'/>"), "src, formaction"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        struct cleaned cleaned = clean(hostile[i].svg);
        const char *text = buffer_text(&cleaned.picture.bytes);
        if (!cleaned.sound ||
            strcmp(buffer_text(&cleaned.picture.left_out), hostile[i].left_out) != 0)
            fail_msg("%s leaves out '%s' %s", hostile[i].svg,
                     buffer_text(&cleaned.picture.left_out), buffer_text(&cleaned.fault));
        if (strstr(text, "example") || strstr(text, "alert") || strstr(text, "data:"))
            fail_msg("%s became %s", hostile[i].svg, text);
        assert_non_null(strstr(text, "<circle r=\"5\"></circle>"));
        end(&cleaned);
    }
}

static void a_reference_to_another_file_is_left_out(void **state)
{
    static const char *const hrefs[] = {"http://example.org/a.svg#b",
                                        "//example.org#a",
                                        "other.svg#a",
                                        "data:image/svg+xml,x",
                                        "javascript:alert(1)",
                                        " #a",
                                        "#",
                                        "#a b",
                                        "#a)",
                                        NULL};
    (void)state;
    for (const char *const *href = hrefs; *href; href++) {
        struct buffer svg = {0};
        buffer_printf(&svg, SVG(DOT "<use xlink:href='%s'/>"), *href);
        assert_becomes(buffer_text(&svg), DOT_LEFT "<use></use>", "href");
        buffer_free(&svg);
    }
}

static void entities_and_other_than_svg_are_refused(void **state)
{
    (void)state;
    assert_refused("<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                   "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>" SVG("<text>&c;</text>"),
                   "defines entities");
    assert_refused(
        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" SVG("<text>&x;</text>"),
        "defines entities");
    assert_refused("<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'alert(1)'>]>" SVG(DOT),
                   "has definitions of its own");
    assert_refused(SVG("<text>&nbsp;</text>"), "is not well-formed SVG (line 1)");
    assert_refused("\n<svg viewBox='0 0 1 1'>\n<g></svg>", "(line 3)");
    assert_refused("", "is not well-formed");
    assert_refused("<html xmlns='http://www.w3.org/1999/xhtml'/>", "is no SVG picture");
    assert_refused("<svg xmlns='http://www.w3.org/1999/xhtml' viewBox='0 0 1 1'/>",
                   "is no SVG picture");
    assert_refused("\xff\xfe<\0", "is not text in UTF-8");
    assert_refused(SVG("<style>@import 'https://example.org/a.css';</style>" DOT), "style sheet");
    assert_refused(SVG("<style>.a{fill:url(#g)}</style>" DOT), "presentation attributes");
    assert_refused(SVG("<style>.a{fill:ur\\6c(x)}</style>" DOT), "style sheet");
    assert_refused(SVG("<g/><script/>"), "holds nothing that could be seen");
}

static void it_needs_a_size_that_can_be_used(void **state)
{
    static const char *const boxes[] = {"viewBox='0 0 1e99 1'",
                                        "viewBox='0 0 200000 10'",
                                        "viewBox='0 0 0 10'",
                                        "viewBox='0 0 10 -1'",
                                        "viewBox='0 0 nan inf'",
                                        "viewBox='0 0 10'",
                                        "viewBox='0 0 10 10 x'",
                                        "width='100%' height='10'",
                                        "width='10cm' height='10cm'",
                                        "width='10'",
                                        "viewBox='1e300 0 1 1'",
                                        "",
                                        NULL};
    (void)state;
    for (const char *const *box = boxes; *box; box++) {
        struct buffer svg = {0};
        buffer_printf(&svg, "<svg %s>" DOT "</svg>", *box);
        assert_refused(buffer_text(&svg), "has no size that can be used");
        buffer_free(&svg);
    }
    struct cleaned cleaned = clean("<svg width='24.5px' height=' 10.25 '>" DOT "</svg>");
    assert_true(cleaned.picture.width == 24.5 && cleaned.picture.height == 10.25);
    assert_non_null(strstr(buffer_text(&cleaned.picture.bytes), "viewBox=\"0 0 24.5 10.25\""));
    end(&cleaned);
}

static void the_size_is_that_of_what_is_written(void **state)
{
    static const char *const sizes[] = {"viewBox='0 0 15.99999999 3.00000001'",
                                        "width='15.99999999' height='3.00000001'", NULL};
    (void)state;
    for (const char *const *size = sizes; *size; size++) {
        struct buffer svg = {0};
        buffer_printf(&svg, "<svg %s>" DOT "</svg>", *size);
        struct cleaned cleaned = clean(buffer_text(&svg));
        assert_non_null(strstr(buffer_text(&cleaned.picture.bytes), "viewBox=\"0 0 16 3\""));
        assert_true(cleaned.picture.width == 16 && cleaned.picture.height == 3);
        end(&cleaned);
        buffer_free(&svg);
    }
}

/* Parts p0 to p(count-1), each with so many uses of the one before. */
static void put_uses(struct buffer *svg, int count, int uses)
{
    buffer_puts(svg, "<svg viewBox='0 0 1 1'><g id='p0'>" DOT "</g>");
    for (int i = 1; i < count; i++) {
        buffer_printf(svg, "<g id='p%d'>", i);
        for (int k = 0; k < uses; k++)
            buffer_printf(svg, "<use href='#p%d'/>", i - 1);
        buffer_puts(svg, "</g>");
    }
    buffer_puts(svg, "</svg>");
}

static void put_nested(struct buffer *svg, int count)
{
    buffer_puts(svg, "<svg viewBox='0 0 1 1'>");
    for (int i = 0; i < count; i++)
        buffer_puts(svg, "<g>");
    buffer_puts(svg, DOT);
    for (int i = 0; i < count; i++)
        buffer_puts(svg, "</g>");
    buffer_puts(svg, "</svg>");
}

static void what_grows_while_it_is_drawn_is_refused(void **state)
{
    struct buffer svg = {0};
    (void)state;
    assert_refused(SVG("<g id='a'>" DOT "<use href='#a'/></g>"), "uses itself");
    assert_refused(SVG(DOT "<use id='a' href='#b'/><use id='b' href='#a'/>"), "uses itself");
    assert_refused(SVG("<clipPath id='a'><circle r='1' clip-path='url(#a)'/></clipPath>" DOT),
                   "uses itself");
    assert_refused(SVG("<g id='a' style='mask: url( \"#a\" )'>" DOT "</g>"), "uses itself");
    put_uses(&svg, 10, 10);
    assert_refused(buffer_text(&svg), "more than 10000 shapes");
    buffer_clear(&svg);
    put_uses(&svg, 100, 1); /* each is known when the next is looked at */
    assert_refused(buffer_text(&svg), "more than 60 deep");
    buffer_clear(&svg);
    put_nested(&svg, 61);
    assert_refused(buffer_text(&svg), "more than 60 deep");
    buffer_clear(&svg);
    put_nested(&svg, 5000);
    assert_refused(buffer_text(&svg), "is not well-formed");
    buffer_clear(&svg);
    put_nested(&svg, 100000);
    assert_refused(buffer_text(&svg), "is too large");
    buffer_clear(&svg);
    put_nested(&svg, 50);
    struct cleaned cleaned = clean(buffer_text(&svg));
    assert_true(cleaned.sound);
    end(&cleaned);
    buffer_free(&svg);
}

/* Many references to one part, which stands before or behind many others. */
static void put_references(struct buffer *svg, const char *before, const char *behind)
{
    buffer_printf(svg, "<svg viewBox='0 0 1 1'>%s", before);
    for (int i = 0; i < 2000; i++)
        buffer_puts(svg, "<g id='b'/>");
    buffer_printf(svg, "%s" DOT "<g style='", behind);
    for (int i = 0; i < 7000; i++)
        buffer_puts(svg, "url(#a)");
    buffer_puts(svg, "'/></svg>");
}

static clock_t cost_of(const struct buffer *svg)
{
    clock_t start = clock();
    struct cleaned cleaned = clean(buffer_text(svg));
    clock_t cost = clock() - start;
    assert_true(cleaned.sound);
    end(&cleaned);
    return cost;
}

static void a_reference_costs_the_same_wherever_its_part_stands(void **state)
{
    struct buffer near = {0}, far = {0};
    (void)state;
    put_references(&near, "<g id='a'/>", "");
    put_references(&far, "", "<g id='a'/>");
    clock_t cost = cost_of(&near);
    assert_in_range(cost_of(&far), 0, 10 * cost);
    buffer_free(&near);
    buffer_free(&far);
}

/* --- PNG -------------------------------------------------------------------------------------- */

static void put_number(struct buffer *out, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buffer_putc(out, (char)(number >> shift));
}

static void put_chunk(struct buffer *out, const char *name, const char *bytes, size_t length)
{
    struct buffer checked = {0};
    buffer_puts(&checked, name);
    buffer_append(&checked, bytes, length);
    put_number(out, (uint32_t)length);
    buffer_append(out, checked.data, checked.length);
    put_number(out, (uint32_t)crc32(0, (const Bytef *)checked.data, (uInt)checked.length));
    buffer_free(&checked);
}

static void put_packed(struct buffer *out, const char *name, const char *bytes, size_t length)
{
    uLongf size = compressBound(length);
    char *packed = malloc(size);
    assert_int_equal(compress((Bytef *)packed, &size, (const Bytef *)bytes, length), Z_OK);
    put_chunk(out, name, packed, size);
    free(packed);
}

static void put_head(struct buffer *out, uint32_t width, uint32_t height, int depth, int type)
{
    struct buffer head = {0};
    buffer_append(out, "\x89PNG\r\n\x1a\n", 8);
    put_number(&head, width);
    put_number(&head, height);
    buffer_putc(&head, (char)depth);
    buffer_putc(&head, (char)type);
    buffer_append(&head, "\0\0\0", 3);
    put_chunk(out, "IHDR", head.data, head.length);
    buffer_free(&head);
}

/* Lines of RGBA, each pixel after its place. */
static void put_pixels(struct buffer *out, uint32_t width, uint32_t height)
{
    struct buffer lines = {0};
    for (uint32_t y = 0; y < height; y++) {
        buffer_putc(&lines, 0);
        for (uint32_t x = 0; x < width; x++) {
            const char pixel[] = {(char)(x * 40), (char)(y * 40), 7, (char)(255 - x)};
            buffer_append(&lines, pixel, 4);
        }
    }
    put_packed(out, "IDAT", lines.data, lines.length);
    buffer_free(&lines);
}

static void put_picture(struct buffer *out, uint32_t width, uint32_t height)
{
    put_head(out, width, height, 8, 6);
    put_pixels(out, width, height);
    put_chunk(out, "IEND", "", 0);
}

static struct cleaned clean_png(const struct buffer *png)
{
    struct cleaned cleaned = {0};
    cleaned.sound = png_clean(png->data, png->length, &cleaned.picture, &cleaned.fault);
    assert_true(cleaned.sound == (cleaned.fault.length == 0));
    return cleaned;
}

static void assert_png_refused(const struct buffer *png, const char *words)
{
    struct cleaned cleaned = clean_png(png);
    assert_false(cleaned.sound);
    if (!strstr(buffer_text(&cleaned.fault), words))
        fail_msg("'%s' is not told, but: %s", words, buffer_text(&cleaned.fault));
    end(&cleaned);
}

static bool holds(const struct buffer *bytes, const char *text)
{
    return memmem(bytes->data, bytes->length, text, strlen(text)) != NULL;
}

/* One pixel wide, two high. */
static void put_gray(struct buffer *out, int depth, const char *lines, size_t length)
{
    put_head(out, 1, 2, depth, 0);
    put_packed(out, "IDAT", lines, length);
    put_chunk(out, "IEND", "", 0);
}

static void a_png_keeps_its_picture_and_nothing_else(void **state)
{
    struct buffer plain = {0}, rich = {0};
    (void)state;
    put_picture(&plain, 6, 5);
    put_head(&rich, 6, 5, 8, 6);
    put_chunk(&rich, "tEXt", "Author\0Ada Example", 18);
    put_chunk(&rich, "iTXt", "XML:com.adobe.xmp\0\0\0\0\0<script>", 30);
    put_chunk(&rich, "eXIf", "MM\0*gps", 7);
    put_pixels(&rich, 6, 5);
    put_chunk(&rich, "zzZz", "x", 1);
    put_chunk(&rich, "IEND", "", 0);
    buffer_puts(&rich, "PK\3\4 a zip behind it");
    struct cleaned one = clean_png(&plain), other = clean_png(&rich);
    assert_true(one.sound && other.sound);
    assert_string_equal(buffer_text(&other.picture.left_out), "tEXt, iTXt, eXIf, zzZz");
    assert_int_equal(one.picture.left_out.length, 0);
    assert_true(other.picture.width == 6 && other.picture.height == 5);
    assert_int_equal(one.picture.bytes.length, other.picture.bytes.length);
    assert_memory_equal(one.picture.bytes.data, other.picture.bytes.data, one.picture.bytes.length);
    assert_false(holds(&other.picture.bytes, "Ada") || holds(&other.picture.bytes, "gps") ||
                 holds(&other.picture.bytes, "script") || holds(&other.picture.bytes, "PK"));
    struct cleaned again = clean_png(&one.picture.bytes);
    assert_true(again.sound);
    assert_int_equal(again.picture.left_out.length, 0);
    assert_int_equal(again.picture.bytes.length, one.picture.bytes.length);
    end(&one);
    end(&other);
    end(&again);
    buffer_free(&plain);
    buffer_free(&rich);
}

/* 16 bits of gray, and a palette with transparency. */
static void other_forms_of_png_are_taken(void **state)
{
    struct buffer gray = {0}, palette = {0};
    (void)state;
    put_gray(&gray, 16, "\0\x12\x34\0\xff\xff", 6);
    put_head(&palette, 2, 1, 8, 3);
    put_chunk(&palette, "PLTE", "\x0e\x5f\x63\xff\xff\xff", 6);
    put_chunk(&palette, "tRNS", "\xff\x00", 2);
    put_packed(&palette, "IDAT", "\0\0\1", 3);
    put_chunk(&palette, "IEND", "", 0);
    struct cleaned one = clean_png(&gray), other = clean_png(&palette);
    if (!one.sound || !other.sound)
        fail_msg("gray %s; palette %s", buffer_text(&one.fault), buffer_text(&other.fault));
    assert_true(holds(&other.picture.bytes, "PLTE") && holds(&other.picture.bytes, "tRNS"));
    end(&one);
    end(&other);
    buffer_free(&gray);
    buffer_free(&palette);
}

/* libpng takes 16 bits for linear light, where nothing says that they are not: too bright by far.
 */
static void sixteen_bits_are_as_bright_as_eight(void **state)
{
    struct buffer sixteen = {0}, eight = {0};
    (void)state;
    put_gray(&sixteen, 16, "\0\x12\x12\0\xee\xee", 6);
    put_gray(&eight, 8, "\0\x12\0\xee", 4);
    struct cleaned one = clean_png(&sixteen), other = clean_png(&eight);
    assert_true(one.sound && other.sound);
    assert_int_equal(one.picture.bytes.length, other.picture.bytes.length);
    assert_memory_equal(one.picture.bytes.data, other.picture.bytes.data, one.picture.bytes.length);
    end(&one);
    end(&other);
    buffer_free(&sixteen);
    buffer_free(&eight);
}

static void a_png_that_is_too_large_is_refused_before_it_is_unpacked(void **state)
{
    struct buffer png = {0};
    (void)state;
    put_head(&png, 30000, 30000, 8, 6);
    assert_png_refused(&png, "is 30000 by 30000 pixels; at most 2048 by 2048");
    buffer_clear(&png);
    put_head(&png, 0, 5, 8, 6);
    assert_png_refused(&png, "is 0 by 5 pixels");
    buffer_clear(&png);
    /* A text of 40 MB in some 40 KB, which libpng never sees. */
    char *zeros = calloc(1, 40000000);
    put_head(&png, 6, 5, 8, 6);
    put_packed(&png, "zTXt", zeros, 40000000);
    put_pixels(&png, 6, 5);
    put_chunk(&png, "IEND", "", 0);
    struct cleaned cleaned = clean_png(&png);
    assert_true(cleaned.sound);
    end(&cleaned);
    free(zeros);
    buffer_free(&png);
}

static void a_png_that_is_damaged_is_refused(void **state)
{
    struct buffer whole = {0}, png = {0};
    (void)state;
    assert_png_refused(&(struct buffer){0}, "is no PNG picture");
    buffer_puts(&png, "GIF89a and some more bytes after it");
    assert_png_refused(&png, "is no PNG picture");
    put_picture(&whole, 60, 50);
    for (size_t length = 0; length < whole.length; length++) {
        buffer_clear(&png);
        buffer_append(&png, whole.data, length);
        assert_png_refused(&png, length < 24 ? "is no PNG picture" : "is cut off");
    }
    buffer_clear(&png); /* half of the lines */
    put_head(&png, 6, 50, 8, 6);
    put_pixels(&png, 6, 25);
    put_chunk(&png, "IEND", "", 0);
    assert_png_refused(&png, "is damaged");
    buffer_clear(&png);
    buffer_append(&png, whole.data, whole.length);
    png.data[60] ^= 1; /* within the pixels */
    assert_png_refused(&png, "");
    buffer_clear(&png);
    put_head(&png, 6, 5, 8, 6);
    put_chunk(&png, "IEND", "", 0);
    assert_png_refused(&png, "");
    buffer_free(&png);
    buffer_free(&whole);
}

/* --- Base64 ----------------------------------------------------------------------------------- */

static void base64_is_that_of_the_rfc(void **state)
{
    static const char *const pairs[][2] = {
        {"", ""},        {"f", "Zg=="},        {"fo", "Zm8="},
        {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
    static const char *const none[] = {"Zg",   "Zg=",    "Zh==", "Zm9=", "Zg==Zg==", "Z===",
                                       "====", "Zm9v\n", "Zm 9", "Zm-_", "=m9v",     NULL};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct buffer text = {0}, bytes = {0};
        base64_write(pairs[i][0], strlen(pairs[i][0]), &text);
        assert_string_equal(buffer_text(&text), pairs[i][1]);
        assert_true(base64_read(pairs[i][1], &bytes));
        assert_string_equal(buffer_text(&bytes), pairs[i][0]);
        buffer_free(&text);
        buffer_free(&bytes);
    }
    for (const char *const *one = none; *one; one++) {
        struct buffer bytes = {0};
        if (base64_read(*one, &bytes))
            fail_msg("'%s' was taken", *one);
        buffer_free(&bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_drawing_program_writes_comes_through),
        cmocka_unit_test(a_use_leads_to_a_part_of_the_file),
        cmocka_unit_test(what_could_do_harm_is_left_out_and_told),
        cmocka_unit_test(a_reference_to_another_file_is_left_out),
        cmocka_unit_test(entities_and_other_than_svg_are_refused),
        cmocka_unit_test(it_needs_a_size_that_can_be_used),
        cmocka_unit_test(the_size_is_that_of_what_is_written),
        cmocka_unit_test(what_grows_while_it_is_drawn_is_refused),
        cmocka_unit_test(a_reference_costs_the_same_wherever_its_part_stands),
        cmocka_unit_test(a_png_keeps_its_picture_and_nothing_else),
        cmocka_unit_test(other_forms_of_png_are_taken),
        cmocka_unit_test(sixteen_bits_are_as_bright_as_eight),
        cmocka_unit_test(a_png_that_is_too_large_is_refused_before_it_is_unpacked),
        cmocka_unit_test(a_png_that_is_damaged_is_refused),
        cmocka_unit_test(base64_is_that_of_the_rfc),
    };
    return cmocka_run_group_tests_name("clean-picture", tests, NULL, NULL);
}
