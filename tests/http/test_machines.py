"""For machines that read pages: JSON-LD, the sitemap, robots.txt, the feed, OpenSearch, Open Graph,
security.txt."""

import datetime
import html.parser
import json
import re
import sqlite3
import subprocess
import time
import unittest
import xml.etree.ElementTree as ET

from harness import SOURCE, Site, SiteTest
from pages import crawl
from samples import faq, faqs, seed, seed_documents, write

SCHEMAS = SOURCE / "tests/schemas"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
HOSTILE = "</script><script>alert(1)</script><!-- & ]]> \" '"

# What schema.org, Google and Bing ask for of each type that we write: required, then recommended
# where a clinic has it.
PROPERTIES = {
    "MedicalProcedure": ({"@id", "name", "url"},
                         {"description", "howPerformed", "alternateName", "preparation", "followup"}),
    "MedicalWebPage": ({"@id", "url", "name", "inLanguage", "dateModified", "publisher"},
                       {"about", "description", "lastReviewed", "reviewedBy"}),
    "MedicalClinic": ({"name", "telephone"}, {"@id", "url", "description", "department", "address"}),
    "FAQPage": ({"mainEntity"}, set()),
    "Question": ({"name", "acceptedAnswer"}, set()),
    "Answer": ({"text"}, set()),
    "BreadcrumbList": ({"itemListElement"}, set()),
    "ListItem": ({"position", "name", "item"}, set()),
    "Person": ({"name"}, set()),
}
# OpenSearch 1.1, draft 6: how often each element may stand, and how many characters it may have.
OPENSEARCH_ELEMENTS = {
    "ShortName": (1, 1, 16), "Description": (1, 1, 1024), "Url": (1, 99, None), "Contact": (0, 1, None),
    "Tags": (0, 1, 256), "LongName": (0, 1, 48), "Image": (0, 99, None), "Query": (0, 99, None),
    "Developer": (0, 1, 64), "Attribution": (0, 1, 256), "SyndicationRight": (0, 1, None),
    "AdultContent": (0, 1, None), "Language": (0, 99, None), "InputEncoding": (0, 99, None),
    "OutputEncoding": (0, 99, None),
}
PAGES = {"/treatments/micro-needling": {"MedicalProcedure", "MedicalWebPage", "BreadcrumbList", "MedicalClinic"},
         "/aftercare/micro-needling": {"MedicalProcedure", "MedicalWebPage", "BreadcrumbList"},
         "/questions/do-i-need-sunscreen": {"FAQPage", "MedicalWebPage", "BreadcrumbList"},
         "/questions": {"FAQPage"}, "/": {"MedicalClinic"}, "/contact": {"MedicalClinic"},
         "/about": {"MedicalWebPage", "BreadcrumbList"},
         "/can-i/sauna": {"MedicalWebPage", "BreadcrumbList"}}


