"""The search page: what is found, and that anything may be typed."""

import random
import re
import unittest
import urllib.parse

from harness import SOURCE, SiteTest
from kept import kept_by_nginx
from pages import Page, words_missing
from samples import faq, seed, write

CLINIC = seed("clinic")
TREATMENT, CHECKLIST = "/treatments/micro-needling", "/aftercare/micro-needling"
SWIMMING = "/questions/can-i-swim-use-a-sauna-or-go-to-the-gym"

# What is typed, and a page that must be among the results.
FOUND = [
    ("pool", SWIMMING), ("pool", CHECKLIST), ("sauna", SWIMMING), ("sauna", CHECKLIST),
    ("PIN", TREATMENT), ("pcit", TREATMENT), ("Percutaneous Collagen Induction Therapy", TREATMENT),
    ("microneedling", TREATMENT), ("micro-needling", TREATMENT), ("micro needling", TREATMENT),
    ("facelift", "/comparisons/micro-needling-or-facelift"),
    ("sunscreen", "/questions/do-i-need-sunscreen"), ("SUNSCREEN", CHECKLIST),
    ("retinol", "/questions/can-i-use-retinol"), ("retin", "/questions/can-i-use-retinol"),
    ("redness", TREATMENT), ("bruises", TREATMENT), ("keloid scars", TREATMENT),
    # Other names of an activity lead to the steps that name it.
    ("crossfit", CHECKLIST), ("sunblock", CHECKLIST), ("moisturiser", CHECKLIST),
    ("privacy", "/privacy"), ("session", "/questions/how-long-does-a-session-take"),
]

# Every character and word that means something to FTS5.
SYNTAX = list("\"'*^:(){}[]+-,.;<>=|&!?@#$%/\\~`_") + [
    "AND", "OR", "NOT", "NEAR", "NEAR(pool sauna, 5)", "pool AND", "AND pool", "NOT pool",
    "pool OR", "pool NOT sauna", "title:pool", "{title names}:pool", "- title:pool", "^pool",
    "pool*", "*pool", "*", '"pool', 'pool"', '""', '"""', '"pool" + "sauna"', "(pool", "pool)",
    "((((((pool))))))", "pool + sauna", "names : pool", "text:*", "search", "rank:pool", "rowid:1",
    "pool\\", "';DROP TABLE search;--", "%00", "%", "\\0", "{{title}}", "<mark>", "&lt;", "NULL",
]
ODD = [
    "", " ", "\t", "\n", "\r\n", "a" * 300, "a " * 300, "ä" * 300, "\u00e9cole", "e\u0301cole",
    "日本語", "मराठी", "العربية", "\u202ereversed", "😀" * 50, "\ufeffpool", "\u00a0", "\u200b",
    "ß", "İ", "ﬁ", "\U0010ffff", "a\u0300" * 100, "pool\tsauna\nretinol", "1", "0" * 100, "-1",
    "1e999", "'" * 200, '"' * 200, "(" * 200, "*" * 200, "\\" * 200, "AND " * 60, "NEAR(" * 50,
]


def typed(text, more=""):
    return "/search?q=" + urllib.parse.quote(text, safe="") + more


def mixtures(count, seed_number=7):
    """Random joins of all these: the same ones each time."""
    dice = random.Random(seed_number)
    parts = SYNTAX + [each for each in ODD if len(each) < 20] + ["pool", "sauna", "é", "x"]
    return [dice.choice(["", " "]).join(dice.choices(parts, k=dice.randint(2, 9)))
            for _ in range(count)]


