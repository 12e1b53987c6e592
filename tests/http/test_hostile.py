"""Hostile text in every field of every kind: refused with a reason beside the field, or harmless in
the form, in what changes, in the preview and on the patients' pages.

The fields are those of the form, which is made from the kinds' tables: a new kind needs a sample
in SAMPLES, a new field nothing."""
import itertools
import re
import time
import unittest

import harness
from test_edit import EditTest, Tags, form_of

SAMPLES = {
    "clinic": "clinic", "location": "baltimore-plastic-surgery", "treatment": "micro-needling",
    "faq": "how-long-does-a-session-take", "checklist": "micro-needling-aftercare",
    "comparison": "micro-needling-or-facelift", "activity": "sauna", "page": "about",
    "vocabulary": "vocabulary",
}

# Taken, since it is words; must be shown as these words.
LINE = """<script>alert(1)</script>"><img src=x onerror=alert(2)>' onfocus='alert(3) javascript:alert(4)"""
SHORT = "\"'><b onclick=alert(5)>"  # for fields of 40 letters
TEXT = (LINE + "\n\n<iframe src=//evil.example></iframe>\n\n&lt;script&gt; {{form_token}} {{{body}}}\n\n"
        "<!-- -->\n\n<style>*{}</style>\n\n    <script>alert(6)</script>\n\n"
        "```<script>alert(7)</script>\n</textarea>\n```\n\n`<svg onload=alert(8)>`")

# Refused: in texts of any sort, in Markdown, and in addresses.
TURNING = ("abc\u202edef", "\u2066abc", "a\u202ab", "x\u2069")
LINKS = ("[x](javascript:alert(1))", "[x](//evil.example)", "[x](data:text/html,x)",
         "![x](https://evil.example/x.png)", "[x](JaVaScRiPt:alert(1))", "[x]: //evil.example\n\n[x]",
         "<javascript:alert(1)>", "[x](java&#115;cript:alert(1))", "[x](/\\evil.example)")
ADDRESSES = ("javascript:alert(1)", "//evil.example/x", "/\\evil.example", "data:text/html,x",
             "http://evil.example", " javascript:alert(1)", "https://evil.example/\u202ex", "#x")
SLOW = ("![" * 9990, "*_ " * 6666, "<" * 19999, "`a" * 9999, "[a](" * 4999)


class Boxes(Tags):
    """What can be typed into: {name: "line", "wide" or "markdown"}."""

    @classmethod
    def of(cls, text):
        found = {}
        for tag, attributes in super().of(text):
            name = attributes.get("name", "")
            if tag == "textarea" and attributes.get("id", "").startswith("f-"):
                found[name] = "markdown" if "data-markdown" in attributes else "wide"
            elif tag == "input" and attributes.get("id", "").startswith("f-") and \
                    attributes.get("type") in ("text", "date"):
                found[name] = "line"
        return found


def faulty(text):
    """The names of the fields that have a fault."""
    return {attributes["id"].removeprefix("f-").removesuffix("-faults")
            for _, attributes in Tags.of(text) if attributes.get("id", "").endswith("-faults")}


