"""Is this normal? The signs of a treatment on one page, and the same as JSON."""

import re
import time
import unittest

from harness import Site, SiteTest
from pages import Page, words_missing
from samples import seed, write

CLINIC = seed("clinic")
TREATMENT = seed("micro-needling-treatment")
CHECKLIST = seed("micro-needling-checklist")
PAGE, DATA = "/treatments/micro-needling/is-this-normal", "/api/v1/treatments/micro-needling/signs"


def words_of(sign, name):
    return [figure["time"]["words"] for figure in sign.get(name, [])]


def sign(name, urgency="usual", confirmed=True, **more):
    return {"id": name, "title": f"Sign {name}", "urgency": urgency, "source": "article",
            "place": "x", "confirmed": confirmed, **more}


def figure(words, low=None):
    time = {"kind": "unstated", "words": words}
    if low:
        time = {"kind": "time", "low": low, "high": low, "unit": "day", "precision": "exact",
                "anchor": "after-treatment", "words": words}
    return {"time": time, "source": "article", "place": f"Place of {words}"}


# In the order of the document, which is not that of urgency.
SIGNS = [
    sign("worst", "emergency", call="Call 911 if you *cannot* breathe."),
    sign("bare"),
    sign("call", "call", call="It lasts."),
    sign("full", look="It <is> red.", look_darker="It is darker.", eases=[figure("1 day", 1)],
         gone=[figure("3 days", 3)]),
    sign("differs", confirmed=False, gone=[figure("2 days", 2), figure("5 days", 5)]),
    sign("unsure", confirmed=False, gone=[figure("4 days", 4)], note="Sample note."),
]