class TestSearch(SiteTest):
    def page(self, path):
        answer = self.site.get(path)
        self.assertEqual(200, answer.status, path)
        return Page(answer.text)

    def test_it_finds_words_and_other_names(self):
        for words, path in FOUND:
            with self.subTest(words):
                links = [link.split("#")[0] for link in self.page(typed(words)).links]
                self.assertIn(path, links)

    def test_a_name_leads_to_its_treatment_first(self):
        for words in ("PIN", "PCIT"):
            results = [link for link in self.page(typed(words)).links
                       if link.startswith(("/treatments/", "/questions/", "/aftercare/"))]
            self.assertEqual(TREATMENT, results[0], words)

    def test_every_character_of_the_query_syntax_is_only_text(self):
        for words in SYNTAX:
            with self.subTest(words):
                for text in (words, f"pool{words}", f"{words}pool", f"pool {words} sauna"):
                    self.page(typed(text))

    def test_three_hundred_odd_inputs_are_answered(self):
        inputs = ODD + mixtures(300)
        self.assertGreater(len(set(inputs)), 300)
        for text in inputs:
            with self.subTest(text):
                page = self.page(typed(text))
                self.assertEqual(1, len(page.h1))
                self.assertIn(CLINIC["phone"], page.region("header"))

    def test_syntax_around_a_word_does_not_hide_what_it_finds(self):
        for text in ('"sauna', "sauna*", "(sauna)", "sauna:", "^sauna", "sauna'",
                     "-sauna", "sauna?"):
            with self.subTest(text):
                page = self.page(typed(text))
                self.assertNotIn("We found nothing", page.text)
                self.assertEqual({"q": text}, page.forms["/search"])

    def test_where_nothing_is_found_it_says_whom_to_ask(self):
        page = self.page(typed("xyzzy"))
        self.assertEqual([], words_missing(page.region("main"), "We found nothing", "xyzzy",
                                           CLINIC["phone"]))
        self.assertIn(CLINIC["phone_url"], page.links)
        self.assertTrue([link for link in page.links if link.startswith("/questions/")])

    def test_before_anything_is_typed_there_is_just_the_box(self):
        for path in ("/search", "/search?q=", "/search?page=1", "/search?other=1"):
            page = self.page(path)
            self.assertIn("q", page.forms["/search"])
            self.assertNotIn("We found nothing", page.text)

    def test_what_was_typed_is_shown_as_it_was_and_never_as_markup(self):
        for text in ('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onclick='x",
                     "&lt;b&gt;", "</title><h1>x", "<mark>pool</mark>", "{{{title}}}", "pool <b>"):
            with self.subTest(text):
                page = self.page(typed(text))
                self.assertEqual(text, page.forms["/search"]["q"])
                self.assertEqual(set(), page.tags & {"img", "b"})
                self.assertEqual([], [name for tag, name in page.attributes if tag == "script"
                                      and name not in ("src", "defer", "data-worker", "data-plan", "data-search",
                                                       "data-fresh")])
                self.assertEqual(1, len(page.h1))
                self.assertEqual([], page.unclosed)
                self.assertIn(text, page.region("main"))

    def test_a_word_that_is_right_is_not_corrected_though_no_page_has_it(self):
        """Who asks about fever must not read about something else: the answer is whom to call."""
        for word in ("fever", "pain", "bleeding", "pregnant", "botox", "eczema", "shave"):
            with self.subTest(word):
                answer = self.site.get(typed(word).replace("/search", "/api/v1/search", 1)).json()
                self.assertEqual((None, None), (answer.get("corrected"), answer.get("suggestion")))
                main = self.page(typed(word)).region("main")
                self.assertIn("We found nothing", main)
                self.assertIn(CLINIC["phone"], main)

    def test_a_sign_answers_only_where_nothing_else_is_asked(self):
        """Who types of redness and fever must not read in bold that redness is usual."""
        alarming = ("redness and fever", "redness and pus", "swelling cant breathe", "severe swelling",
                    "redness spreading", "bruising getting worse")
        for text in alarming:
            with self.subTest(text):
                direct = self.site.get(typed(text).replace("/search", "/api/v1/search", 1)).json()["direct"]
                self.assertEqual([], [each for each in direct if each.get("type") == "sign"])
                self.assertNotIn("Usual after this treatment.", self.page(typed(text)).region("main"))
        for text in ("redness", "how long will my face be red", "when does the swelling go down", "mild bruising"):
            with self.subTest(text):
                self.assertIn("Usual after this treatment", self.page(typed(text)).region("main"))

    def test_words_found_are_marked(self):
        answer = self.site.get(typed("sauna"))
        self.assertRegex(answer.text, "(?i)<mark>saunas?</mark>")

    def test_what_documents_say_is_never_markup_in_results(self):
        title, answer = 'Zebra <i>crossing</i> & "more"?', "A <b>zebra</b> & a <mark>."
        document = faq("zebra", title=title, short_answer=answer)
        self.site.import_files(write(self.site.top, "zebra.json", document))
        page = self.page(typed("zebra"))
        self.assertEqual(set(), page.tags & {"b", "i"})
        self.assertEqual([], page.unclosed)
        self.assertIn(title, page.region("main"))
        self.assertIn("A <b> zebra </b> & a <mark>.", page.region("main"))

    def test_no_copy_of_the_answer_is_kept(self):
        for path in ("/search", typed("sauna"), typed("xyzzy")):
            answer = self.site.get(path)
            self.assertEqual("no-store", answer.headers["Cache-Control"])
            self.assertIsNone(answer.headers["ETag"])

    def test_what_is_no_text_is_refused(self):
        for query in ("%00", "%ff", "%c3", "%zz", "%", "%ed%a0%80", "a%01b", "%7f", "%c0%af"):
            self.assertEqual(400, self.site.get("/search?q=" + query).status, query)

    def test_an_address_may_be_as_long_as_the_manual_says(self):
        told = re.search(r"query of the address has more than (\d+) bytes", (SOURCE / "docs/api.md").read_text())
        most = int(told.group(1)) - len("q=")
        for path in ("/search", "/api/v1/search"):
            self.assertEqual(200, self.site.get(path + "?q=" + "a" * most).status, path)
            self.assertEqual(414, self.site.get(path + "?q=" + "a" * (most + 1)).status, path)


