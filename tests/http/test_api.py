"""The JSON that programs read: index, lists, documents, errors, and HTTP's own rules."""

import gzip
import json
import re
import subprocess
import unittest

from harness import Site, SiteTest
from samples import faq, faqs, seed, seed_documents, write

INDEX = "/api/v1/"
DOCUMENT = "/api/v1/treatments/micro-needling"
COUNTS = {"clinic": 1, "location": 1, "treatment": 1, "faq": 18, "checklist": 1, "comparison": 1,
          "activity": 16, "page": 3}
PLURALS = ["locations", "treatments", "faqs", "checklists", "comparisons", "activities", "pages"]
ADDED = ("updated", "links")


def decoded(answer):
    coding = answer.headers.get("Content-Encoding")
    if coding == "gzip":
        return gzip.decompress(answer.body)
    if coding == "br":
        return subprocess.run(["brotli", "-dc"], input=answer.body, capture_output=True,
                              check=True).stdout
    return answer.body


def names_without_html(value):
    """The members' names in their order, all the way down, without the HTML twins."""
    if isinstance(value, dict):
        return [(name, names_without_html(inner)) for name, inner in value.items()
                if not name.endswith("_html")]
    return [names_without_html(inner) for inner in value] if isinstance(value, list) else None


def html_twins(value):
    """(Markdown, HTML) of every text that has both; each HTML right after its Markdown."""
    if isinstance(value, dict):
        names = list(value)
        for number, name in enumerate(names):
            if name.endswith("_html"):
                yield names[number - 1] + "_html" == name and value[names[number - 1]], value[name]
            yield from html_twins(value[name])
    elif isinstance(value, list):
        for inner in value:
            yield from html_twins(inner)


def as_served(text):
    """A pattern for a line of text as programs read it: each citation became its fact's words."""
    words = [re.escape(part) for part in re.split(r"\[\[fact:[^]]*\]\]", text)]
    return "^" + r"[^\[\]]+".join(words) + "$"


def urls_in(value):
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, str) and name in ("url", "self", "page", "next"):
                yield inner
            yield from urls_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from urls_in(inner)


class ApiTest(SiteTest):
    def json(self, path, status=200):
        answer = self.site.get(path)
        self.assertEqual(status, answer.status, path)
        self.assertEqual("application/json", answer.headers["Content-Type"])
        return answer.json()

    def local(self, url):
        self.assertTrue(url.startswith(self.site.base_url + "/"), url)
        return url.removeprefix(self.site.base_url)


