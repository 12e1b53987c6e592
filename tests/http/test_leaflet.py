"""The printed leaflet: how it prints, its version, and "is my leaflet current?"."""

import copy
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from described import Description
from harness import SOURCE, Site, SiteTest
from pages import Page, words_missing
from samples import faq, seed, write

CHECKLIST, TREATMENT, CLINIC = ("micro-needling-checklist", "micro-needling-treatment", "clinic")
PAGE = "/aftercare/micro-needling"
PHONE = "(410) 205-1846"
SIZES = {"A4": (595, 842), "letter": (612, 792)}  # points


def entry(document, name, entry_id):
    return next(each for each in document[name] if each["id"] == entry_id)


class LeafletTest(unittest.TestCase):
    def setUp(self):
        self.site = Site(cache=False)
        self.addCleanup(self.site.stop)
        self.texts = {name: seed(name) for name in (CHECKLIST, TREATMENT, CLINIC)}

    def change(self, name, change=None, **members):
        document = self.texts[name]
        document.update(members)
        if change:
            change(document)
        path = write(self.site.top, "change.json", copy.deepcopy(document))
        self.site.import_files(path, extra=("--replace",))

    def check(self, version, slug="micro-needling", status=200):
        answer = self.site.get(f"/leaflet/{slug}/{version}")
        self.assertEqual(status, answer.status)
        return Page(answer.text).region("main")

    def data(self, version):
        answer = self.site.get(f"/api/v1/leaflets/micro-needling/{version}").json()
        Description(self.site).check("Leaflet", answer)
        return answer


class TestVersion(LeafletTest):
    def test_the_page_says_its_version_and_where_to_ask(self):
        text = Page(self.site.get(PAGE).text).region("main")
        self.assertRegex(text, r"Version 1-1-1 of [A-Z][a-z]+ \d+, 20\d\d")
        self.assertIn("/leaflet/micro-needling/1-1-1", text)
        self.change(TREATMENT, title="Other")
        self.change(CLINIC, phone="(555) 010-0100")
        self.assertIn("Version 1-2-2 ", self.site.get(PAGE).text)

    def test_what_is_current_says_so(self):
        text = self.check("1-1-1")
        self.assertIn("Yes, it is current", text)
        self.assertEqual("current", self.data("1-1-1")["state"])
        # A new revision that changes nothing on the leaflet does not make paper wrong.
        self.change(TREATMENT, results="Other words about results.")
        self.change(CHECKLIST, position=77)
        self.assertIn("Yes, it is current", self.check("1-1-1"))
        self.assertEqual("2-2-1", self.data("1-1-1")["current_version"])

    def test_what_was_replaced_says_what_has_changed_safety_first(self):
        def steps(checklist):
            checklist["summary"] = "A summary of *another* kind."
            until = entry(checklist, "steps", "no-sauna")["until"]
            until.update(low=96, high=96, words="96 hours after treatment")
            entry(checklist, "steps", "moisturize")["title"] = "Keep your skin very moist"
            checklist["steps"] = [each for each in checklist["steps"] if each["id"] != "no-swimming"]
        self.change(CHECKLIST, steps)
        self.change(CLINIC, phone="(555) 010-0100")
        text = self.check("1-1-1")
        order = [text.index(words) for words in (
            "Your leaflet has been replaced", "Read this first", "(555) 010-0100", "Do not use a sauna",
            "Do not use a swimming pool", "What else has changed", "Keep your skin very moist",
            "A summary of another kind")]
        self.assertEqual(sorted(order), order)
        self.assertIn("This no longer stands in our advice", text)
        html = self.site.get("/leaflet/micro-needling/1-1-1").text
        self.assertRegex(html, r"<del><span class=\"spoken\">before: </span>72</del>")
        self.assertRegex(html, r"<ins><span class=\"spoken\">now: </span>96</ins>")
        changes = self.data("1-1-1")["changes"]
        self.assertEqual(["How to reach us", "Do not use a sauna", "Do not use a swimming pool"],
                         [each["title"] for each in changes["safety"]])
        part = changes["safety"][1]["parts"]
        self.assertEqual([("Until", "72 hours after treatment", "96 hours after treatment")],
                         [(each["label"], each["before"], each["after"]) for each in part])
        self.assertIn("Yes, it is current", self.check("2-1-2"))

    def test_when_to_call_comes_first(self):
        def signs(treatment):
            entry(treatment, "signs", "swelling").update(urgency="call", call="It is *sample* words.")
            entry(treatment, "signs", "pink-glow")["look"] = "Other sample words."
        self.change(TREATMENT, signs)
        changes = self.data("1-1-1")["changes"]
        self.assertEqual(["Swelling"], [each["title"] for each in changes["safety"]])
        self.assertEqual([["How urgent", "Call us when"]],
                         [[part["label"] for part in each["parts"]] for each in changes["safety"]])
        self.assertEqual(["A pink glow right after treatment"],
                         [each["title"] for each in changes["other"]])
        self.assertIn("<em>sample</em>", changes["safety"][0]["parts"][1]["now_html"])

    def test_a_version_that_never_was_is_answered_kindly(self):
        for version in ("9-1-1", "1-1-9", "1-1", "0-1-1", "x", "1-1-1-1", "99999999999-1-1"):
            text = self.check(version, status=404)
            self.assertEqual([], words_missing(text, "We cannot find that version", PHONE,
                                               "The current leaflet", "Version 1-1-1"))
            problem = self.site.get(f"/api/v1/leaflets/micro-needling/{version}")
            self.assertEqual((404, "application/problem+json"),
                             (problem.status, problem.headers["Content-Type"]))
            self.assertIn("1-1-1", problem.json()["detail"])
        self.assertEqual(404, self.site.get("/leaflet/nope/1-1-1").status)

    def test_an_old_leaflet_finds_a_renamed_and_a_withdrawn_checklist(self):
        self.change(CHECKLIST, slug="needling")
        for start in ("/leaflet", "/api/v1/leaflets"):
            answer = self.site.get(f"{start}/micro-needling/1-1-1")
            self.assertEqual((308, f"{start}/needling/1-1-1"),
                             (answer.status, answer.headers["Location"]))
        self.assertIn("Yes, it is current", self.check("1-1-1", slug="needling"))
        self.change(CHECKLIST, withdrawn={"reason": "A sample reason."})
        for start in ("/leaflet", "/api/v1/leaflets"):
            answer = self.site.get(f"{start}/needling/1-1-1")
            self.assertEqual(410, answer.status)
            self.assertIn("A sample reason.", answer.text)

    def test_no_search_engine_keeps_it(self):
        self.assertEqual("noindex", self.site.get("/leaflet/micro-needling/1-1-1")
                         .headers["X-Robots-Tag"])