class TestSample(SiteTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = Page(cls.site.get(PAGE).text)

    def test_every_sign_is_there_with_all_that_is_known(self):
        for each in TREATMENT["signs"]:
            text = self.page.text_of("sign-" + each["id"])
            self.assertEqual([], words_missing(text, each["title"], each["look"], each["place"],
                                               *words_of(each, "eases"), *words_of(each, "gone")))

    def test_figures_that_differ_are_all_told_and_we_are_asked(self):
        text = self.page.text_of("sign-redness")
        redness = next(each for each in TREATMENT["signs"] if each["id"] == "redness")
        self.assertEqual([], words_missing(text, "Our information differs", CLINIC["phone"],
                                           redness["note"], *[f["place"] for f in redness["gone"]]))
        self.assertNotIn("Our information differs", self.page.text_of("sign-pink-glow"))

    def test_nothing_is_asked_and_nothing_is_invented(self):
        self.assertEqual({}, self.page.forms)
        self.assertEqual(set(), self.page.tags & {"input", "form"})
        self.assertNotIn("brown and black skin", self.page.text)

    def test_the_number_and_urgent_help_stand_first(self):
        main = self.page.region("main")
        self.assertLess(main.index(CLINIC["phone"]), main.index("Usual after this treatment"))
        self.assertLess(main.index(CLINIC["emergency"]), main.index("Usual after this treatment"))

    def test_pages_lead_here_and_it_leads_back(self):
        for path in ("/", "/treatments/micro-needling", "/aftercare/micro-needling"):
            self.assertIn(PAGE, Page(self.site.get(path).text).links)
        for path in ("/treatments/micro-needling", "/aftercare/micro-needling"):
            self.assertIn(path, self.page.links)

    def test_the_data_are_the_same(self):
        told = self.site.get(DATA).json()
        self.assertEqual(self.site.base_url + PAGE, told["page"])
        self.assertEqual(CLINIC["emergency"], told["clinic"]["emergency"])
        self.assertEqual(["usual"], [group["urgency"] for group in told["groups"]])
        for wanted, got in zip(TREATMENT["signs"], told["groups"][0]["signs"], strict=True):
            self.assertEqual(wanted, {name: got[name] for name in wanted})

    def test_an_unknown_treatment_and_a_wrong_parameter(self):
        self.assertEqual(404, self.site.get("/treatments/nope/is-this-normal").status)
        self.assertEqual(404, self.site.get("/api/v1/treatments/nope/signs").status)
        self.assertEqual("day", self.site.get(DATA + "?day=1").json()["parameter"])


class TestMadeUp(unittest.TestCase):
    """Every kind of sign; then another address, and an end."""

    def setUp(self):
        self.site = Site(cache=False)
        self.addCleanup(self.site.stop)
        self.document = {**TREATMENT, "key": "made-up", "slug": "made-up", "signs": SIGNS,
                         "title": "Made up"}
        self.publish(self.document)

    def publish(self, document):
        self.site.import_files(write(self.site.top, "made-up.json", document), extra=("--replace",))

    def get(self, slug="made-up"):
        return self.site.get(f"/treatments/{slug}/is-this-normal")

    def test_the_page(self):
        page = Page(self.get().text)
        order = [name.removeprefix("sign-") for name in page.ids if name.startswith("sign-")]
        self.assertEqual(["worst", "call", "bare", "full", "differs", "unsure"], order)
        self.assertEqual(["#signs-emergency", "#signs-call", "#signs-usual"],
                         [link for link in page.links if link.startswith("#signs")])
        main = page.region("main")
        self.assertIn("Get urgent help If you notice one of these, do not wait. "
                      + CLINIC["emergency"], main)
        self.assertIn("Call us If you notice one of these, call us. Call " + CLINIC["phone"], main)
        self.assertIn("What to do Call 911 if you cannot breathe.", page.text_of("sign-worst"))
        self.assertIn("Call us when It lasts.", page.text_of("sign-call"))
        self.assertIn("Our information does not say.", page.text_of("sign-bare"))
        self.assertIn("On brown and black skin: It is darker. Eases 1 day Usually gone 3 days",
                      page.text_of("sign-full"))
        self.assertIn("Our information differs: Please ask us.", page.text_of("sign-differs"))
        self.assertIn("To confirm: Sample note.", page.text_of("sign-unsure"))
        self.assertNotIn("brown", page.text_of("sign-differs"))
        self.assertEqual([], page.unclosed)

    def test_the_data(self):
        told = self.site.get("/api/v1/treatments/made-up/signs").json()
        self.assertEqual(["emergency", "call", "usual"],
                         [group["urgency"] for group in told["groups"]])
        self.assertEqual(4, len(told["groups"][2]["signs"]))

    def test_an_urgent_sign_says_so_wherever_it_stands(self):
        steps = {**CHECKLIST, "key": "made-up-after", "slug": "made-up", "treatment": "made-up", "title": "After"}
        self.site.import_files(write(self.site.top, "after.json", steps))
        urgent = f"Get urgent help. Do not wait. {CLINIC['emergency']}"
        for path in ("/treatments/made-up", "/aftercare/made-up"):
            page = Page(self.site.get(path).text)
            self.assertIn(urgent, page.text_of("sign-worst"), path)
            self.assertIn(f"Call us. {CLINIC['phone']}", page.text_of("sign-call"), path)
            self.assertNotIn("Call us.", page.text_of("sign-full"), path)
        day = Page(self.site.get("/aftercare/made-up/day/1").text).region("main")
        self.assertIn("Get urgent help If you notice one of these, do not wait.", day)
        self.assertLess(day.index("Sign worst"), day.index("What you may notice"))
        self.publish({**TREATMENT, "signs": [{**each, "urgency": "emergency", "call": "Call 911."} for each in TREATMENT["signs"]]})
        self.assertIn(urgent, Page(self.site.get("/search?q=redness").text).region("main"))

    def test_the_aftercare_with_its_signs_has_changed_when_they_have(self):
        steps = {**CHECKLIST, "key": "made-up-after", "slug": "made-up", "treatment": "made-up", "title": "After"}
        self.site.import_files(write(self.site.top, "after.json", steps))
        before = self.changed("/aftercare/made-up")
        time.sleep(1.1)  # a moment is told in seconds
        self.publish({**self.document, "signs": SIGNS[:1]})
        after = self.changed("/treatments/made-up")
        self.assertLess(before, after)
        self.assertEqual([after, after], [self.changed("/aftercare/made-up"), self.changed("/aftercare/made-up/day/1")])

    def changed(self, path):
        return re.search(r'Last changed <time datetime="([^"]+)"', self.site.get(path).text).group(1)

    def test_without_signs_it_says_so(self):
        self.publish({**self.document, "signs": []})
        main = Page(self.get().text).region("main")
        self.assertIn("names no signs to look out for. Please ask us", main)

    def test_moved_and_withdrawn(self):
        self.publish({**self.document, "slug": "renamed"})
        for path in ("/treatments/{}/is-this-normal", "/api/v1/treatments/{}/signs"):
            answer = self.site.get(path.format("made-up"))
            self.assertEqual((308, path.format("renamed")),
                             (answer.status, answer.headers["Location"]))
            self.assertEqual(200, self.site.get(path.format("renamed")).status)
        self.publish({**self.document, "slug": "renamed", "withdrawn": {"reason": "No more of it."}})
        for path in ("/treatments/renamed/is-this-normal", "/api/v1/treatments/renamed/signs"):
            answer = self.site.get(path)
            self.assertEqual(410, answer.status)
            self.assertIn("No more of it.", answer.text)


if __name__ == "__main__":
    unittest.main()