class TestMistyped(SiteTest):
    """Whoever writes "%3F" for "?" asks for a page that is not there, with the term in its address."""

    def test_no_word_is_left_in_the_cache_of_nginx(self):
        word = "privatesoreness"
        for path in ("/search%3Fq={}", "/{}", "/search/{}", "/search%3Fq={}/", "/questions/{}", "/can-i/{}",
                     "/questions/{}/", "/a/b/{}", "/treatments/{}/is-this-normal", "/aftercare/{}/plan",
                     "/aftercare/micro-needling/day/{}", "/leaflet/micro-needling/{}", "/leaflet/{}/1-1-1",
                     "/leaflet/{}/{}", "/helpful/yes/{}", "/brand/{}", "/brand/style-{}.css", "/sitemap/{}",
                     "/api/v1/search%3Fq={}", "/api/v1/suggest%3Fq={}", "/api/v1/{}", "/api/v1/faqs/{}",
                     "/api/v1/faqs%3Fq={}", "/api/v1/leaflets/micro-needling/{}", "/api/{}", "/static/{}"):
            for method in ("GET", "HEAD"):
                answer = self.site.get(path.replace("{}", word), method, **{"Accept-Encoding": "gzip"})
                with self.subTest(path, method=method):
                    self.assertIn(answer.status, (200, 303, 308, 404))
                    if answer.status != 308:
                        self.assertEqual("no-store", answer.headers["Cache-Control"])
        self.site.get("/can-i/gym")  # another name of an activity, typed
        self.site.get("/questions")
        kept = kept_by_nginx(self.site.nginx_folder / "cache")
        self.assertIn("identity|/questions", kept, "it is looked at")
        self.assertEqual([], [key for key, page in kept.items() if word in key + page])
        self.assertNotIn("identity|/can-i/gym", kept)
        self.assertNotIn(word, self.site.log() + self.site.access_log())