class HostileTest(EditTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        location = cls.site.edited(
            "location.json", address=["1 Sample Street", "Sample"], directions="By the sample.",
            hours=[{"days": "Sample days", "times": "Sample times"}], phone="1",
            phone_url="tel:+14102051846")
        cls.site.import_files(location, extra=("--replace",))

    def assert_harmless(self, text, where):
        for tag, attributes in Tags.of(text):
            self.assertNotIn(tag, ("img", "iframe", "object", "embed", "style", "b"), where)
            if tag == "svg":  # a bar of the aftercare's picture
                self.assertEqual({"viewbox": "0 0 100 6", "preserveaspectratio": "none", "aria-hidden": "true"},
                                 attributes, where)
            if tag == "script" and attributes.get("type") != "application/ld+json":  # data, not run
                self.assertRegex(attributes.get("src", ""), "^/static/", where)
            for name, value in attributes.items():
                self.assertFalse(name.startswith("on"), f"{where}: {tag} has {name}")
                if name in ("href", "src", "action", "formaction"):
                    self.assertRegex(value, r"^(?:/(?![/\\])|#|tel:|mailto:|https?://(?!evil))", where)

    def fill(self, key, value_of, do="save"):
        """value_of(name, sort) or None, for each box; returns (names that were filled, page)."""
        page = self.editor.get(f"/admin/documents/{key}")
        form, filled = page.form(f"/admin/documents/{key}"), set()
        for name, sort in Boxes.of(page.text).items():
            value = value_of(name, sort)
            if value is not None:
                form[name] = value
                filled.add(name)
        return filled, self.editor.submit(form, do=do)

    def test_every_kind_is_tried(self):
        kinds = re.search(r"const struct kind kinds\[\] = \{(.*?)\};",
                          (harness.SOURCE / "src/content/kinds.c").read_text(), re.S).group(1)
        self.assertEqual(set(re.findall(r'\{"(\w+)"', kinds)), set(SAMPLES))

    def test_script_is_words_wherever_it_is_taken(self):
        for kind, key in SAMPLES.items():
            with self.subTest(kind=kind):
                self.addCleanup(self.discard, self.editor, key)
                self.take(key)

    def take(self, key):
        """Fills all that takes words, puts back what is refused, and looks at every page of it."""
        before = dict(map(tuple, form_of(self.editor, key).fields))

        def hostile(name, sort):
            last = name.split(".")[-1]
            if last in ("id", "said", "slug", "lang") or last.endswith(("url", "zone")):
                return None
            if sort == "line" and not before[name]:
                return None  # one word in a part that is not there would make it faulty
            if name.startswith("groups."):
                return f"{LINE} {name}\n{SHORT}{name}"  # two or more, and none in two groups
            if name.startswith("steps.") and last == "title":
                return "Not " + LINE  # a do-not step whose words do not say so is held up
            return TEXT if sort == "markdown" else SHORT if last == "phone" else LINE

        filled, page = self.fill(key, hostile)
        self.assert_harmless(page.text, key)
        refused = faulty(page.text)
        _, page = self.fill(key, lambda name, sort: before[name] if name.replace("~", "") in refused else None)
        self.assertEqual(set(), faulty(page.text), key)
        self.assertNotIn('class="summary"', page.text)
        self.assertIn("title", filled - refused)
        self.assertTrue(all(name.split(".")[-1] in
                            ("position", "next_due", "treatment", "activity", "low", "high") or
                            re.fullmatch(r"(?:treatments|related)\.\S+", name) for name in refused),
                        refused)
        for path in (f"/admin/preview/{key}", f"/admin/publish?key={key}", "/admin/",
                     "/admin/find?q=script", "/admin/publish"):
            shown = self.editor.get(path)
            self.assertEqual(200, shown.status, path)
            self.assert_harmless(shown.text, path)
        self.publish_and_look(key)

    def publish_and_look(self, key):
        """The patients' pages; then the text of before once more."""
        page = self.publisher.get(f"/admin/publish?key={key}")
        page = self.publisher.submit(page.form("/admin/publish"), note=LINE)
        self.assertEqual(f"/admin/history/{key}?done=published", page.path)
        self.assert_harmless(page.text, "history")
        paths = {"/", "/aftercare/micro-needling-aftercare", "/treatments/micro-needling", "/contact",
                 "/search?q=script", "/search?q=sauna", "/questions", "/about", "/comparisons",
                 "/questions/how-long-does-a-session-take", "/comparisons/micro-needling-or-facelift",
                 f"/admin/compare/{key}?from=1&to=2", f"/admin/history/{key}/2",
                 f"/admin/withdraw/{key}", "/admin/", "/admin/new"}
        time.sleep(1.1)  # nginx keeps pages for the second
        seen = ""
        for path in sorted(paths):
            shown = self.publisher.get(path)
            self.assertIn(shown.status, (200, 404), path)
            self.assert_harmless(shown.text, path)
            seen += shown.text if not path.startswith("/admin") else ""
        if key not in (SAMPLES["activity"], SAMPLES["vocabulary"]):  # others name the one, the other is no page
            self.assertIn("&lt;script&gt;alert(1)", seen.replace("&#60;", "&lt;").replace("&#62;", "&gt;"))
        page = self.publisher.get(f"/admin/history/{key}/1")
        page = self.publisher.submit(page.form(f"/admin/history/{key}/1"))
        page = self.publisher.get(f"/admin/publish?key={key}")
        self.publisher.submit(page.form("/admin/publish"))

    def refuse(self, kind, key, evil, wanted):
        """Every box that wanted(name, sort) names refuses it."""
        filled, page = self.fill(key, lambda name, sort: evil if wanted(name, sort) else None)
        self.assertEqual(200, page.status)
        self.assert_harmless(page.text, kind)
        filled = {name.replace("~", "") for name in filled}
        self.assertEqual(set(), filled - faulty(page.text), f"{kind}: taken: {evil}")
        preview = self.editor.get(f"/admin/preview/{key}")
        if filled:
            self.assertIn("No preview yet", preview.text)
        self.assert_harmless(preview.text, kind)
        return len(filled)

    def test_marks_that_turn_the_direction_are_refused_everywhere(self):
        count = 0
        for kind, key in SAMPLES.items():
            self.addCleanup(self.discard, self.editor, key)
            for evil in TURNING:
                self.discard(self.editor, key)
                # The id of a row names its other boxes: one that is none takes no faults with it.
                count += self.refuse(kind, key, evil, lambda name, sort: not name.endswith(".id"))
        self.assertGreater(count, 400)

    def test_links_that_lead_astray_lead_nowhere(self):
        """In every text: refused, or shown as words without the address."""
        for kind, key in SAMPLES.items():
            self.addCleanup(self.discard, self.editor, key)
            for evil in LINKS:
                filled, page = self.fill(key, lambda name, sort: evil if sort == "markdown" else None)
                self.assertEqual(200, page.status)
                self.assert_harmless(page.text, kind)
                if filled:
                    preview = self.editor.get(f"/admin/preview/{key}")
                    self.assertIn("Preview: not published" if not faulty(page.text) and
                                  kind not in ("location", "clinic") else "x", preview.text)
                    self.assert_harmless(preview.text, kind)

    def test_addresses_that_lead_astray_are_refused(self):
        count = 0
        for kind, key in SAMPLES.items():
            self.addCleanup(self.discard, self.editor, key)
            for evil in ADDRESSES:
                self.discard(self.editor, key)
                count += self.refuse(kind, key, evil, lambda name, sort: name.endswith("url"))
        self.assertGreater(count, 60)

    def test_slow_markdown_is_saved_and_shown(self):
        """Each in every field of one document, and one in every kind: they have the same fields, of one code.
        What it costs is asked in test_edit.py."""
        pairs = {("treatment", evil) for evil in SLOW} | set(zip(SAMPLES, itertools.cycle(SLOW)))
        for kind, key in SAMPLES.items():
            self.addCleanup(self.discard, self.editor, key)
            for evil in [text for text in SLOW if (kind, text) in pairs]:
                left = [200000 // len(evil) - 1]

                def few(name, sort):
                    left[0] -= sort == "markdown"
                    return evil if sort == "markdown" and left[0] >= 0 else None

                _, page = self.fill(key, few)
                self.assertEqual(200, page.status)
                self.assertEqual(200, self.editor.get(f"/admin/preview/{key}").status)


if __name__ == "__main__":
    unittest.main()