class TestContent(ApiTest):
    def test_the_index_lists_every_kind_with_its_number_and_address(self):
        index = self.json(INDEX)
        self.assertEqual(COUNTS, {kind["kind"]: kind["count"] for kind in index["kinds"]})
        self.assertTrue(all(kind["title"] for kind in index["kinds"]))
        for kind in index["kinds"]:
            self.assertEqual(200, self.site.get(self.local(kind["url"])).status)
        for path in ("/api", "/api/", "/api/v1"):
            answer = self.site.get(path)
            self.assertEqual((308, INDEX), (answer.status, answer.headers["Location"]), path)

    def test_each_kind_has_a_list_and_each_entry_a_document(self):
        keys = {"clinic"}
        self.assertEqual("clinic", self.json("/api/v1/clinic")["kind"])
        for plural in PLURALS:
            listed = self.json(f"/api/v1/{plural}?limit=100")
            self.assertEqual(["kind", "total", "count", "items"], list(listed))
            self.assertEqual(listed["total"], len(listed["items"]))
            self.assertEqual(listed["count"], len(listed["items"]))
            for item in listed["items"]:
                self.assertEqual(listed["kind"], item["kind"])
                self.assertEqual(item, self.json(f"/api/v1/{plural}/{item['slug']}"))
                keys.add(item["key"] if item["kind"] != "clinic" else "clinic")
        self.assertEqual({key for key, each in seed_documents().items() if each["kind"] not in ("clinic", "vocabulary")},
                         keys - {"clinic"})

    def test_documents_stand_in_the_order_of_their_place(self):
        for plural in PLURALS:
            items = self.json(f"/api/v1/{plural}?limit=100")["items"]
            order = [(item.get("position", 10000), item["title"]) for item in items]
            self.assertEqual(sorted(order), order)

    def test_a_document_is_what_was_imported_field_by_field_in_its_order(self):
        documents = seed_documents()
        for plural in PLURALS:
            for item in self.json(f"/api/v1/{plural}?limit=100")["items"]:
                with self.subTest(item["key"]):
                    wanted = documents[item["key"]]
                    self.assertEqual(names_without_html(wanted),
                                     names_without_html(item)[:-len(ADDED)])
                    self.assertEqual(list(ADDED), list(item)[-len(ADDED):])
                    for name in wanted:
                        if isinstance(wanted[name], str) and name + "_html" not in item:
                            self.assertRegex(item[name], as_served(wanted[name]))
                        elif isinstance(wanted[name], (str, int)):
                            self.assertEqual(wanted[name], item[name])

    def test_markdown_and_its_html_stand_side_by_side(self):
        twins = list(html_twins(self.json(DOCUMENT)))
        self.assertGreater(len(twins), 15)
        for markdown, html in twins:
            self.assertIsInstance(markdown, str)
            self.assertTrue(html.startswith("<"), html)
        what = self.json(DOCUMENT)
        self.assertIn("**collagen**", what["what"])
        self.assertIn("<strong>collagen</strong>", what["what_html"])
        self.assertIn("<ul>", what["what_html"])

    def test_every_url_leads_somewhere(self):
        urls = set(urls_in(self.json(INDEX)))
        for plural in PLURALS:
            urls |= set(urls_in(self.json(f"/api/v1/{plural}?limit=100")))
        self.assertGreater(len(urls), 50)
        for url in urls:
            self.assertEqual(200, self.site.get(self.local(url)).status, url)

    def test_links_name_what_is_referred_to_and_what_refers(self):
        links = self.json(DOCUMENT)["links"]
        self.assertEqual(self.site.base_url + DOCUMENT, links["self"])
        self.assertEqual(self.site.base_url + "/treatments/micro-needling", links["page"])
        referring = {each["key"] for each in links["referred_by"]}
        self.assertIn("micro-needling-aftercare", referring)
        self.assertIn("micro-needling-or-facelift", referring)
        steps = self.json("/api/v1/checklists/micro-needling")["links"]["refers_to"]
        self.assertEqual({"treatment", "activity"}, {each["kind"] for each in steps})

    def test_pretty_indents_and_says_the_same(self):
        for path in (INDEX, DOCUMENT, "/api/v1/faqs"):
            plain, pretty = self.site.get(path), self.site.get(path + "?pretty=1")
            self.assertEqual(plain.json(), pretty.json())
            self.assertEqual(list(plain.json()), list(pretty.json()))
            self.assertEqual(1, plain.text.count("\n"))
            self.assertTrue(pretty.text.startswith('{\n  "'))
            self.assertEqual(plain.body, self.site.get(path + "?pretty=0").body)

    def test_text_is_utf_8_and_not_escaped(self):
        text = "Größe: 日本 😀 “quoted” </script> é"
        with Site(nginx=True, cache=False) as site:
            site.import_files(write(site.top, "unicode.json", faq("unicode", short_answer=text)))
            answer = site.get("/api/v1/faqs/unicode")
            self.assertEqual(text, answer.json()["short_answer"])
            self.assertIn("日本 😀", answer.body.decode("utf-8"))


