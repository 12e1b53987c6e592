"""Every kind of page, error pages and the style sheet, read by the HTML validator (vnu)."""

import json
import pathlib
import subprocess
import unittest

from harness import SOURCE, Site, SiteTest
from pages import crawl
from plan_cases import as_form
from samples import faq, faqs, seed, write
from views import patient_views, read

VALIDATOR = SOURCE / "tests/node_modules/vnu-jar/build/dist/vnu.jar"
REVIEWED = {"reviewed_by": "Somebody", "reviewed_on": "2026-01-02", "next_due": "2030-01-01"}

# Pages that no link leads to.
OTHERS = ["/nope", "/treatments/nope", "/search?q=pool", "/search?q=xyzzy", "/search?q=sample&page=2",
          "/search?q=%22%3E%3Cb%3E%26", "/questions?page=2", "/questions?page=abc",
          "/questions/withdrawn", "/can-i?activity=sawna", "/can-i?activity=%22%3E%3Cb%3E%26",
          "/leaflet/micro-needling/9-9-9", "/can-i/nope", "/treatments/nope/is-this-normal"]

# What is posted to the plan's form: a plan before, in the middle and after all; two treatments on one
# timeline; and each way in which it is asked again.
PLANS = [(("treated", "2026-11-23T14:00"), ("at", at)) for at in ("2026-11-20", "2026-11-25", "2027-01-25")] + [
    (("treated", "today"),),
    (("treated", "2026-11-23"), ("with", "full@2026-11-24T10:00"), ("at", "2026-11-25T09:00")),
    (("treated", "2026-11-20"), ("with", "full@2026-11-30"), ("at", "2026-11-25T09:00")),
    (("treated", ""),), (("treated", "never & <b>"), ("hour", "99"), ("at", "x")),
    (("treated", "2026-11-23"), ("with", ""), ("with_treated", "soon"), ("with_hour", "later")),
]


def complaints(files):
    """Every error and warning of the validator, a line each; one run for all files."""
    done = subprocess.run(["java", "-Xss4m", "-jar", VALIDATOR, "--format", "json", "--stdout",
                           "--also-check-css", "--also-check-svg", *files], capture_output=True, text=True, timeout=300)
    try:
        messages = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError):
        raise AssertionError(f"the validator did not run:\n{done.stdout}{done.stderr}") from None
    return [f"{pathlib.Path(each.get('url', '-')).name}:{each.get('lastLine')}: "
            f"{each.get('subType', each['type'])}: {each['message']} | {each.get('extract', '')}"
            for each in messages if each["type"] != "info" or each.get("subType") == "warning"]


def full_documents():
    """What the seed does not use: every optional field, and texts that need escaping."""
    location = {**seed("location"), "key": "second", "slug": "second", "title": "Second <place> & co",
                "address": ["1 Sample Street", "\"Sampleton\" & <more>"],
                "hours": [{"days": "Monday", "times": "9 am – 5 pm"}],
                "directions": "By *bus*.\n\n1. Get out\n2. Walk", "position": 20}
    steps = [dict(step) for step in seed("micro-needling-checklist")["steps"]]
    steps[0] = {**steps[0], "id": "other", "action": "do-not", "text": "# Not this\n\n> and\n\n---"}
    signs = [dict(sign) for sign in seed("micro-needling-treatment")["signs"]]
    signs[0] = {**signs[0], "look_darker": "Sample.", "urgency": "call", "call": "- sample\n- list"}
    signs[1] = {**signs[1], "urgency": "emergency", "call": "Call 911 & <then> us."}
    treatment = {**seed("micro-needling-treatment"), "key": "full", "slug": "full", "signs": signs,
                 "title": "Full & <b>", "summary": "Two\n\nparagraphs & `code`.", "review": REVIEWED}
    sources = [{"id": "article", "title": "A & B", "publisher": "C <d>", "place": "e",
                "url": "/about?a=b&c=d"}]
    checklist = {**seed("micro-needling-checklist"), "key": "full-checklist", "slug": "full",
                 "treatment": "full", "steps": steps, "title": "Full checklist", "sources": sources}
    withdrawn = faq("withdrawn", withdrawn={"reason": "No & <more>.", "instead": "whom-do-i-call"})
    clinic = {**seed("clinic"), "revision": 1, "out_of_hours": "A sample & <no> more."}
    return [clinic, location, treatment, checklist, withdrawn, *faqs(60)]