class Head(html.parser.HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.metas, self.links, self.scripts, self.inside = {}, [], [], False
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        fields = dict(attrs)
        if tag == "meta":
            self.metas[fields.get("property") or fields.get("name")] = fields.get("content")
        if tag == "link":
            self.links.append(fields)
        if tag == "script" and fields.get("type") == "application/ld+json":
            self.scripts.append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"

    def handle_data(self, data):
        if self.inside:
            self.scripts[-1] += data


def nodes(value):
    """Every object with a type, however deep."""
    if isinstance(value, list):
        for each in value:
            yield from nodes(each)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for each in value.values():
            yield from nodes(each)


def graph(site, path):
    scripts = Head(site.get(path).text).scripts
    assert len(scripts) == 1, f"{path} has {len(scripts)} JSON-LD elements"
    return json.loads(scripts[0])


def complaints(kind, schema, text):
    done = subprocess.run(["xmllint", "--noout", "--nonet", kind, SCHEMAS / schema, "-"],
                          input=text.encode(), capture_output=True)
    return "" if done.returncode == 0 else done.stderr.decode()


class TestStructuredData(SiteTest):
    site_options = {"cache": False}

    def test_each_page_has_the_types_that_fit_it(self):
        for path, types in PAGES.items():
            with self.subTest(path=path):
                data = graph(self.site, path)
                self.assertEqual(data["@context"], "https://schema.org")
                self.assertLessEqual(types, {node["@type"] for node in nodes(data)})

    def test_each_type_has_what_is_asked_of_it_and_nothing_unknown(self):
        for path in PAGES:
            for node in nodes(graph(self.site, path)):
                required, others = PROPERTIES[node["@type"]]
                with self.subTest(path=path, type=node["@type"]):
                    self.assertLessEqual(required, set(node))
                    self.assertLessEqual(set(node) - {"@type"}, required | others)
                    self.assertNotIn("", [value for value in node.values()])
                    if node["@type"] == "MedicalClinic" and "@id" in node:
                        self.assertLessEqual({"url", "description"}, set(node), "of the clinic itself")

    def test_the_procedure_says_what_to_do_before_and_after_if_it_is_confirmed(self):
        procedure = next(node for node in nodes(graph(self.site, "/treatments/micro-needling"))
                         if node["@type"] == "MedicalProcedure")
        steps = seed("micro-needling-checklist")["steps"]
        for step in steps:
            said = step["title"] in procedure.get(
                "preparation" if step["phase"] == "before" else "followup", "")
            self.assertEqual(said, step["confirmed"], step["title"])
        self.assertIn("Do not use a sauna, until 72 hours after treatment. ", procedure["followup"])
        self.assertIn("Do not touch your face. ", procedure["followup"])
        for words in ("preparation", "followup"):
            self.assertNotRegex(procedure[words], r"\(|a time we have not set|\.\.")
        self.assertLessEqual({"alternateName", "description"}, set(procedure))
        self.assertNotIn("<", procedure["howPerformed"])
        self.assertNotIn("[[fact", procedure["howPerformed"])

    def test_elsewhere_a_procedure_is_named_and_its_page_told(self):
        base = self.site.base_url
        for path in ("/aftercare/micro-needling", "/questions/do-i-need-sunscreen"):
            data = graph(self.site, path)
            about = next(node["about"] for node in nodes(data) if "about" in node)
            named = next(node for node in nodes(data) if node["@type"] == "MedicalProcedure")
            self.assertEqual({"@type", "@id", "url", "name"}, set(named), path)
            self.assertEqual(about, {"@id": named["@id"]})
            self.assertEqual(f"{base}/treatments/micro-needling#procedure", named["@id"])

    def test_an_unconfirmed_answer_is_not_given_to_machines(self):
        unconfirmed = next(each for each in seed("micro-needling-faqs") if not each["confirmed"])
        data = graph(self.site, f"/questions/{unconfirmed['slug']}")
        self.assertNotIn("FAQPage", {node["@type"] for node in nodes(data)})
        names = {node["name"] for node in nodes(graph(self.site, "/questions"))
                 if node["@type"] == "Question"}
        self.assertNotIn(unconfirmed["title"], names)
        self.assertIn("Do I need sunscreen?", names)

    def test_addresses_are_absolute_and_lead_somewhere(self):
        for node in nodes(graph(self.site, "/questions/do-i-need-sunscreen")):
            for name in ("url", "item"):
                if name in node:
                    self.assertTrue(node[name].startswith(self.site.base_url), node[name])
                    self.assertEqual(self.site.get(node[name][len(self.site.base_url):]).status, 200)

    def test_no_text_ends_the_element(self):
        self.site.import_files(write(self.site.top, "hostile.json", [
            faq("hostile", title=HOSTILE, short_answer=HOSTILE)]))
        data = graph(self.site, "/questions/hostile")
        question = next(node for node in nodes(data) if node["@type"] == "Question")
        self.assertEqual(question["name"], HOSTILE)
        source = self.site.get("/questions/hostile").text
        script = source.split("application/ld+json\">", 1)[1].split("</script>", 1)[0]
        self.assertNotIn("<", script)

    def test_open_graph_and_links_of_every_page(self):
        seen = 0
        for path, answer in ((path, self.site.get(path)) for path in PAGES):
            head = Head(answer.text)
            with self.subTest(path=path):
                self.assertEqual(head.metas["og:url"], self.site.base_url + path)
                self.assertTrue(head.metas["og:title"])
                self.assertEqual(head.metas["og:type"], "website")
                self.assertNotIn("og:image", head.metas, "we have none that says anything")
                self.assertEqual(head.metas["og:site_name"], seed("clinic")["title"])
                relations = {link["rel"]: link["href"] for link in head.links}
                for relation in ("alternate", "search"):
                    self.assertEqual(self.site.get(relations[relation]).status, 200)
                self.assertFalse([value for name, value in head.metas.items()
                                  if name and name.startswith("og:") and "//" in value
                                  and not value.startswith(self.site.base_url)], "a remote part")
                seen += 1
        self.assertGreater(seen, 5)


class TestListPages(SiteTest):
    def test_each_page_of_a_list_is_its_own_canonical_address(self):
        self.site.import_files(write(self.site.top, "many.json", faqs(120)))
        for path in ("/questions", "/questions?page=2", "/questions?page=3"):
            head = Head(self.site.get(path).text)
            self.assertEqual({link["rel"]: link["href"] for link in head.links}["canonical"], self.site.base_url + path)
            self.assertEqual(head.metas["og:url"], self.site.base_url + path)
        first = Head(self.site.get("/questions?page=1&from=elsewhere").text)
        self.assertEqual(first.metas["og:url"], self.site.base_url + "/questions")


class TestFiles(SiteTest):
    site_options = {"cache": False}

    def locations(self, path="/sitemap.xml"):
        root = ET.fromstring(self.site.get(path).body)
        return {url.find(SITEMAP + "loc").text: url.findtext(SITEMAP + "lastmod") for url in root}

    def test_the_sitemap_is_valid_and_has_every_page_with_its_date(self):
        answer = self.site.get("/sitemap.xml")
        self.assertEqual(answer.headers["Content-Type"], "application/xml; charset=utf-8")
        self.assertEqual(complaints("--schema", "sitemap.xsd", answer.text), "")
        listed = self.locations()
        for address, changed in listed.items():
            path = address[len(self.site.base_url):]
            head = Head(self.site.get(path).text)
            self.assertEqual({link["rel"]: link["href"] for link in head.links}.get("canonical"),
                             address)
            self.assertIsNotNone(changed, f"{path} says when it changed")
            datetime.datetime.fromisoformat(changed.replace("Z", "+00:00"))
            told = re.search(r'"dateModified": ?"([^"]*)"', "".join(head.scripts))
            if told and not path.startswith("/can-i/"):
                self.assertEqual(told[1], changed, path)
        found = {page for page in crawl(self.site) if "#" not in page and "?" not in page}
        missing = {page for page in found if self.site.base_url + page not in listed
                   and not re.match(r"/(search|leaflet|static|aftercare/.*/|helpful|kept|feed|api)", page)}
        self.assertEqual(missing, set())

    def test_a_list_changed_when_the_newest_of_its_documents_did(self):
        before = self.locations()
        time.sleep(1.1)  # moments are told in seconds
        checklist = seed("micro-needling-checklist")
        self.site.import_files(write(self.site.top, "dated.json", [{**checklist, "title": "Aftercare, changed"}]),
                               extra=("--replace",))
        later = {address[len(self.site.base_url):] for address, at in self.locations().items() if at != before[address]}
        self.assertLessEqual({"/", "/aftercare", "/aftercare/micro-needling", "/can-i/sauna"}, later)
        self.assertFalse(later & {"/treatments", "/questions", "/contact", "/comparisons", "/about"})

    def test_nothing_that_is_withdrawn_or_for_staff_stands_in_the_sitemap(self):
        gone = faq("gone")
        self.site.import_files(write(self.site.top, "gone.json", [gone]))
        address = self.site.base_url + "/questions/gone"
        self.assertIn(address, self.locations())
        self.site.import_files(write(self.site.top, "gone.json", [{**gone, "withdrawn": {
            "reason": "It was made up."}}]), extra=("--replace",))
        self.assertNotIn(address, self.locations())
        self.assertFalse([each for each in self.locations() if "/admin" in each])

    def test_robots(self):
        answer = self.site.get("/robots.txt")
        self.assertEqual(answer.headers["Content-Type"], "text/plain; charset=utf-8")
        self.assertIn(f"Sitemap: {self.site.base_url}/sitemap.xml\n", answer.text)
        self.assertIn("Disallow: /search\n", answer.text)

    def test_the_feed_is_valid_and_tells_of_what_changed_and_what_was_withdrawn(self):
        told = faq("told", title="Told & <new>?")
        self.site.import_files(write(self.site.top, "told.json", [told]))
        answer = self.site.get("/feed.atom")
        self.assertEqual(answer.headers["Content-Type"], "application/atom+xml; charset=utf-8")
        self.assertEqual(complaints("--relaxng", "atom.rng", answer.text), "")
        first = ET.fromstring(answer.body).find(ATOM + "entry")
        self.assertEqual(first.findtext(ATOM + "title"), told["title"])
        identity = first.findtext(ATOM + "id")
        self.site.import_files(write(self.site.top, "told.json", [{**told, "slug": "elsewhere", "withdrawn": {
            "reason": "It was \"made\" up."}}]), extra=("--replace",))
        answer = self.site.get("/feed.atom")
        self.assertEqual(complaints("--relaxng", "atom.rng", answer.text), "")
        root = ET.fromstring(answer.body)
        first = root.find(ATOM + "entry")
        self.assertEqual(first.findtext(ATOM + "title"), "Withdrawn: " + told["title"])
        self.assertEqual(first.findtext(ATOM + "summary"), "It was \"made\" up.")
        self.assertEqual(first.findtext(ATOM + "id"), identity, "an id never changes")
        ids = [each.text for each in root.iter(ATOM + "id")]
        self.assertEqual(len(ids), len(set(ids)))
        updated = [entry.findtext(ATOM + "updated") for entry in root.iter(ATOM + "entry")]
        self.assertEqual(updated, sorted(updated, reverse=True))

    def test_the_feed_tells_nothing_of_what_nobody_could_read(self):
        hidden = [faq(f"hidden-{n}", title=f"Hidden {n}?", withdrawn={"reason": "Never shown."}) for n in range(60)]
        before = self.site.get("/feed.atom").body
        self.site.import_files(write(self.site.top, "hidden.json", hidden))
        self.assertEqual(before, self.site.get("/feed.atom").body)
        # What has no page of its own takes no place from what has one.
        places = [{**seed_documents()["baltimore-plastic-surgery"], "key": f"place-{n}", "slug": f"place-{n}"} for n in range(60)]
        self.site.import_files(write(self.site.top, "places.json", places))
        self.assertEqual(len(ET.fromstring(before).findall(ATOM + "entry")),
                         len(ET.fromstring(self.site.get("/feed.atom").body).findall(ATOM + "entry")))

    def test_the_search_description_has_what_opensearch_asks_for(self):
        root = ET.fromstring(self.site.get("/opensearch.xml").body)
        self.assertEqual(root.tag, OPENSEARCH + "OpenSearchDescription")
        self.assertLessEqual({each.tag.removeprefix(OPENSEARCH) for each in root}, set(OPENSEARCH_ELEMENTS))
        for name, (least, most, longest) in OPENSEARCH_ELEMENTS.items():
            found = [each.text or "" for each in root.findall(OPENSEARCH + name)]
            with self.subTest(name):
                self.assertTrue(least <= len(found) <= most, found)
                for text in found:
                    self.assertTrue(longest is None or 0 < len(text) <= longest, text)
                    self.assertNotIn("<", text)
        self.assertEqual(root.findtext(OPENSEARCH + "InputEncoding"), "UTF-8")
        urls = {url.get("rel"): url for url in root.iter(OPENSEARCH + "Url")}
        template = urls["results"].get("template")
        self.assertEqual(urls["results"].get("type"), "text/html")
        self.assertTrue(template.startswith(self.site.base_url))
        filled = template[len(self.site.base_url):].replace("{searchTerms}", "sauna")
        self.assertEqual(self.site.get(filled).status, 200)
        image = root.findtext(OPENSEARCH + "Image")
        self.assertEqual(self.site.get(image[len(self.site.base_url):]).status, 200)
        self.assertEqual(self.site.get(urls["self"].get("template")[len(self.site.base_url):]).status, 200)

    def test_security_txt(self):
        answer = self.site.get("/.well-known/security.txt")
        self.assertEqual(answer.headers["Content-Type"], "text/plain; charset=utf-8")
        fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
        self.assertLessEqual({"Contact", "Expires"}, set(fields), "RFC 9116 requires them")
        self.assertEqual(self.site.get(fields["Contact"][len(self.site.base_url):]).status, 200)
        expires = datetime.datetime.fromisoformat(fields["Expires"].replace("Z", "+00:00"))
        ahead = expires - datetime.datetime.now(datetime.timezone.utc)
        self.assertTrue(datetime.timedelta(days=30) < ahead < datetime.timedelta(days=365))

    def test_parts_that_are_not_there(self):
        for name in ("0.xml", "2.xml", "1", "x.xml", "01.xml", "1.xml.gz", "99999999999.xml"):
            self.assertEqual(self.site.get("/sitemap/" + name).status, 404, name)
        self.assertEqual(self.locations("/sitemap/1.xml"), self.locations())


class TestMany(unittest.TestCase):
    def test_past_fifty_thousand_pages_there_is_an_index(self):
        with Site() as site:
            with sqlite3.connect(site.database) as connection:
                # Rows as publish would write them; only what the sitemap reads of them matters.
                connection.execute("INSERT INTO document (id, key, kind, slug, lang)"
                                   " WITH n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 51000)"
                                   " SELECT i, 'many-' || i, 'faq', 'many-' || i, 'en' FROM n")
                connection.execute("INSERT INTO live (document, revision, kind, key, slug, position, title,"
                                   " summary, updated_at, body) SELECT d.id, 1, 'faq', d.key, d.slug, 1,"
                                   " d.key, '', 1700000000, '{}' FROM document AS d WHERE d.id >= 1000")
            index = site.get("/sitemap.xml").text
            self.assertEqual(complaints("--schema", "sitemap.xsd", index), "")
            dates = {each.findtext(SITEMAP + "loc"): each.findtext(SITEMAP + "lastmod") for each in ET.fromstring(index)}
            parts = list(dates)
            self.assertGreater(len(parts), 1)
            addresses = []
            for part in parts:
                text = site.get(part[len(site.base_url):]).text
                self.assertEqual(complaints("--schema", "sitemap.xsd", text), "")
                addresses += [each.text for each in ET.fromstring(text).iter(SITEMAP + "loc")]
                documents = [each.findtext(SITEMAP + "lastmod") for each in ET.fromstring(text)
                             if re.search("/(questions|treatments|about)/", each.findtext(SITEMAP + "loc"))]
                self.assertEqual(max(documents), dates[part], "the newest of the part's documents")
            self.assertEqual(len(addresses), len(set(addresses)))
            self.assertGreater(len(addresses), 50001)


if __name__ == "__main__":
    unittest.main()
