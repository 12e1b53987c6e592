"""The API's lists: filters, sorting, cursors, fields, embedded documents; what mirrors read."""

import datetime
import json
import random
import re
import time
import unittest
import urllib.parse
import xml.etree.ElementTree as ET
import zoneinfo

from harness import SiteTest
from samples import faq, faqs, seed, seed_documents, write
from staff import StaffTest

TREATMENT = seed("micro-needling-treatment")
OTHER = {**TREATMENT, "key": "peel", "slug": "peel", "title": "Peel", "other_names": [],
         "signs": [], "benefits": [], "sections": [], "facts": [], "how": "How.", "results": "Results.",
         "ask_first": "Ask."}


class ListTest(SiteTest):
    site_options = {"cache": False}

    def ask(self, path, status=200, **query):
        answer = self.site.get(path + ("?" + urllib.parse.urlencode(query) if query else ""))
        self.assertEqual(status, answer.status, (path, query, answer.text[:300]))
        return answer

    def json(self, path, **query):
        return self.ask(path, **query).json()

    def local(self, url):
        self.assertTrue(url.startswith(self.site.base_url), url)
        return url[len(self.site.base_url):]

    def keys(self, path, **query):
        """Of the whole list, by following next."""
        keys, listed = [], self.json(path, **query)
        while True:
            keys += [item["key"] for item in listed["items"]]
            if "next" not in listed:
                return keys
            listed = self.json(self.local(listed["next"]))