class Validating(unittest.TestCase):
    def assert_valid(self, files):
        self.assertTrue(files)
        found = complaints(files)
        self.assertFalse(found, "\n" + "\n".join(found))


class TestMarkup(SiteTest, Validating):
    site_options = {"cache": False}

    @classmethod
    def setUpClass(cls):
        if not VALIDATOR.exists():
            raise AssertionError(f"{VALIDATOR} is missing: tests/run installs it")
        super().setUpClass()
        cls.pages = {path: answer for path, (answer, _) in crawl(cls.site).items()}
        cls.site.import_files(write(cls.site.top, "full.json", full_documents()))
        for path in [*crawl(cls.site), *OTHERS]:
            cls.pages.setdefault(path, cls.site.get(path))
        # The crawl above has these, too, but for those that are typed or posted, or that a new route brings.
        for each in patient_views(cls.site):
            if each["press"] or each["path"] not in cls.pages:
                cls.pages[each["name"]] = read(cls.site, each)
        cls.pages["/contact?full"] = cls.site.get("/contact?full")
        for number, pairs in enumerate(PLANS):
            cls.pages[f"plan {number}"] = cls.site.get(
                "/aftercare/micro-needling/plan", method="POST", body=as_form(pairs),
                **{"Content-Type": "application/x-www-form-urlencoded"})

    def test_every_page_is_valid(self):
        folder = self.site.top / "pages"
        folder.mkdir()
        for number, (path, answer) in enumerate(self.pages.items()):
            self.assertTrue(answer.headers["Content-Type"].startswith("text/html"), path)
            name = "".join(c if c.isalnum() else "-" for c in path)
            (folder / f"{number:03}{name}.html").write_bytes(answer.body)
        self.assert_valid(sorted(folder.iterdir()))

    def test_the_pages_that_no_link_leads_to_are_among_them(self):
        self.assertEqual({200, 400, 404, 410, 422}, {answer.status for answer in self.pages.values()})
        self.assertGreater(len(self.pages), 30 + len(OTHERS))
        self.assertIn("Opening hours", self.pages["/contact?full"].text)
        # The first of the two places has none.
        self.assertEqual(1, self.pages["/contact?full"].text.count("Our opening hours are not on this page yet"))
        self.assertIn("On brown and black skin", self.pages["/treatments/full"].text)
        self.assertIn("Get urgent help", self.pages["/treatments/full/is-this-normal"].text)
        self.assertIn("Before treatment:", self.pages["/can-i/exfoliating"].text)
        self.assertIn("Reviewed by Somebody on January 2, 2026", self.pages["/treatments/full"].text)

    def test_the_style_sheet_and_the_icon_are_valid(self):
        self.assert_valid(sorted(SOURCE.glob("www/static/*.css"))
                          + sorted(SOURCE.glob("www/static/*.svg")))

    def test_the_error_pages_of_nginx_are_valid(self):
        ours = sorted(self.site.errors.glob("*.html"))
        shipped = sorted(SOURCE.glob("www/nginx/errors/*.html"))
        self.assertEqual([path.name for path in shipped], [path.name for path in ours])
        self.assertEqual(7, len(ours))
        self.assert_valid(ours + shipped)


class TestEmptySite(Validating):
    """Before anything is published."""

    def test_its_pages_are_valid_too(self):
        with Site(seed=False, start=False) as site:
            empty = write(site.top, "empty.json", [])
            site.import_files(empty)
            site.start()
            files = []
            for name, path in (("home", "/"), ("list", "/questions"), ("contact", "/contact"),
                               ("search", "/search?q=a"), ("missing", "/about")):
                answer = site.get(path)
                self.assertEqual(404 if name == "missing" else 200, answer.status, path)
                files.append(write(site.top, f"{name}.html", answer.body))
            self.assert_valid(files)


if __name__ == "__main__":
    unittest.main()
