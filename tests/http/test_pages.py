"""What patients find: every page and link, lists, search, what moved and what was withdrawn."""

import re
import unittest
import urllib.parse

from harness import Site, SiteTest
from pages import Page, crawl, is_internal, path_of, words_missing
from samples import faq, faqs, seed, write

CLINIC = seed("clinic")
TREATMENT = "/treatments/micro-needling"
TREATMENT_DATA = "/api/v1/treatments/micro-needling"

# What every page must have led to from somewhere.
EXPECTED = ["/", "/treatments", TREATMENT, "/aftercare", "/aftercare/micro-needling", "/questions",
            "/comparisons", "/comparisons/micro-needling-or-facelift", "/contact", "/search",
            "/about", "/privacy", "/accessibility"]

# Headers in which two answers to the same request may differ.
CHANGING = {"date", "connection"}


def fields_of(answer):
    return sorted((name.lower(), value) for name, value in answer.headers.items()
                  if name.lower() not in CHANGING)


class TestEveryPage(SiteTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.found = crawl(cls.site)
        cls.pages = {path: page for path, (_, page) in cls.found.items() if page}

    def test_every_link_leads_to_a_page(self):
        for path, (answer, page) in self.found.items():
            with self.subTest(path):
                self.assertEqual(200, answer.status)
                self.assertIsNotNone(page, "no HTML page")
        questions = [path for path in self.pages if path.startswith("/questions/")]
        self.assertEqual(18, len(questions))
        self.assertEqual([], [path for path in EXPECTED if path not in self.pages])

    def test_links_stay_on_this_site_or_call_a_number(self):
        for path, page in self.pages.items():
            with self.subTest(path):
                for link in page.links:
                    self.assertTrue(is_internal(link) or link.startswith(("#", "?", "tel:")), link)

    def test_every_fragment_is_an_id_of_its_page(self):
        for path, page in self.pages.items():
            with self.subTest(path):
                for link in page.links:
                    fragment = urllib.parse.urlsplit(link).fragment
                    if fragment:
                        self.assertIn(fragment, self.pages[path_of(link, path)].ids, link)

    def test_ids_are_unique_and_what_is_referred_to_is_there(self):
        for path, page in self.pages.items():
            with self.subTest(path):
                self.assertEqual(sorted(set(page.ids)), sorted(page.ids))
                self.assertEqual([], [name for name in page.references if name not in page.ids])
                self.assertEqual([], page.unclosed)

    def test_one_heading_a_title_of_its_own_and_a_language(self):
        for path, page in self.pages.items():
            with self.subTest(path):
                self.assertEqual(1, len(page.h1))
                self.assertTrue(page.h1[0])
                self.assertEqual("en", page.lang)
                self.assertIn(CLINIC["title"], page.title)
                self.assertEqual(None if path in ("/search", "/kept") else self.site.base_url + path,
                                 page.canonical)
        titles = [page.title for page in self.pages.values()]
        self.assertEqual(len(titles), len(set(titles)))

    def test_the_same_header_and_footer_on_every_page(self):
        headers = {page.region("header") for page in self.pages.values()}
        self.assertEqual(1, len(headers))
        self.assertEqual([], words_missing(headers.pop(), CLINIC["title"], "Emergency: call 911"))
        footers = {page.region("footer") for page in self.pages.values()}
        self.assertEqual(1, len(footers))
        self.assertEqual([], words_missing(footers.pop(), CLINIC["disclaimer"], CLINIC["emergency"]))

    def test_the_number_to_call_is_a_link_on_every_page(self):
        for path, page in self.pages.items():
            with self.subTest(path):
                self.assertIn(CLINIC["phone"], page.region("header"))
                self.assertIn(CLINIC["phone_url"], page.links)
                self.assertIn(CLINIC["emergency_url"], page.links)
                header = self.found[path][0].text.partition("</header>")[0]
                self.assertIn(f'href="{CLINIC["phone_url"]}"', header)

    def test_nothing_of_others_one_script_no_cookie(self):
        for path, page in self.pages.items():
            with self.subTest(path):
                self.assertEqual(set(), page.tags & {"style", "iframe", "img", "object"})
                scripts = [script for script in re.findall(r"<script\b.*", self.found[path][0].text)
                           if not script.startswith('<script type="application/ld+json">')]
                self.assertEqual(1, len(scripts))
                # A file of ours, and nothing inside.
                self.assertRegex(scripts[0], r'^<script src="/static/page\.[0-9a-f]+\.js"[^>]*></script>$')
                self.assertEqual([], [name for _, name in page.attributes
                                      if name.startswith("on") or name == "style"])
                for url in page.resources:
                    self.assertTrue(is_internal(url), url)
                answer = self.found[path][0]
                self.assertIsNone(answer.headers["Set-Cookie"])
                self.assertEqual("text/html; charset=utf-8", answer.headers["Content-Type"])

    def test_the_page_of_contacts_says_what_it_does_not_know(self):
        text = self.found["/contact"][0].text
        self.assertIn("Our address is not on this page yet. Please call us.", text)
        self.assertIn("Our opening hours are not on this page yet. Please call us.", text)

    def test_what_a_page_fetches_is_there(self):
        for url in {url for page in self.pages.values() for url in page.resources}:
            answer = self.site.get(url)
            if answer.status == 303:  # what is posted to, asked by GET, leads back to its form
                answer = self.site.get(path_of(answer.headers["Location"]))
            self.assertEqual(200, answer.status, url)

    def test_head_gives_the_fields_of_get_and_no_body(self):
        for path in [*EXPECTED, TREATMENT_DATA, "/nope", TREATMENT + "/"]:
            with self.subTest(path):
                wanted, got = self.site.get(path), self.site.get(path, "HEAD")
                self.assertEqual(wanted.status, got.status)
                self.assertEqual(fields_of(wanted), fields_of(got))
                self.assertEqual(b"", got.body)

    def test_options_tells_the_methods(self):
        answer = self.site.get(TREATMENT, "OPTIONS")
        self.assertEqual((204, b""), (answer.status, answer.body))
        self.assertEqual({"GET", "HEAD", "OPTIONS"}, set(answer.headers["Allow"].split(", ")))

    def test_every_document_says_who_reviewed_it_and_where_it_comes_from(self):
        for path in EXPECTED:
            if path.count("/") == 2:
                with self.subTest(path):
                    text = self.pages[path].text
                    self.assertEqual([], words_missing(text, "Not yet reviewed by a clinician",
                                                       "Review due", "Sources", "Last changed"))

    def test_an_unknown_path_has_a_search_box_and_the_number(self):
        for path in ("/nope", "/treatments/nope", "/questions/nope", "/a/b/c", "/%C3%A9",
                     "/treatments/micro-needling/nope", "/index.html", "/static/nope.css"):
            with self.subTest(path):
                answer = self.site.get(path)
                page = Page(answer.text)
                self.assertEqual(404, answer.status)
                self.assertIn("q", page.forms["/search"])
                self.assertIn(CLINIC["phone"], page.region("main"))
                self.assertEqual(1, len(page.h1))

    def test_a_slash_too_many_is_taken_away_for_good(self):
        for path in ("/treatments/", TREATMENT + "/", "/contact/", "/about/"):
            answer = self.site.get(path)
            self.assertEqual((308, path.rstrip("/")), (answer.status, answer.headers["Location"]))
        for path, place in (("/questions/?page=2", "/questions?page=2"),
                            ("/api/v1/faqs/?limit=3&pretty=1", "/api/v1/faqs?limit=3&pretty=1")):
            self.assertEqual(place, self.site.get(path).headers["Location"])

    def test_unknown_parameters_of_a_shared_link_do_no_harm(self):
        self.assertEqual(200, self.site.get(TREATMENT + "?utm_source=mail").status)


class TestLists(SiteTest):
    """18 questions of the seed and 120 more: three pages of up to 50."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.site.import_files(write(cls.site.top, "faqs.json", faqs(120)))

    def questions(self, path):
        answer = self.site.get(path)
        self.assertEqual(200, answer.status)
        page = Page(answer.text)
        return page, [link for link in page.links if link.startswith("/questions/")]

    def test_the_pages_hold_every_question_once(self):
        seen = []
        for number in (1, 2, 3):
            page, links = self.questions(f"/questions?page={number}")
            self.assertIn(f"Page {number} of 3", page.text)
            seen += links
        self.assertEqual(138, len(seen))
        self.assertEqual(138, len(set(seen)))
        self.assertEqual("/questions/sample-0119", seen[-1])

    def test_next_and_previous_lead_along(self):
        first, _ = self.questions("/questions")
        self.assertIn("/questions?page=2", first.links)
        self.assertNotIn("Previous page", first.text)
        second, _ = self.questions("/questions?page=2")
        self.assertEqual([], [each for each in ("/questions?page=1", "/questions?page=3")
                              if each not in second.links])
        last, links = self.questions("/questions?page=3")
        self.assertEqual(38, len(links))
        self.assertNotIn("Next page", last.text)

    def test_a_page_past_the_end_is_not_found(self):
        for path in ("/questions?page=4", "/questions?page=1000000", "/treatments?page=2",
                     "/search?q=sample&page=999"):
            self.assertEqual(404, self.site.get(path).status, path)

    def test_what_is_no_page_number_is_refused(self):
        for number in ("abc", "0", "-1", "1.5", "", "2x", "+1", "%201", "1000001",
                       "99999999999999999999", "0x10", "%F0%9D%9F%98"):
            for path in ("/questions?page=", "/search?q=sample&page="):
                self.assertEqual(400, self.site.get(path + number).status, path + number)

    def test_search_results_have_pages(self):
        page = Page(self.site.get("/search?q=sample").text)
        self.assertIn("Page 1 of", page.text)
        following = next(link for link in page.links if link.endswith("page=2"))
        second = Page(self.site.get(following).text)
        self.assertIn("Page 2 of", second.text)
        shown = [[link for link in each.links if link.startswith("/questions/sample")]
                 for each in (page, second)]
        self.assertEqual([20, 20], [len(links) for links in shown])
        self.assertEqual(40, len(set(shown[0] + shown[1])))


class TestMovedAndWithdrawn(unittest.TestCase):
    """Without nginx's cache, which may show the page of before for a second."""

    def check_moved(self, site, old, new):
        answer = site.get(old)
        self.assertEqual((308, new), (answer.status, answer.headers["Location"]))
        self.assertEqual(200, site.get(new).status)

    def test_an_old_address_leads_to_the_new_one(self):
        with Site(cache=False) as site:
            for slug in ("needling", "needling-pen"):
                site.import_files(site.edited("micro-needling-treatment.json", slug=slug),
                                  extra=("--replace",))
                for old in {"micro-needling", "needling"} - {slug}:
                    self.check_moved(site, f"/treatments/{old}", f"/treatments/{slug}")
                    self.check_moved(site, f"/api/v1/treatments/{old}", f"/api/v1/treatments/{slug}")
            pages = crawl(site)
            self.assertIn("/treatments/needling-pen", pages)
            self.assertNotIn("/treatments/micro-needling", pages)
            self.assertTrue(all(answer.status == 200 for answer, _ in pages.values()))
            # Back again: the address is the document's, and no circle is left.
            site.import_files(site.edited("micro-needling-treatment.json"), extra=("--replace",))
            self.assertEqual(200, site.get(TREATMENT).status)
            self.check_moved(site, "/treatments/needling", TREATMENT)

    def test_withdrawn_advice_says_why_and_where_to_go(self):
        reason = "We no longer say this <that> way."
        with Site(cache=False) as site:
            old = faq("old-advice", title="Old advice?")
            site.import_files(write(site.top, "old.json", old))
            self.assertEqual(200, site.get("/questions/old-advice").status)
            self.assertIn("/questions/old-advice", site.get("/search?q=old").text)
            withdrawn = {**old, "withdrawn": {"reason": reason, "instead": "whom-do-i-call"}}
            site.import_files(write(site.top, "old.json", withdrawn), extra=("--replace",))
            self.check_withdrawn_page(site.get("/questions/old-advice"), reason)
            self.check_withdrawn_data(site, site.get("/api/v1/faqs/old-advice"), reason)
            self.assertNotIn("/questions/old-advice", crawl(site))
            self.assertNotIn("/questions/old-advice", site.get("/search?q=old").text)
            self.assertEqual(18, site.get("/api/v1/faqs").json()["total"])
            site.import_files(write(site.top, "old.json", old), extra=("--replace",))
            self.assertEqual(200, site.get("/questions/old-advice?fresh").status)

    def check_withdrawn_page(self, answer, reason):
        page = Page(answer.text)
        self.assertEqual(410, answer.status)
        self.assertIn(reason, page.region("main"))
        self.assertIn("/questions/whom-do-i-call", page.links)
        self.assertIn(CLINIC["phone"], page.region("main"))
        self.assertIn("/search", page.forms)

    def check_withdrawn_data(self, site, answer, reason):
        self.assertEqual(410, answer.status)
        self.assertEqual("application/problem+json", answer.headers["Content-Type"])
        self.assertIn(reason, answer.json()["detail"])
        self.assertIn(site.base_url + "/api/v1/faqs/whom-do-i-call", answer.json()["detail"])


if __name__ == "__main__":
    unittest.main()