class TestAnswers(SiteTest):
    """What stands above the list, and what is said where there is no list."""

    def page(self, text, more=""):
        answer = self.site.get(typed(text, more))
        self.assertEqual(200, answer.status)
        return Page(answer.text)

    def test_an_activity_answers_above_the_list(self):
        for text in ("sauna", "can I use a sauna?", "suana"):
            main = self.page(text).region("main")
            with self.subTest(text):
                self.assertEqual([], words_missing(main, "After Micro-needling", "No, until 72 hours"))
                self.assertLess(main.index("No, until 72 hours"), main.index("pages for"))

    def test_a_sign_answers_with_every_figure_and_says_that_they_differ(self):
        redness = next(each for each in seed("micro-needling-treatment")["signs"] if each["id"] == "redness")
        main = self.page("how long red").region("main")
        for figure in redness["gone"]:
            self.assertIn(figure["time"]["words"], main)
        self.assertIn("Our information differs", main)
        self.assertIn(CLINIC["phone"], main)

    def test_words_that_mean_the_same_find_the_same(self):
        group = next(each["words"] for each in seed("vocabulary")["groups"] if "erythema" in each["words"])
        for word in group:
            self.assertIn("Redness after Micro-needling", self.page(word).region("main"), word)

    def test_a_slip_is_mended_and_said(self):
        page = self.page("suana")
        self.assertIn("No page of ours has a word as it stands in “suana”", page.text)
        self.assertIn("/search?q=sauna", page.links)

    def test_what_is_said_of_words_is_true(self):
        """A word is said to be nowhere only where it is; nothing is said to be found for nothing."""
        for text, says, never in [
                ("hot bath", ["No page of ours has the words “bath”", CLINIC["phone"]], ["We looked for", "We found nothing"]),
                ("suana with my grandparents", ["in “suana with my grandparents”", "We looked for sauna with my grandparents",
                                                "No page of ours has the words “grandparents”"], ["We found nothing"]),
                ("hot tub", [], ["No page of ours", "We looked for", "We found nothing"]),
                ("xyzzy", ["We found nothing for “xyzzy”"], ["No page of ours", "We looked for"]),
                ("parking", ["Contact us", "How to reach us"], ["We found nothing", "We looked for"])]:
            with self.subTest(text):
                main = self.page(text).region("main")
                self.assertEqual([], words_missing(main, *says))
                self.assertEqual([], [each for each in never if each in main])

    def test_the_missing_words_are_told_to_programs(self):
        for text, missing in [("hot bath", ["bath"]), ("sauna", []), ("sleep after a sauna", ["sleep"])]:
            self.assertEqual(missing, self.site.get(f"/api/v1/search?q={urllib.parse.quote(text)}").json()["missing"])

    def test_an_activity_that_our_advice_does_not_name_says_so_as_its_page_does(self):
        said = Page(self.site.get("/can-i/make-up").text).region("main")
        for text in ("make-up", "can I wear lipstick tomorrow"):
            main = self.page(text).region("main")
            for words in ("Our advice says nothing about this for:", f"Please ask us: {CLINIC['phone']}"):
                self.assertIn(words, said)
                self.assertIn(words, main)
        direct = self.site.get("/api/v1/search?q=make-up").json()["direct"]
        self.assertTrue(direct[0]["says_nothing"])
        self.assertEqual({"ask"}, {each["answer"] for each in direct[0]["answers"]})

    def test_contact_words_lead_to_the_page_of_contacts_and_say_no_more_than_it(self):
        for text in ("opening hours", "where is the clinic?", "E-mail", "can I ring you"):
            direct = self.site.get("/api/v1/search?" + urllib.parse.urlencode({"q": text})).json()["direct"]
            self.assertEqual([("contact", CLINIC["phone"], CLINIC["emergency"])],
                             [(each["type"], each["phone"], each["emergency"]) for each in direct])
            self.assertIn("/contact", self.page(text).links)
        for text in ("open wound", "my wedding ring", "sauna opening hours"):
            self.assertNotIn("How to reach us", self.page(text).region("main"), text)

    def test_exact_comes_before_stemmed_before_begun_and_nothing_there_is_corrected(self):
        titles = {"quilt": "Quilt there?", "quilts": "Quilts there?", "quiltworks": "Quiltworks there?"}
        self.site.import_files(*[
            write(self.site.top, f"{word}.json", faq(f"quilt-{word}", title=title, short_answer="Yes."))
            for word, title in titles.items()])

        def order(text):
            found = self.site.get(f"/api/v1/search?q={text}").json()
            return [each["title"] for each in found["results"]], found.get("corrected")
        self.assertEqual(([titles["quilt"], titles["quilts"], titles["quiltworks"]], None), order("quilt"))
        self.assertEqual(([titles["quilts"], titles["quilt"]], None), order("quilts"))
        self.assertEqual(([titles["quiltworks"]], "quiltworks"), order("quiltwroks"))

    def test_each_longer_beginning_finds_what_the_word_finds(self):
        for word, page in (("swimming", "/can-i/swimming"), ("irritation", f"{TREATMENT}#sign-irritation"),
                           ("sunscreen", "/can-i/sunscreen"), ("erythema", f"{TREATMENT}#sign-redness")):
            for size in range(2, len(word) + 1):
                found = self.site.get(f"/api/v1/search?limit=100&q={word[:size]}").json()
                self.assertIn(page, [each["page"][len(self.site.base_url):] for each in found["results"]], word[:size])

    def test_a_place_in_our_information_stands_only_where_it_differs(self):
        differing, clear = (self.page(words).region("main") for words in ("redness", "pink glow"))
        self.assertIn("Usually gone: less than 2 days, 2 to 3 days or a few days", differing)
        self.assertIn("Where this comes from Usually gone, less than 2 days: ", differing)
        self.assertIn("Eases: 24 hours or less", clear)
        self.assertNotIn("Where this comes from", clear)

    def test_a_hit_leads_to_its_part(self):
        self.assertTrue([link for link in self.page("elastin").links
                         if "#" in link and link.startswith(TREATMENT)])

    def test_robots_do_not_list_it(self):
        self.assertEqual("noindex", self.site.get(typed("sauna")).headers["X-Robots-Tag"])


class TestNoTime(SiteTest):
    """A search that is over before it has found anything."""
    site_options = {"arguments": ["--search-limit", "0"]}

    def test_it_says_so_and_whom_to_ask(self):
        for words in ("sauna", "sunscreen"):  # the first is answered by its activity
            page = Page(self.site.get(typed(words)).text)
            self.assertIn(CLINIC["phone_url"], page.links)
            self.assertIn("took too long", page.text)
            self.assertNotIn("We found nothing", page.text)  # nobody has looked
        answer = self.site.get("/api/v1/search?q=sauna").json()
        self.assertEqual((True, []), (answer["cut"], answer["results"]))
        self.assertTrue(answer["nearest"])
        self.assertIsNone(answer.get("corrected"))