class TestLists(ApiTest):
    """18 questions of the seed and 100 more; some share place and title."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        alike = [faq(f"alike-{n}", title="Alike", position=9000) for n in range(10)]
        cls.site.import_files(write(cls.site.top, "faqs.json", faqs(90) + alike))

    def walk(self, path):
        keys, lists = [], 0
        while path:
            listed = self.json(path)
            keys += [item["key"] for item in listed["items"]]
            self.assertEqual(118, listed["total"])
            path = self.local(listed["next"]) if "next" in listed else None
            lists += 1
        return keys, lists

    def test_following_next_gives_every_document_once(self):
        whole, _ = self.walk("/api/v1/faqs?limit=100")
        self.assertEqual(118, len(set(whole)))
        for limit in (1, 7, 59, 99):
            keys, lists = self.walk(f"/api/v1/faqs?limit={limit}")
            self.assertEqual(whole, keys)
            self.assertEqual(-(-118 // limit), lists)
        self.assertEqual((whole, 6), self.walk("/api/v1/faqs"))


class TestErrors(ApiTest):
    def problem(self, answer, status):
        self.assertEqual(status, answer.status)
        self.assertEqual("application/problem+json", answer.headers["Content-Type"])
        self.assertEqual("*", answer.headers["Access-Control-Allow-Origin"])
        problem = answer.json()
        self.assertEqual(status, problem["status"])
        self.assertTrue(problem["title"])
        self.assertTrue(problem["detail"])
        return problem

    def test_unknown_paths_are_not_found(self):
        for path in ("/api/v1/nope", "/api/v1/faqs/nope", "/api/v1/clinic/nope", "/api/v1/faq",
                     "/api/v1/faqs/a/b", "/api/v2/", "/api/v2/faqs", "/api/v1/%C3%A9",
                     "/api/v1/clinics"):
            with self.subTest(path):
                answer = self.site.get(path)
                if answer.status == 308:
                    answer = self.site.get(answer.headers["Location"])
                self.problem(answer, 404)

    def test_an_unknown_parameter_is_named(self):
        for path in (INDEX, "/api/v1/clinic", "/api/v1/faqs", DOCUMENT):
            for query, name in (("limt=1", "limt"), ("pretty=1&qq=a", "qq"), ("=", ""), ("a%20b=1", "a b"),
                                ("%22=1", '"')):
                with self.subTest(f"{path}?{query}"):
                    problem = self.problem(self.site.get(f"{path}?{query}"), 400)
                    self.assertEqual(name, problem["parameter"])
                    self.assertIn(f"'{name}'", problem["detail"])
        self.problem(self.site.get(DOCUMENT + "?limit=1"), 400)

    def test_bad_values_name_their_parameter(self):
        for name, values in (("limit", ["0", "101", "-1", "abc", "", "1e1", "99999999999999999999",
                                        "1.5", "%2010", "+5"]),
                             ("after", ["nope", "micro-needling", "", "'"]),
                             ("pretty", ["yes", "", "2", "11"])):
            for value in values:
                with self.subTest(f"{name}={value}"):
                    problem = self.problem(self.site.get(f"/api/v1/faqs?{name}={value}"), 400)
                    self.assertEqual(name, problem["parameter"])

    def test_other_methods_are_refused_with_those_allowed(self):
        for method in ("POST", "PUT", "PATCH", "DELETE", "FOO"):
            with self.subTest(method):
                answer = self.site.get(DOCUMENT, method, b"{}")
                self.problem(answer, 405)
                self.assertEqual({"GET", "HEAD", "OPTIONS"}, set(answer.headers["Allow"].split(", ")))

    def test_bad_encodings_are_refused(self):
        for path in ("/api/v1/faqs?limit=%zz", "/api/v1/faqs?%ff=1", "/api/v1/faqs/%ff",
                     "/api/v1/faqs?limit=%00"):
            self.problem_of_any(path)

    def problem_of_any(self, path):
        answer = self.site.get(path)
        self.assertEqual(400, answer.status, path)
        self.assertEqual("application/problem+json", answer.headers["Content-Type"])


class TestHttp(ApiTest):
    def test_head_gives_what_get_gives_but_the_body(self):
        for path in (INDEX, DOCUMENT, "/api/v1/faqs?limit=3", "/api/v1/nope"):
            wanted, got = self.site.get(path), self.site.get(path, "HEAD")
            self.assertEqual((wanted.status, b""), (got.status, got.body))
            for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
                self.assertEqual(wanted.headers[name], got.headers[name], f"{path} {name}")

    def test_options_answers_a_browser_that_asks_first(self):
        for path in (INDEX, DOCUMENT, "/api/v1/faqs"):
            answer = self.site.get(path, "OPTIONS", Origin="https://example.org",
                                   **{"Access-Control-Request-Method": "GET"})
            self.assertEqual((204, b""), (answer.status, answer.body))
            self.assertEqual("*", answer.headers["Access-Control-Allow-Origin"])
            for name in ("Allow", "Access-Control-Allow-Methods"):
                self.assertEqual({"GET", "HEAD", "OPTIONS"}, set(answer.headers[name].split(", ")))

    def test_pages_of_other_sites_may_read_it(self):
        for path in (INDEX, DOCUMENT, "/api/v1/faqs?limit=1"):
            headers = self.site.get(path, Origin="https://example.org").headers
            self.assertEqual(["*"], headers.get_all("Access-Control-Allow-Origin"))
            self.assertIsNone(headers["Access-Control-Allow-Credentials"])
        self.assertIsNone(self.site.get("/").headers["Access-Control-Allow-Origin"])

    def test_the_compressed_body_is_the_same(self):
        for path in (INDEX, DOCUMENT, DOCUMENT + "?pretty=1", "/api/v1/faqs", "/treatments"):
            plain = self.site.get(path)
            self.assertIsNone(plain.headers["Content-Encoding"])
            for coding in ("gzip", "br"):
                answer = self.site.get(path, **{"Accept-Encoding": coding})
                self.assertEqual(coding, answer.headers["Content-Encoding"])
                self.assertEqual(plain.body, decoded(answer))
                self.assertLess(len(answer.body), len(plain.body))
                self.assertEqual("Accept-Encoding", answer.headers["Vary"])
                self.assertNotEqual(plain.headers["ETag"], answer.headers["ETag"])

    def test_an_etag_saves_the_body(self):
        for path in (INDEX, DOCUMENT, "/api/v1/faqs?limit=2"):
            etag = self.site.get(path).headers["ETag"]
            self.assertEqual(etag, self.site.get(path).headers["ETag"])
            answer = self.site.get(path, **{"If-None-Match": etag})
            self.assertEqual((304, b"", etag), (answer.status, answer.body, answer.headers["ETag"]))
            for other in ('"other"', etag.strip('"'), etag[:-1]):
                self.assertEqual(200, self.site.get(path, **{"If-None-Match": other}).status)

    def test_a_sites_documents_can_be_read_with_jq(self):
        done = subprocess.run(["jq", "-r", ".items[] | .title"], capture_output=True, text=True,
                              check=True, input=self.site.get("/api/v1/faqs").text)
        self.assertEqual(18, len(done.stdout.splitlines()))


class TestChanges(unittest.TestCase):
    def test_an_import_changes_the_etag_and_the_answer(self):
        with Site(cache=False) as site:
            before = site.get(DOCUMENT)
            site.import_files(site.edited("clinic.json"))  # the same text: nothing changes
            self.assertEqual(before.headers["ETag"], site.get(DOCUMENT).headers["ETag"])
            site.import_files(site.edited("clinic.json", phone="(555) 010-0199"), extra=("--replace",))
            after = site.get(DOCUMENT)
            self.assertNotEqual(before.headers["ETag"], after.headers["ETag"])
            again = site.get(DOCUMENT, **{"If-None-Match": before.headers["ETag"]})
            self.assertEqual((200, after.body), (again.status, again.body))
            self.assertEqual("(555) 010-0199", site.get("/api/v1/clinic").json()["phone"])
            self.assertIn("(555) 010-0199", site.get("/about").text)

    def test_updated_is_when_it_was_published(self):
        with Site(cache=False) as site:
            first = site.get("/api/v1/clinic").json()["updated"]
            self.assertRegex(first, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
            self.assertEqual(seed("clinic")["phone"], site.get("/api/v1/clinic").json()["phone"])


if __name__ == "__main__":
    unittest.main()
