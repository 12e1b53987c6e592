"""Every fact of the clinic's article: on its page, in the API's data, each with its source. The
facts themselves stand in facts.py."""

import re
import unittest

from facts import (ARTICLE, CHECKLIST, CLAIMS, COMPARISON, ELEMENTS, FIGURES, NUMBERS, PAGES, PHONE,
                   QUESTIONS, TEXTS, TREATMENT)
from harness import SOURCE, SiteTest
from pages import Page, words_missing
from samples import seed

def walk(value):
    """value and everything inside it."""
    yield value
    for inner in (value.values() if isinstance(value, dict) else
                  value if isinstance(value, list) else ()):
        yield from walk(inner)


def times_in(entry):
    """(low, high, unit, precision) of each time in figures."""
    return sorted(((each["low"], each["high"], each["unit"], each.get("precision"))
                   for each in walk(entry) if isinstance(each, dict) and "low" in each), key=str)


def places_in(entry):
    return [each["place"] for each in walk(entry) if isinstance(each, dict) and "place" in each]


class TestFacts(SiteTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.documents, cls.pages = {}, {}

    def document(self, path):
        if path not in self.documents:
            self.documents[path] = self.site.get("/api/v1/" + path).json()
        return self.documents[path]

    def page(self, path):
        if path not in self.pages:
            self.pages[path] = Page(self.site.get(path).text)
        return self.pages[path]

    def entry(self, document, place):
        name, _, entry_id = place.partition(".")
        found = [each for each in self.document(document)[name] if each["id"] == entry_id]
        self.assertEqual(1, len(found), place)
        return found[0]

    def for_each_claim(self, check):
        """check(entry, text, claim): the entry of the data, the words of its element, the row."""
        for claim in CLAIMS:
            document, place, *_ = claim
            name, _, entry_id = place.partition(".")
            with self.subTest(place):
                text = self.page(PAGES[document]).text_of(ELEMENTS[name] + entry_id)
                self.assertIsNotNone(text, "not on the page")
                check(self.entry(document, place), text, claim)

    def test_each_claim_is_on_its_page_in_words(self):
        self.for_each_claim(lambda entry, text, claim:
                            self.assertEqual([], words_missing(text, *claim[4])))

    def check_figures(self, entry, text, claim):
        _, _, confirmed, times, _ = claim
        self.assertEqual(confirmed, entry.get("confirmed"))
        self.assertEqual(sorted(times, key=str), times_in(entry))
        for each in walk(entry):
            if isinstance(each, dict) and "precision" in each:
                self.assertIn(each["words"], text)

    def test_each_claim_has_its_figures_in_the_data(self):
        self.for_each_claim(self.check_figures)

    def test_each_claim_stands_with_its_source_and_place(self):
        sources = 0
        for document, place, *_ in CLAIMS:
            entry, page = self.entry(document, place), self.page(PAGES[document])
            titles = {each["id"]: each["title"] for each in self.document(document)["sources"]}
            with self.subTest(place):
                cited = [each for each in walk(entry) if isinstance(each, dict) and "source" in each]
                self.assertTrue(cited)
                for each in cited:
                    self.assertRegex(titles[each["source"]], ARTICLE)
                    self.assertIn(each["place"], page.text)
                    sources += 1
        self.assertGreaterEqual(sources, len(CLAIMS))

    def check_difference(self, entry, text, claim):
        figures = [each for name in ("figures", "eases", "gone") for each in entry.get(name, [])]
        self.assertLess(len(figures), 2 if entry.get("confirmed", True) else 10)
        if entry.get("confirmed", True):
            return
        self.assertIn(entry["note"], text)
        self.assertIn(PHONE, text)
        for each in figures if len(figures) > 1 else []:
            self.assertEqual([], [words for words in (each["time"]["words"], each["place"])
                                  if words not in text])
        self.assertNotRegex(text.lower(), r"\bworr(y|ied)|danger|warning")

    def test_where_the_information_differs_every_figure_a_note_and_whom_to_ask(self):
        self.for_each_claim(self.check_difference)

    def test_how_long_results_last_is_told_both_ways_on_one_page(self):
        for path in ("/treatments/micro-needling", "/questions/how-long-do-results-last"):
            text = self.page(path).region("main")
            self.assertEqual([], words_missing(text, "4 to 6 weeks", "about a year", PHONE))
            self.assertRegex(text, "differ|different")

    def test_each_text_is_on_its_page_and_in_the_data(self):
        for document, field, words in TEXTS:
            with self.subTest(f"{document} {field}"):
                html = Page(f"<html><body>{self.document(document)[field + '_html']}</body></html>")
                self.assertEqual([], words_missing(html.text.replace("’", "'"), *words))
                self.assertIn(html.text, self.page(PAGES[document]).region("main"))

    def test_other_names_are_on_the_page_and_in_the_data(self):
        names = self.document(TREATMENT)["other_names"]
        for name in ("PIN", "PCIT", "Percutaneous Induction Needling",
                     "Percutaneous Collagen Induction Therapy"):
            self.assertIn(name, names)
            self.assertEqual([], words_missing(self.page(PAGES[TREATMENT]).region("main"), name))

    def test_there_are_five_benefits_and_the_steps_have_their_phase(self):
        self.assertEqual(5, len(self.document(TREATMENT)["benefits"]))
        before = [each["id"] for each in self.document(CHECKLIST)["steps"] if each["phase"] == "before"]
        self.assertEqual(["plan-routine", "exfoliate"], before)

    def test_each_question_is_answered_with_its_source(self):
        listed = [each["key"] for each in self.site.get("/api/v1/faqs?limit=100").json()["items"]]
        self.assertEqual(sorted(listed), sorted(key for key, _, _ in QUESTIONS))
        for key, confirmed, words in QUESTIONS:
            with self.subTest(key):
                data, page = self.document(f"faqs/{key}"), self.page(f"/questions/{key}")
                self.assertEqual(confirmed, data["confirmed"])
                self.assertEqual([], words_missing(page.region("main"), *words))
                self.assertIn(data["short_answer"], page.region("main"))
                for source in data["sources"]:
                    self.assertRegex(source["title"], ARTICLE)
                    self.assertIn(source["place"], page.text)

    def test_the_clinic_and_its_number(self):
        clinic, place = map(self.document, ("clinic", "locations/baltimore-plastic-surgery"))
        self.assertEqual((PHONE, "tel:+14102051846"), (clinic["phone"], clinic["phone_url"]))
        for data in clinic, place:
            self.assertEqual("Baltimore Plastic Surgery", data["title"])
            self.assertTrue(all(source["place"] for source in data["sources"]))
        # A number stands in one place; what is not known is not there.
        self.assertEqual(set(), {"phone", "hours", "address"} & set(place))
        contact = self.page("/contact")
        self.assertEqual([], words_missing(contact.region("main"), "Baltimore Plastic Surgery", PHONE,
                                           "911"))
        self.assertEqual([], [word for word in ("Opening hours", "Address", "None", "null")
                              if word in contact.region("main")])


class TestNothingIsInvented(SiteTest):
    def everything(self):
        for kind in self.site.get("/api/v1/").json()["kinds"]:
            path = kind["url"].removeprefix(self.site.base_url)
            data = self.site.get(path + ("" if path.endswith("clinic") else "?limit=100")).json()
            yield from data.get("items", [data])

    def test_no_figure_that_the_article_does_not_give(self):
        found = set()
        for document in self.everything():
            for each in walk(document):
                if isinstance(each, dict) and "low" in each:
                    found.add((each["low"], each["high"], each["unit"]))
        self.assertEqual(FIGURES, found)

    def test_no_other_number_in_any_text(self):
        for document in self.everything():
            # A page of the site tells of itself, not of a treatment.
            if document["kind"] == "page":
                continue
            document = {name: value for name, value in document.items()
                        if name not in ("review", "links", "updated", "sources")}
            for text in walk(document):
                if isinstance(text, str) and not text.startswith(("tel:", "<")):
                    self.assertEqual(set(), set(re.findall(r"\d+", text)) - NUMBERS, text)

    def test_nobody_is_said_to_have_reviewed_it(self):
        for document in self.everything():
            self.assertEqual(["next_due"], list(document["review"]))

    def test_no_warning_sign_and_only_one_urgent_number(self):
        for sign in self.site.get("/api/v1/" + TREATMENT).json()["signs"]:
            self.assertEqual("usual", sign["urgency"])
            self.assertNotIn("call", sign)
        self.assertEqual(seed("clinic")["emergency"], "In an emergency, call 911.")


class TestDecisions(SiteTest):
    """docs/source-decisions.md says where each fact went; it must be there."""

    documents = {"T": TREATMENT, "A": CHECKLIST, "C": COMPARISON}

    def places(self):
        """("T", "facts.results-last") … of the last column of every table."""
        for line in (SOURCE / "docs/source-decisions.md").read_text().splitlines():
            if not line.startswith("|"):
                continue
            last = line.rstrip("| ").rpartition("|")[2]
            for part in last.split(";"):
                found = re.match(r"\s*(?:([TAC]):|(Q)) (.*)", part)
                if found:
                    for place in re.findall(r"[a-z][\w.-]*", re.sub(r"\(.*?\)", "", found[3])):
                        yield found[1] or found[2], place

    def test_each_place_it_names_exists(self):
        places = set(self.places())
        self.assertGreater(len(places), 60)
        data = {name: self.site.get("/api/v1/" + path).json() for name, path in self.documents.items()}
        for document, place in sorted(places):
            with self.subTest(f"{document}: {place}"):
                if document == "Q":
                    self.assertEqual(200, self.site.get(f"/questions/{place}").status)
                    continue
                field, _, entry_id = place.partition(".")
                self.assertIn(field, data[document])
                if entry_id:
                    self.assertIn(entry_id, [each["id"] for each in data[document][field]])


if __name__ == "__main__":
    unittest.main()