class TestProgram(SiteTest):
    """/api/v1/search and /api/v1/suggest."""

    def ask(self, path, status=200, **query):
        answer = self.site.get(f"/api/v1/{path}?" + urllib.parse.urlencode(query))
        self.assertEqual(status, answer.status, (path, query))
        self.assertEqual("no-store", answer.headers["Cache-Control"])
        return answer.json()

    def test_results_come_in_order_with_their_addresses(self):
        found = self.ask("search", q="retinol")
        self.assertEqual(len(found["results"]), min(found["total"], 20))
        self.assertFalse(found["total_is_least"])
        for result in found["results"]:
            self.assertLessEqual({"kind", "kind_label", "key", "slug", "title", "page", "self", "snippet",
                                  "snippet_html"}, set(result))
            self.assertNotIn("<mark>", result["snippet"])
            document = self.site.get(result["self"][len(self.site.base_url):]).json()
            self.assertEqual(document["key"], result["key"])
        self.assertEqual(found["direct"][0]["type"], "activity")
        self.assertEqual(found["direct"][0]["answers"][0]["answer"], "ask")

    def test_pages_go_on_where_the_last_ended(self):
        every = [each["key"] for each in self.ask("search", q="skin", limit=100)["results"]]
        self.assertGreater(len(every), 5)
        paged = [each["key"] for page in (1, 2, 3)
                 for each in self.ask("search", q="skin", limit=2, page=page)["results"]]
        self.assertEqual(every[:6], paged)

    def test_one_kind_alone(self):
        found = self.ask("search", q="sauna", kind="faq")
        self.assertEqual({"faq"}, {each["kind"] for each in found["results"]})

    def test_what_is_wrong_is_named(self):
        for path, query, parameter in [
                ("search", {}, "q"), ("search", {"q": " "}, "q"), ("suggest", {}, "q"),
                ("search", {"q": "a", "kind": "nothing"}, "kind"),
                ("search", {"q": "a", "kind": "vocabulary"}, "kind"),
                ("search", {"q": "a", "limit": "0"}, "limit"), ("search", {"q": "a", "limit": "101"}, "limit"),
                ("search", {"q": "a", "page": "-1"}, "page"), ("suggest", {"q": "a", "limit": "21"}, "limit"),
                ("search", {"q": "a", "sort": "title"}, "sort")]:
            with self.subTest(path=path, query=query):
                self.assertEqual(parameter, self.ask(path, 400, **query)["parameter"])

    def test_suggestions_begin_as_typed(self):
        for text in ("sau", "SAU", "säu"):
            texts = [each["text"] for each in self.ask("suggest", q=text)["suggestions"]]
            self.assertTrue([each for each in texts if "sauna" in each.lower()], text)
        self.assertLessEqual(len(self.ask("suggest", q="s", limit=3)["suggestions"]), 3)
        for each in self.ask("suggest", q="how")["suggestions"]:
            self.assertEqual(200, self.site.get(each["page"][len(self.site.base_url):]).status)

    def test_a_suggestion_stands_once_for_a_page_and_knows_staffs_words_and_slips(self):
        for text, first in (("sau", "Saunas"), ("eryth", "How long will my face be red?"), ("suana", "Saunas")):
            found = self.ask("suggest", q=text, limit=20)["suggestions"]
            pages = [each["page"] for each in found]
            self.assertEqual(len(set(pages)), len(pages), text)
            self.assertEqual(first, found[0]["text"], text)

    def test_anything_may_be_typed(self):
        for text in SYNTAX + [each for each in ODD if each.strip(" \t\r\n")] + mixtures(100, 11):
            for path in ("search", "suggest"):
                with self.subTest(path=path, text=text):
                    answer = self.site.get(f"/api/v1/{path}?q=" + urllib.parse.quote(text, safe=""))
                    self.assertIn(answer.status, (200, 400) if not text.strip() or text == "%00" else (200,))

    def test_what_was_typed_is_kept_nowhere(self):
        word = "quizzaciously"
        for path in ("/search", "/api/v1/search", "/api/v1/suggest"):
            self.site.get(f"{path}?q={word}")
        self.assertNotIn(word, self.site.log())
        self.assertNotIn(word, "".join(self.site.access_log()))
        for path in self.site.top.rglob("*"):
            if path.is_file():
                self.assertNotIn(word.encode(), path.read_bytes(), path.name)


if __name__ == "__main__":
    unittest.main()