class TestCitedInPreview(SiteTest):
    def test_prose_that_cites_is_read_with_its_words_everywhere(self):
        path = write(self.site.top, "cites.json", faq("cites", short_answer="It is [[fact:session-length]].",
                     answer="So `[[fact:x]]`, [[fact:session-length]].", treatments=["micro-needling"]))
        self.site.import_files(path)
        text = Page(self.site.get("/questions/cites").text).region("main")
        self.assertIn("It is 20 to 30 minutes.", text)
        self.assertRegex(text, r"So \[\[fact:x\]\] ?, 20 to 30 minutes\.")
        found = self.site.get("/api/v1/faqs/cites").json()
        self.assertEqual("So `[[fact:x]]`, [[fact:session-length]].", found["answer"])
        self.assertIn("20 to 30 minutes", found["answer_html"])


class TestPrint(unittest.TestCase):
    """With a base URL, as a clinic runs it."""

    @classmethod
    def setUpClass(cls):
        cls.site = Site(arguments=("--base-url", "https://aftercare.example.org"))
        cls.addClassCleanup(cls.site.stop)
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="aftercare-print-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        style = (SOURCE / "www/static/site.css").read_text()
        cls.html = cls.site.get(PAGE).text
        for size in SIZES:
            inlined = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _, size=size:
                             f"<style>{style} @page {{ size: {size} }}</style>", cls.html)
            page = write(cls.folder, f"{size}.html", inlined)
            subprocess.run(["chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                            f"--user-data-dir={cls.folder}/profile", "--no-pdf-header-footer",
                            f"--print-to-pdf={cls.folder}/{size}.pdf", page.as_uri()],
                           check=True, capture_output=True, timeout=180,
                           env={**os.environ, "FONTCONFIG_FILE": str(SOURCE / "tests/browser/fonts.conf")})

    def test_it_prints_on_two_pages_of_either_size(self):
        for size, (width, height) in SIZES.items():
            with self.subTest(size):
                told = subprocess.run(["pdfinfo", self.folder / f"{size}.pdf"], check=True,
                                      capture_output=True, text=True).stdout
                self.assertLessEqual(int(re.search(r"Pages:\s+(\d+)", told).group(1)), 2)
                points = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", told).groups()
                self.assertEqual([width, height], [round(float(each)) for each in points])

    def test_nothing_is_lost_on_paper(self):
        steps = [each["title"] for each in seed(CHECKLIST)["steps"]]
        signs = [each["title"] for each in seed(TREATMENT)["signs"]]
        for size in SIZES:
            text = " ".join(subprocess.run(["pdftotext", self.folder / f"{size}.pdf", "-"], check=True,
                                           capture_output=True, text=True).stdout.split())
            address = "aftercare.example.org/leaflet/micro-needling/1-1-1"
            with self.subTest(size):
                self.assertEqual([], [each for each in steps + signs if each not in text])
                self.assertGreaterEqual(text.count(PHONE), 2)
                self.assertIn(address, text.replace("org /", "org/"))
                self.assertEqual([], [word for word in ("Comparisons", "Where this comes from")
                                      if word in text])
                # A do-not says so by more than a color.
                self.assertGreaterEqual(text.count("✕ Do not"), 5)

    def test_it_is_black_on_white(self):
        """Every dot is a shade of grey, and no area but the code's is dark."""
        for size in SIZES:
            subprocess.run(["pdftoppm", "-r", "40", self.folder / f"{size}.pdf", self.folder / size],
                           check=True, capture_output=True)
            for path in sorted(self.folder.glob(f"{size}-*.ppm")):
                dots = path.read_bytes().split(b"\n255\n", 1)[1]
                colors = set(zip(dots[::3], dots[1::3], dots[2::3]))
                self.assertLessEqual(max(max(dot) - min(dot) for dot in colors), 8, path.name)
                light = sum(each > 200 for each in dots[::3]) / (len(dots) / 3)
                self.assertGreater(light, 0.75, path.name)

    def test_the_code_stands_there_where_the_address_is_known(self):
        self.assertRegex(self.html, r'<svg class="qr"[^>]*aria-label="QR code: is this leaflet current\?"')
        text = self.site.run("cgi", "--database", self.site.database, "--templates",
                             self.site.templates, check=True,
                             env={"REQUEST_METHOD": "GET", "PATH_INFO": PAGE}).stdout
        self.assertNotIn('class="qr"', text)
        self.assertIn("/leaflet/micro-needling/1-1-1", Page(text).region("main"))


if __name__ == "__main__":
    unittest.main()