class TestLists(ListTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        documents = [OTHER, faq("of-peel", treatments=["peel"], position=1),
                     faq("of-both", treatments=["peel", "micro-needling"], title="AAA?"),
                     faq("overdue", review={"next_due": "2020-01-01"}),
                     *[faq(f"alike-{n}", title="Alike", position=9000) for n in range(10)]]
        cls.site.import_files(write(cls.site.top, "more.json", documents))

    def test_about_a_treatment(self):
        self.assertEqual({"of-peel", "of-both"}, set(self.keys("/api/v1/faqs", treatment="peel")))
        self.assertEqual(["peel"], self.keys("/api/v1/treatments", treatment="peel"))
        self.assertEqual(["micro-needling-aftercare"],
                         self.keys("/api/v1/checklists", treatment="micro-needling"))
        self.assertEqual("treatment", self.ask("/api/v1/faqs", 404, treatment="nope").json()["parameter"])

    def test_review(self):
        self.assertEqual(["overdue"], self.keys("/api/v1/faqs", review="overdue"))
        current = self.keys("/api/v1/faqs", review="current")
        self.assertNotIn("overdue", current)
        self.assertEqual(len(self.keys("/api/v1/faqs")), len(current) + 1)

    def test_what_depends_on_the_day_is_kept_for_that_day_alone(self):
        zone = zoneinfo.ZoneInfo(self.json("/api/v1/clinic")["time_zone"])
        days = {datetime.datetime.now(zone).date().isoformat()}
        for review in ("overdue", "current"):
            tag = self.ask("/api/v1/faqs", review=review).headers["ETag"]
            days.add(datetime.datetime.now(zone).date().isoformat())
            self.assertIn(tag[-11:-1], days)
            again = self.site.get(f"/api/v1/faqs?review={review}", If_None_Match=tag)
            self.assertEqual(304, again.status)
            other = tag[:-11] + "2020-01-01" + tag[-1:]
            self.assertEqual(200, self.site.get(f"/api/v1/faqs?review={review}", If_None_Match=other).status)
        self.assertNotRegex(self.ask("/api/v1/faqs").headers["ETag"], r"\d{4}-\d\d-\d\d")

    def test_updated_since(self):
        every = self.json("/api/v1/faqs", limit=100)["items"]
        latest = max(item["updated"] for item in every)
        self.assertEqual({item["key"] for item in every if item["updated"] >= latest},
                         set(self.keys("/api/v1/faqs", updated_since=latest)))
        for text, count in [("2000-01-01", len(every)), ("2999-01-01", 0),
                            ("2000-01-01T00:00:00+05:30", len(every)), ("2999-01-01T00:00:00-05:00", 0)]:
            self.assertEqual(count, len(self.keys("/api/v1/faqs", updated_since=text)), text)

    def test_every_order_and_its_cursor(self):
        every = self.json("/api/v1/faqs", limit=100)["items"]
        wanted = {"position": lambda i: (i.get("position", 10000), i["title"], i["key"]),
                  "title": lambda i: (i["title"], i["key"]), "updated": lambda i: (i["updated"], i["key"])}
        for name, key in wanted.items():
            for sort in [name] + ["-" + name] * (name != "position"):
                keys = [item["key"] for item in sorted(every, key=key, reverse=sort[0] == "-")]
                for limit in (1, 3, 100):
                    with self.subTest(sort=sort, limit=limit):
                        self.assertEqual(keys, self.keys("/api/v1/faqs", sort=sort, limit=limit))

    def test_a_list_goes_on_where_it_was_though_its_last_document_has_gone(self):
        gone = faq("alike-3x", title="Alike", position=9000)
        self.site.import_files(write(self.site.top, "gone.json", [gone]))
        before = self.keys("/api/v1/faqs")
        listed = self.json("/api/v1/faqs", limit=before.index("alike-3x") + 1)
        self.site.import_files(write(self.site.top, "gone.json", [{**gone, "withdrawn": {"reason": "Made up."}}]),
                               extra=("--replace",))
        self.assertEqual("alike-3x", listed["items"][-1]["key"])
        rest, answer = [], self.json(self.local(listed["next"]))
        while True:
            rest += [item["key"] for item in answer["items"]]
            if "next" not in answer:
                break
            answer = self.json(self.local(answer["next"]))
        wanted = before[before.index("alike-3x") + 1:]
        self.assertGreater(len(wanted), 5)
        self.assertEqual(wanted, rest)

    def test_link_headers(self):
        answer = self.ask("/api/v1/faqs", limit=2, sort="title")
        links = dict(reversed(part.split("; ")) for part in answer.headers["Link"].split(", "))
        self.assertEqual(f"<{answer.json()['next']}>", links['rel="next"'])
        first = links['rel="first"'].strip("<>")
        self.assertEqual(answer.json(), self.json(self.local(first)))
        again = self.ask("/api/v1/faqs", limit=2, sort="title")
        self.assertEqual(answer.headers["Link"], again.headers["Link"], "a kept answer has it too")
        self.assertNotIn('rel="next"', self.ask("/api/v1/comparisons").headers["Link"])
        self.assertIn("Link", answer.headers["Access-Control-Expose-Headers"])

    def test_fields(self):
        for item in self.json("/api/v1/faqs", fields="title,answer_html", limit=100)["items"]:
            whole = self.json(f"/api/v1/faqs/{item['key']}")
            self.assertEqual({name: whole[name] for name in ("kind", "key", "title", "answer_html") if name in whole},
                             item)
        self.assertIn("answer_html", item)
        self.assertEqual({"kind", "key", "links"},
                         set(self.json("/api/v1/treatments/micro-needling", fields="links")))
        problem = self.ask("/api/v1/faqs", 400, fields="title,nope").json()
        self.assertEqual("fields", problem["parameter"])
        self.assertIn("'nope'", problem["detail"])
        names = problem["detail"].partition("fields: ")[2].rstrip(".").split()
        self.assertLessEqual({"short_answer", "answer", "answer_html", "updated", "links"}, set(names))
        self.assertEqual(len(names), len(set(names)), names)

    def test_include(self):
        answer = self.json("/api/v1/treatments/micro-needling", include="checklists,faqs")
        self.assertIn("micro-needling-aftercare", answer["included"])
        self.assertEqual({"checklist", "faq"}, {each["kind"] for each in answer["included"].values()})
        listed = self.json("/api/v1/checklists", include="activities,treatments")
        self.assertIn("sauna", listed["included"])
        self.assertEqual(self.json("/api/v1/activities/sauna"), listed["included"]["sauna"])
        self.assertNotIn("included", self.json("/api/v1/pages", include="activities"))
        for wrong in ("nope", "faqs,nope", "vocabulary"):
            self.assertEqual("include", self.ask("/api/v1/faqs", 400, include=wrong).json()["parameter"])

    def test_what_is_included_is_whole_or_says_that_it_is_not(self):
        peel = {**OTHER, "key": "cited", "slug": "cited", "title": "Cited"}
        activity = {**seed_documents()["sauna"], "key": "aaa", "slug": "aaa", "title": "Aaa", "other_names": []}
        comparison = next(each for each in seed_documents().values() if each["kind"] == "comparison")
        for count in (150, 250):
            questions = [faq(f"of-cited-{n:03}", treatments=["cited"]) for n in range(count)]
            others = [{**comparison, "key": f"compares-{n}", "slug": f"compares-{n}", "treatments": ["cited"]}
                      for n in range(3)]
            self.site.import_files(write(self.site.top, "many.json", [peel, *questions, *others]), extra=("--replace",))
            answer = self.json("/api/v1/treatments/cited", include="faqs")
            self.assertEqual(min(count, 200), len(answer["included"]))
            self.assertEqual(count > 200, answer.get("included_cut", False))
        self.assertLessEqual({"compares-0", "compares-1", "compares-2"},
                             set(self.json("/api/v1/treatments/cited", include="comparisons")["included"]))

    def test_a_treatment_is_found_by_its_name_of_before(self):
        named = {**OTHER, "key": "renamed", "slug": "before", "title": "Renamed"}
        about = faq("of-renamed", treatments=["renamed"])
        self.site.import_files(write(self.site.top, "named.json", [named, about]))
        self.site.import_files(write(self.site.top, "named.json", [{**named, "slug": "after"}]), extra=("--replace",))
        for slug in ("before", "after"):
            self.assertEqual(["of-renamed"], self.keys("/api/v1/faqs", treatment=slug))
            answer = self.json("/api/v1/can-i", activity="sauna", treatment=slug)
            self.assertEqual(["renamed"], [each["treatment"]["key"] for each in answer["treatments"]])
        self.ask("/api/v1/can-i", 404, activity="sauna", treatment="never")

    def test_search_in_a_list(self):
        listed = self.json("/api/v1/faqs", q="sauna")
        self.assertEqual("can-i-swim-use-a-sauna-or-go-to-the-gym", listed["items"][0]["key"])
        self.assertEqual("no-store", self.ask("/api/v1/faqs", q="sauna").headers["Cache-Control"])
        self.assertIsNone(self.ask("/api/v1/faqs", q="sauna").headers["ETag"])
        whole = self.keys("/api/v1/faqs", q="skin", limit=100)
        self.assertEqual(whole, self.keys("/api/v1/faqs", q="skin", limit=2))
        self.assertGreater(len(whole), 2)

    def test_a_list_with_words_tells_what_a_search_tells(self):
        for words in ("sauna", "redness", "sunscren", "qqqxyz"):
            searched, listed = self.json("/api/v1/search", q=words, kind="faq"), self.json("/api/v1/faqs", q=words)
            names = ("total", "total_is_least", "cut", "corrected", "suggestion", "nearest")
            self.assertEqual({name: searched[name] for name in names if name in searched},
                             {name: listed[name] for name in names if name in listed}, words)
            self.assertLessEqual({"total_is_least", "cut"}, set(listed))
        self.assertTrue(listed["nearest"])
        self.assertIn("corrected", self.json("/api/v1/faqs", q="sunscren"))

    def test_a_parameter_stands_once(self):
        for path in ("/api/v1/faqs?limit=5&limit=6", "/api/v1/search?q=a&q=b", "/api/v1/changes?since=1&since=1",
                     "/api/v1/treatments/micro-needling?pretty=1&%70retty=1"):
            answer = self.site.get(path)
            self.assertEqual(400, answer.status, path)
            self.assertIn("twice", answer.json()["detail"])
            self.assertTrue(answer.json()["parameter"])

    def test_what_is_wrong_is_named(self):
        for name, query in [("q", {"q": ""}), ("sort", {"sort": "nope"}), ("sort", {"sort": "title", "q": "a"}),
                            ("treatment", {"treatment": "peel", "q": "a"}), ("review", {"review": "soon"}),
                            ("updated_since", {"updated_since": "yesterday"}),
                            ("updated_since", {"updated_since": "2026-02-30"}),
                            ("updated_since", {"updated_since": "2026-02-20T25:00:00Z"}),
                            ("updated_since", {"updated_since": "2026-02-20T10:00:00"}),
                            ("after", {"after": "[]"}), ("after", {"after": '["title",1,"a","b"]'}),
                            ("after", {"after": "-1", "q": "a"}), ("after", {"after": "{" * 500}),
                            ("limit", {"limit": "0"}), ("include", {"include": "vocabulary"})]:
            with self.subTest(**query):
                self.assertEqual(name, self.ask("/api/v1/faqs", 400, **query).json()["parameter"])

    def test_totals(self):
        for plural in ("treatments", "faqs", "checklists", "activities", "pages", "locations", "comparisons"):
            self.assertEqual(self.json(f"/api/v1/{plural}")["total"], len(self.keys(f"/api/v1/{plural}")))
        self.assertNotIn("total", self.json("/api/v1/faqs", treatment="peel"))


class Mirror:
    """What a program that follows the documentation would keep."""

    def __init__(self, test):
        self.test = test
        self.begin()

    def begin(self):
        self.documents = {}
        lines = self.test.ask("/api/v1/download.ndjson").text.splitlines()
        self.since = json.loads(lines[0])["since"]
        for line in lines[1:]:
            document = json.loads(line)
            self.documents[document["key"]] = document

    def catch_up(self, limit=20):
        """The keys that were told of; None where everything had to be read anew."""
        seen, query = [], urllib.parse.urlencode({"since": self.since, "limit": limit})
        answer = self.test.site.get(f"/api/v1/changes?{query}")
        if answer.status == 410:
            self.begin()
            return None
        answer = answer.json()
        while True:
            for change in answer["changes"]:
                seen.append(change["key"])
                if change["state"] == "live":
                    self.documents[change["key"]] = change["document"]
                else:
                    self.documents.pop(change["key"], None)
            if "next" not in answer:
                break
            answer = self.test.json(self.test.local(answer["next"]))
        self.since = answer["since"]
        return seen


class TestMirrors(ListTest):
    def live(self):
        """The same, read list by list; referred_by and refers_to are the lists' alone."""
        documents = {}
        for plural in ("treatments", "faqs", "checklists", "activities", "pages", "locations", "comparisons"):
            listed = self.json(f"/api/v1/{plural}", limit=100)
            while True:
                for item in listed["items"]:
                    documents[item["key"]] = item
                if "next" not in listed:
                    break
                listed = self.json(self.local(listed["next"]))
        documents["clinic"] = self.json("/api/v1/clinic")
        for each in documents.values():
            each["links"] = {name: link for name, link in each["links"].items() if name in ("self", "page")}
        return documents

    def publish(self, documents, replace=True):
        self.site.import_files(write(self.site.top, "set.json", documents),
                               extra=("--replace",) if replace else ())

    def test_a_download_and_the_changes_since_give_what_is_live(self):
        self.publish(faqs(120))
        mirror = Mirror(self)
        self.assertEqual(self.live(), mirror.documents)
        self.assertEqual([], mirror.catch_up())
        dice, withdrawn = random.Random(11), set()
        for turn in range(12):
            chosen = dice.sample(range(130), dice.randint(1, 40))
            withdrawn = {number for number in chosen if dice.random() < 0.3}
            self.publish([faq(f"sample-{number:04}", short_answer=f"Turn {turn}.",
                              **({"withdrawn": {"reason": "Gone."}} if number in withdrawn else {}))
                          for number in chosen])
            if turn % 3 == 0:
                seen = mirror.catch_up(limit=dice.choice([1, 7, 100]))
                self.assertEqual(len(seen), len(set(seen)), "each once")
                self.assertEqual(self.live(), mirror.documents)
        mirror.catch_up()
        self.assertEqual(self.live(), mirror.documents)

    def test_what_cites_a_changed_fact_is_a_change(self):
        mirror = Mirror(self)
        old = mirror.documents["how-long-does-a-session-take"]["updated"]
        time.sleep(1.1)  # moments are told in seconds
        treatment = json.loads(json.dumps(TREATMENT))
        fact = next(each for each in treatment["facts"] if each["id"] == "session-length")
        fact["figures"][0]["time"].update(low=7, high=8, words="about 7 to 8 hours")
        self.publish([treatment])
        seen = mirror.catch_up()
        self.assertEqual({"micro-needling", "how-long-does-a-session-take"}, set(seen),
                         "and nothing whose words are as before")
        now = mirror.documents["micro-needling"]["updated"]
        self.assertGreater(now, old)
        self.assertEqual(now, mirror.documents["how-long-does-a-session-take"]["updated"])
        self.assertEqual({"how-long-does-a-session-take"}, set(self.keys("/api/v1/faqs", updated_since=now)))
        self.assertEqual("how-long-does-a-session-take", self.keys("/api/v1/faqs", sort="-updated")[0])
        page, path = "/questions/how-long-does-a-session-take", "{http://www.w3.org/2005/Atom}"
        self.assertRegex(self.ask(page).text, f'"dateModified": ?"{now}"')
        entries = ET.fromstring(self.ask("/feed.atom").body).findall(path + "entry")
        self.assertIn(f"{self.site.base_url}{page}", [entry.find(path + "link").get("href") for entry in entries[:2]])
        self.assertRegex(self.ask("/sitemap.xml").text, f"{page}</loc>\\s*<lastmod>{now}<")
        self.assertIn("7 to 8 hours", json.dumps(mirror.documents["how-long-does-a-session-take"]))
        self.assertEqual(self.live(), mirror.documents)

    def test_what_only_staff_read_has_no_path(self):
        for path in ("/api/v1/vocabulary", "/api/v1/vocabularies", "/api/v1/vocabulary/vocabulary",
                     "/api/v1/drafts", "/api/v1/revisions", "/api/v1/staff"):
            self.assertEqual(404, self.site.get(path).status, path)
        self.assertNotIn("vocabulary", self.ask("/api/v1/").text)
        self.assertNotIn("/vocabulary", self.ask("/sitemap.xml").text)

    def test_the_download_says_what_it_is(self):
        answer = self.ask("/api/v1/download.ndjson")
        self.assertEqual("application/x-ndjson", answer.headers["Content-Type"])
        head = self.site.get("/api/v1/download.ndjson", "HEAD")
        self.assertEqual((200, b""), (head.status, head.body))
        self.assertEqual(answer.body, self.ask("/api/v1/download.ndjson").body, "kept whole or not at all")

    def test_a_wrong_token_is_named(self):
        for since in ("x", "-1", "1.", ".1", "1.2.3", "9" * 30, "1 "):
            self.assertEqual("since", self.ask("/api/v1/changes", 400, since=since).json()["parameter"])

    def test_a_mark_that_was_never_given_is_not_known(self):
        version = int(Mirror(self).since)
        for since in (version + 1, f"{version + 1}.1", 999999999):
            problem = self.ask("/api/v1/changes", 410, since=since).json()
            self.assertEqual((410, "since"), (problem["status"], problem["parameter"]))
        self.assertEqual([], self.json("/api/v1/changes", since=version)["changes"])

    def test_what_was_withdrawn_before_it_was_live_is_told_as_withdrawn(self):
        mirror = Mirror(self)
        self.publish([faq("never-live", withdrawn={"reason": "It was never shown."})])
        change, = self.json("/api/v1/changes", since=mirror.since)["changes"]
        self.assertEqual(("withdrawn", "never-live", "It was never shown."),
                         (change["state"], change["key"], change["withdrawn"]["reason"]))
        self.assertNotIn("document", change)

    def test_another_reason_of_what_was_withdrawn_is_a_change(self):
        gone = faq("gone")
        self.publish([gone])
        self.publish([{**gone, "withdrawn": {"reason": "First."}}])
        mirror = Mirror(self)
        self.publish([{**gone, "withdrawn": {"reason": "Second."}}])
        change, = self.json("/api/v1/changes", since=mirror.since)["changes"]
        self.assertEqual(("gone", "Second."), (change["key"], change["withdrawn"]["reason"]))


class TestRestored(StaffTest, ListTest):
    live, publish = TestMirrors.live, TestMirrors.publish

    def blank(self, key, number):
        page = self.administrator.get(f"/admin/history/{key}/{number}")
        done = self.administrator.submit(page.form(f"/admin/blank/{key}/{number}"), reason="a name")
        self.assertEqual(200, done.status, done.text)

    def restore(self, copy):
        self.site.stop_daemon()
        self.site.run("restore", "--database", self.site.database, "--from", copy, check=True)
        self.site.start_daemon()

    def test_a_mirror_outlives_new_slugs_withdrawals_blanking_and_a_restore(self):
        self.publish(faqs(5))
        copy = self.site.top / "copy.db"
        self.site.run("backup", "--database", self.site.database, "--to", copy, check=True)
        mirror = Mirror(self)
        self.publish([faq("sample-0000", slug="elsewhere"), faq("sample-0001", withdrawn={"reason": "Gone."})])
        self.assertEqual(["sample-0000", "sample-0001"], sorted(mirror.catch_up()))
        self.assertEqual(self.live(), mirror.documents)
        self.blank("sample-0000", 1)
        self.assertEqual([], mirror.catch_up())
        self.assertEqual(self.live(), mirror.documents)
        ahead = Mirror(self)
        self.restore(copy)
        for each, kept in ((mirror, mirror.since), (ahead, "1"), (ahead, "1.5")):
            each.since = kept
            problem = self.ask("/api/v1/changes", 410, since=kept)
            self.assertEqual("application/problem+json", problem.headers["Content-Type"])
            self.assertIn(f"{self.site.base_url}/api/v1/download.ndjson", problem.json()["detail"])
            self.assertIsNone(each.catch_up(), "it read everything anew")
            self.assertEqual(self.live(), each.documents)
            self.assertEqual([], each.catch_up())
        self.publish([faq("sample-0001", title="After the restore?")])
        self.assertEqual(["sample-0001"], mirror.catch_up())
        self.assertEqual(self.live(), mirror.documents)
        # From the very beginning it can be read too, a document at a time.
        whole = Mirror(self)
        whole.documents, whole.since = {}, "0"
        whole.catch_up(limit=1)
        self.assertEqual(self.live(), whole.documents)


class TestNothingOfStaff(StaffTest, ListTest):
    """What is planted in drafts, notes, names, old texts and withdrawn documents, looked for in every
    answer that anybody may ask for."""

    def plant(self):
        editor, publisher = self.editor, self.publisher
        form = editor.get("/admin/documents/about").form("/admin/documents/about", button="save")
        editor.submit(form, do="save", title="SECRETDRAFT about")
        form = publisher.get("/admin/documents/privacy").form("/admin/documents/privacy", button="save")
        publisher.submit(form, do="save", title="SECRETOLD privacy")
        page = publisher.get("/admin/publish?key=privacy")
        publisher.submit(page.form("/admin/publish"), note="SECRETNOTE")
        form = publisher.get("/admin/documents/privacy").form("/admin/documents/privacy", button="save")
        publisher.submit(form, do="save", title="Privacy")
        page = publisher.get("/admin/publish?key=privacy")
        publisher.submit(page.form("/admin/publish"), note="SECRETNOTE again")
        gone = faq("gone", title="SECRETGONE?", short_answer="SECRETGONE.", answer="SECRETGONE.")
        TestMirrors.publish(self, [gone])
        TestMirrors.publish(self, [{**gone, "withdrawn": {"reason": "It was made up."}}])

    def paths(self):
        """Every path of the description with every document, and each of its parameters."""
        description = self.json("/api/v1/openapi.json")
        slugs = dict(self.rows("SELECT kind, group_concat(slug) FROM document GROUP BY kind"))
        plurals = {entry["url"].rpartition("/")[2]: entry["kind"] for entry in self.json("/api/v1/")["kinds"]}
        for path, item in description["paths"].items():
            if "get" not in item:
                continue
            queries = [""] + [f"?{each['name']}={each['example']}" for each in item["get"].get("parameters", [])
                              if each["in"] == "query" and "example" in each]
            queries += ["?limit=100"] + [f"?q={word}" for word in ("secretdraft", "secretold", "secretgone", "about")]
            kind = plurals.get(path.split("/")[3], "checklist")
            for slug in slugs[kind].split(",") if "{slug}" in path else [""]:
                for query in queries:
                    yield path.replace("{slug}", slug).replace("{version}", "1-1-1") + query.replace(" ", "+")

    def test_nothing_but_what_patients_read(self):
        self.plant()
        for table, column, word in (("draft", "body", "SECRETDRAFT"), ("revision", "note", "SECRETNOTE"),
                                    ("revision", "body", "SECRETOLD"), ("revision", "body", "SECRETGONE"),
                                    ("staff", "full_name", "Pam Test")):
            self.assertTrue(self.rows(f"SELECT 1 FROM {table} WHERE {column} LIKE ?", f"%{word}%"), word)
        paths = list(self.paths())
        answered = 0
        for path in paths + ["/sitemap.xml", "/about", "/privacy", "/questions/gone", "/search?q=secretgone"]:
            answer = self.site.get(path)
            answered += answer.status == 200
            # The feed alone tells the title of what was withdrawn, since whoever follows it has read it.
            found = re.search(r"SECRET\w+|Pam Test|Eve Test|\"author\"|\"vocabulary\"", answer.text, re.I)
            words = path.rpartition("=")[2].lower()
            self.assertFalse(found and not (words and found[0].lower() == words), (path, found))
        self.assertGreater(answered, 200)
        self.assertNotRegex(self.ask("/feed.atom").text, "SECRETDRAFT|SECRETNOTE|SECRETOLD|Pam Test|Eve Test")


if __name__ == "__main__":
    unittest.main()
