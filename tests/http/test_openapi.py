"""The API's description: it passes a linter, every example in it is asked of the real server and the
answer held against its schema, and so is every example of docs/api.md."""

import datetime
import json
import pathlib
import re
import subprocess
import tempfile
import unittest
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import jsonschema

from described import Description
from harness import SOURCE, Site, SiteTest
from pages import Page
from samples import faq, seed, write

REDOCLY = SOURCE / "tests/node_modules/.bin/redocly"


def is_part(example, value):
    """Whether all that the example has stands in value too; of a list each entry somewhere."""
    if isinstance(example, dict):
        return isinstance(value, dict) and all(name in value and is_part(each, value[name])
                                               for name, each in example.items())
    if isinstance(example, list):
        return isinstance(value, list) and all(any(is_part(each, other) for other in value) for each in example)
    if isinstance(example, str) and isinstance(value, str):
        return re.fullmatch(".*".join(map(re.escape, example.split("…"))), value, re.S) is not None
    return example == "…" or example == value


def stands_in(example, value):
    """Whether it is part of value, or of something in it."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return is_part(example, value) or any(stands_in(example, each) for each in inner)


class DescribedTest(SiteTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.described = Description(cls.site)
        cls.description = cls.described.whole

    def operations(self):
        for path, item in self.description["paths"].items():
            for method, operation in item.items():
                yield path, method, operation

    def ask(self, path, method, operation, query, media="application/x-www-form-urlencoded"):
        """The path with its examples, and the answer."""
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "path":
                path = path.replace("{%s}" % parameter["name"], str(parameter["example"]))
        body, headers = None, {}
        if "requestBody" in operation:
            example = operation["requestBody"]["content"][media]["example"]
            body = (json.dumps(example) if media == "application/json" else urllib.parse.urlencode(example)).encode()
            headers["Content-Type"] = media
        if query:
            path += "?" + urllib.parse.urlencode(query)
        return path, self.site.get(path, method.upper(), body, **headers)


class TestDescription(DescribedTest):
    def test_a_linter_finds_no_error(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "openapi.json"
            file.write_text(json.dumps(self.description))
            done = subprocess.run([REDOCLY, "lint", "--config", SOURCE / "tests/redocly.yaml", "--format", "json",
                                   file], capture_output=True, text=True, timeout=120,
                                  env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder,
                                       "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"})
        report = json.loads(done.stdout)
        self.assertEqual([], [f"{each['ruleId']}: {each['message']} {each['location'][0].get('pointer')}"
                              for each in report["problems"] if each["severity"] == "error"])
        self.assertEqual(0, done.returncode, done.stderr)

    def test_every_route_and_parameter_of_the_program_is_described(self):
        described = {(method.upper(), path, parameter["name"]): parameter
                     for path, method, operation in self.operations()
                     for parameter in operation.get("parameters", [])}
        paths = {(method.upper(), path) for path, method, _ in self.operations()}
        count = 0
        for line in self.site.run("routes", check=True).stdout.splitlines():
            method, pattern, rest = line.split(None, 2)
            if not pattern.startswith("/api/v1/"):
                continue
            path = pattern.replace("{kind}", "faqs")
            self.assertIn((method, path), paths)
            for name in re.findall(r"\?(\w+)", rest) + re.findall(r"\{(\w+)\}", path):
                count += 1
                self.assertTrue(described[method, path, name]["description"], (path, name))
        self.assertGreater(count, 30)
        for path, method, operation in self.operations():
            self.assertNotIn("vocabulary", path)
            self.assertTrue(operation["responses"]["200"]["content"], path)

    def test_every_example_is_answered_as_its_schema_says(self):
        asked = 0
        for path, method, operation in self.operations():
            optional = [each for each in operation.get("parameters", []) if each["in"] == "query"]
            required = {each["name"]: each["example"] for each in optional if each["required"]}
            queries = [required] + [{**required, each["name"]: each["example"]} for each in optional
                                    if "example" in each and not each["required"]]
            for query in queries:
                with self.subTest(path=path, query=query):
                    address, answer = self.ask(path, method, operation, query)
                    self.assertEqual(200, answer.status, (address, answer.text[:300]))
                    (kind, media), = operation["responses"]["200"]["content"].items()
                    self.assertEqual(kind, answer.headers["Content-Type"].split(";")[0])
                    if kind == "application/json":
                        self.described.check(media["schema"], answer.json())
                    asked += 1
        self.assertGreater(asked, 100)

    def test_every_answer_has_an_example_that_is_part_of_the_real_one(self):
        checked = 0
        for path, method, operation in self.operations():
            query = {each["name"]: each["example"] for each in operation.get("parameters", [])
                     if each["in"] == "query" and each["required"]}
            (kind, media), = operation["responses"]["200"]["content"].items()
            if kind != "application/json":
                continue
            if path == "/api/v1/changes" or re.fullmatch(r"/api/v1/\w+", path) and "{" not in path:
                query.update(limit=100) if any(each["name"] == "limit" for each in operation["parameters"]) else None
            if path == "/api/v1/suggest":
                query["limit"] = 20
            for body in operation.get("requestBody", {"content": {None: None}})["content"]:
                with self.subTest(path, method=method, body=body):
                    _, answer = self.ask(path, method, operation, query, body)
                    self.assertTrue(is_part(media["example"], answer.json()), (media["example"], answer.text[:1000]))
                    checked += 1
        self.assertGreater(checked, 20)

    def test_every_array_says_what_stands_in_it(self):
        def look(value, place):
            if isinstance(value, dict):
                self.assertFalse(value.get("type") == "array" and "items" not in value, place)
                for name, each in value.items():
                    look(each, f"{place}/{name}")
        look(self.description, "")

    def test_every_answer_is_described_to_the_last_member(self):
        undescribed = []

        def look(schema, place):
            if schema.get("type") == "object" and not schema.get("properties") and "anyOf" not in schema:
                undescribed.append(place)
            for name, each in schema.get("properties", {}).items():
                look(each, f"{place}.{name}")
            if "items" in schema:
                look(schema["items"], place + "[]")
        for name in ("Index", "Changes", "Search", "Suggestions", "CanI", "Signs", "Leaflet", "Plan", "Problem"):
            look(self.described.schema(name), name)
        self.assertEqual([], undescribed)

    def test_what_searches_answer_is_described(self):
        seen = set()
        for typed in ("sauna", "redness", "makeup", "phone number", "sauna qwertzuiop", "qwertzuiop", "suana"):
            answer = self.site.get("/api/v1/search?" + urllib.parse.urlencode({"q": typed})).json()
            self.described.check("Search", answer)
            seen |= set(answer) | {each["type"] for each in answer["direct"]}
        self.assertLessEqual({"missing", "corrected", "nearest", "activity", "sign", "contact"}, seen)

    def test_what_each_activity_is_answered_is_described(self):
        for activity in self.site.get("/api/v1/activities?limit=100").json()["items"]:
            for day in ("", "&day=0", "&day=1", "&day=30"):
                path = f"/api/v1/can-i?activity={urllib.parse.quote(activity['title'])}{day}"
                self.described.check("CanI", self.site.get(path).json())

    def test_what_stands_in_a_plan_is_described(self):
        path = "/api/v1/checklists/micro-needling/plan"
        self.described.check("Plan", self.site.get(path).json())
        for day in (0, 1, 3, 13, 14, 60):
            self.described.check("Plan", self.site.get(f"{path}?day={day}").json())
        today = datetime.date.today()
        for days in (-30, -1, 0, 1, 2, 4, 13, 20, 100):
            for hour in ("", "T14:00"):
                treated = (today - datetime.timedelta(days=days)).isoformat() + hour
                other = (today - datetime.timedelta(days=days - 9)).isoformat()
                for more in ({}, {"with": [{"checklist": "micro-needling", "treated": other}]}):
                    answer = self.site.get(path, "POST", json.dumps({"treated": treated, **more}).encode(),
                                           Content_Type="application/json")
                    self.assertEqual(200, answer.status, answer.text[:300])
                    self.described.check("Plan", answer.json())

    def test_the_description_lets_answers_grow(self):
        self.assertNotIn("additionalProperties", json.dumps(self.description))

    def test_statuses_and_fields_are_described_where_they_happen(self):
        responses = self.description["components"]["responses"]
        for path, method, operation in self.operations():
            with self.subTest(path, method=method):
                told, good = set(operation["responses"]), operation["responses"]["200"]
                required = {each["name"]: each["example"] for each in operation.get("parameters", [])
                            if each["in"] == "query" and (each["required"] or each["name"] == "q")}
                _, answer = self.ask(path, method, operation, required)
                self.assertEqual("429" in told, answer.headers["RateLimit-Policy"] is not None)
                for name in ("ETag", "Link", "RateLimit-Policy"):
                    if answer.headers[name]:
                        self.assertIn(name, good["headers"])
                    elif "q" not in required:
                        self.assertTrue(name == "Link" or name not in good["headers"], name)
                _, wrong = self.ask(path, method, operation, {"nope": 1})
                self.assertEqual(400, wrong.status)
                _, too_long = self.ask(path, method, operation, {"nope": "x" * 4100})
                self.assertEqual(414, too_long.status)
                self.assertIn("414", told)
                if method == "post":
                    address = path.replace("{slug}", "micro-needling")
                    for status, body, kind in ((413, b"x" * 20000, "application/json"), (415, b"x", "text/plain")):
                        refused = self.site.get(address, "POST", body, **{"Content-Type": kind})
                        self.assertEqual(status, refused.status)
                        self.assertIn(str(status), told)
                elif "q" not in required:
                    self.assertEqual("304" in told, self.site.get(self.ask(path, method, operation, required)[0],
                                                                  If_None_Match=answer.headers["ETag"] or "\"x\"").status == 304)
                missing = self.site.get(path.replace("{slug}", "nope").replace("{version}", "1-1-1"), method.upper(),
                                        b"treated=today" if method == "post" else None,
                                        **{"Content-Type": "application/x-www-form-urlencoded"})
                self.assertTrue(missing.status != 404 or "404" in told)
                self.assertEqual("{slug}" in path or path == "/api/v1/changes", "410" in told)
                self.assertEqual("{slug}" in path, "308" in told)
                self.assertEqual(method == "post", "413" in told)
        for name, field in (("TooManyRequests", "Retry-After"), ("Unavailable", "Retry-After"), ("Moved", "Location"),
                            ("NotModified", "ETag")):
            self.assertEqual([field], list(responses[name]["headers"]))

    def test_a_plan_takes_several_treatments_in_either_body(self):
        content = self.description["paths"]["/api/v1/checklists/{slug}/plan"]["post"]["requestBody"]["content"]
        form, body = (content[name]["schema"] for name in ("application/x-www-form-urlencoded", "application/json"))
        self.assertEqual("string", form["properties"]["with"]["items"]["type"])
        self.described.check(body, {"treated": "2026-11-23",
                                    "with": [{"checklist": "a", "treated": "today", "hour": "14:00"}]})
        with self.assertRaises(jsonschema.ValidationError):
            self.described.check(body, {"treated": "2026-11-23", "with": "a@today"})

    def test_kind_is_one_of_those_there_are(self):
        for path, _, operation in self.operations():
            for parameter in operation.get("parameters", []):
                if parameter["name"] == "kind":
                    self.assertIn("faq", parameter["schema"]["enum"])
                    for kind in parameter["schema"]["enum"]:
                        self.assertEqual(200, self.site.get(f"{path}?q=a&kind={kind}").status)

    def test_refusals_are_as_described(self):
        schema = {"$ref": "#/components/schemas/Problem"}
        for path, status in [("/api/v1/faqs?limit=0", 400), ("/api/v1/faqs/nope", 404), ("/api/v1/nope", 404),
                             ("/api/v1/search", 400)]:
            answer = self.site.get(path)
            self.assertEqual(status, answer.status)
            self.described.check(schema, answer.json())

    def test_every_document_is_as_its_kind_says(self):
        checked = 0
        for path in self.description["paths"]:
            name = re.fullmatch(r"/api/v1/(\w+)", path)
            listed = self.site.get(path + "?limit=100").json() if name else {}
            for item in listed.get("items", []) if isinstance(listed, dict) else []:
                self.described.check({"$ref": f"#/components/schemas/{item['kind']}"}, item)
                checked += 1
        self.assertGreater(checked, 35)

    def test_the_page_beside_it(self):
        answer = self.site.get("/api/v1/docs")
        self.assertEqual("text/html; charset=utf-8", answer.headers["Content-Type"])
        page = Page(answer.text)
        self.assertIn("/api/v1/openapi.json", page.links)
        for path, method, _ in self.operations():
            if "faqs" not in path and not re.search("/(treatments|checklists|comparisons|activities|locations|pages)(/|$)", path):
                self.assertIn(f"{method.upper()} {path}", page.text)
        self.assertIn("service-desc", self.site.get("/api/v1/").headers["Link"])

    def test_the_figures_of_the_limits_are_those_of_nginx(self):
        told = self.site.get("/api/v1/docs").text
        names = (SOURCE / "www/nginx/http.conf.in").read_text()
        places = (SOURCE / "www/nginx/server.conf.in").read_text()
        rates = re.findall(r"zone=aftercare_(?:search|post):\S+ rate=(\d+)r/s", names)
        bursts = re.findall(r"zone=aftercare_(?:search|post) burst=(\d+)", places)
        said = re.findall(r"(\d+) requests a second from one address, and (\d+) at once", told)
        self.assertEqual(set(rates), {rate for rate, _ in said})
        self.assertEqual(set(bursts), {burst for _, burst in said})
        self.assertEqual(set(rates), set(re.findall(r"q=(\d+);w=1", names)))

    def test_the_page_tells_enough_alone(self):
        source = self.site.get("/api/v1/docs").text
        sections = {re.search(r"<code>(\w+ \S+)</code>", part)[1]: part for part in source.split('<section class="card">')[1:]}
        for name in ("treatments", "faqs", "checklists", "comparisons", "activities", "locations", "pages"):
            self.assertIn(name, sections["GET /api/v1/{kind}"])
        for path, method, operation in self.operations():
            pattern = re.sub(r"/api/v1/(treatments|faqs|checklists|comparisons|activities|locations|pages)(?=$|/\{slug\}$)",
                             "/api/v1/{kind}", path)
            with self.subTest(path, method=method):
                section = sections[f"{method.upper()} {pattern}"]
                for each in operation.get("parameters", []):
                    self.assertIn(f"<dt><code>{each['name']}</code>", section)
                for status in set(operation["responses"]) - {"200"}:
                    self.assertIn(f"<dt><code>{status}</code>", section)
                self.assertEqual("429" in operation["responses"], "requests a second" in section)
                for media in operation.get("requestBody", {"content": {}})["content"].values():
                    for name in media["schema"]["properties"]:
                        self.assertIn(f"<dt><code>{name}</code>", section)


class TestDocumentation(DescribedTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The documentation speaks of a second treatment, which the sample clinic does not have.
        other = {"key": "chemical-peel", "slug": "chemical-peel", "title": "Chemical peel"}
        cls.site.import_files(write(cls.site.top, "second.json", [
            {**seed("micro-needling-treatment"), **other, "other_names": []},
            {**seed("micro-needling-checklist"), **other, "key": "chemical-peel-aftercare",
             "treatment": "chemical-peel"}]))

    def test_every_example_of_the_documentation_works(self):
        """Each line that begins with curl, as it stands but for the address."""
        text = (SOURCE / "docs/api.md").read_text()
        lines = [line.strip() for line in re.findall(r"^    (curl .*)$", text, re.M)]
        self.assertGreater(len(lines), 12)
        for line in lines:
            command = line.replace("http://127.0.0.1:8080", self.site.base_url).replace(" | jq", "")
            command = command.replace(" …/api", f" {self.site.base_url}/api").replace(
                " …/plan", f" {self.site.base_url}/api/v1/checklists/micro-needling/plan")
            with self.subTest(line):
                done = subprocess.run(["sh", "-c", command.replace("curl ", "curl -s -w '\\n%{http_code}' ", 1)],
                                      capture_output=True, text=True, timeout=30)
                body, _, status = done.stdout.rpartition("\n")
                self.assertEqual("200", status, (line, body[:200]))

    def test_what_the_documentation_says_of_answers_is_so(self):
        """Each piece of JSON in it is part of a real answer: to one of its examples, to a withdrawn
        document's change, or to the wrong limit. “…” stands for anything."""
        text = (SOURCE / "docs/api.md").read_text()
        gone = faq("gone", withdrawn={"reason": "Made up."})
        self.site.import_files(write(self.site.top, "gone.json", [faq("gone")]))
        self.site.import_files(write(self.site.top, "gone.json", [gone]), extra=("--replace",))
        paths = re.findall(r"curl -s '?http://127.0.0.1:8080(/api/[^ '\n]*)", text)
        answers = []
        for path in paths + ["/api/v1/faqs?limit=0", "/api/v1/changes?limit=100"]:
            lines = self.site.get(path).text
            answers += [json.loads(line) for line in (lines.splitlines() if "ndjson" in path else [lines])]
        told = re.findall(r"`(\{\s*\"[^`]*\})`", text) + re.findall(r"^    (\{\"(?:.*\n)+?.*\})$", text, re.M)
        held = 0
        for piece in told:
            piece = re.sub(r"\s+", " ", piece)
            piece = re.sub(r'"([^"]*)": …', r'"\1": "…"', piece).replace("[…]", "[]").replace("}, …,", "},")
            example = json.loads(piece.replace("…, ", "").replace(', …}', "}"))
            if "checklist" in example:
                continue  # of a body; it is asked with in the test of plans
            with self.subTest(piece):
                self.assertTrue(any(stands_in(example, answer) for answer in answers))
                held += 1
        self.assertGreater(held, 5)

    def test_limits_are_told_where_they_are(self):
        search, post = '"search";q=10;w=1', '"post";q=5;w=1'
        plan = "/api/v1/checklists/micro-needling/plan"
        for path, method, policy in [
                ("/api/v1/search?q=a", "GET", search), ("/api/v1/suggest?q=a", "GET", search),
                ("/api/v1/can-i?activity=sauna", "GET", search), ("/api/v1/download.ndjson", "GET", search),
                ("/api/v1/faqs?q=a", "GET", search), ("/api/v1/faqs?limit=1&%71=a", "GET", search),
                ("/search?q=a", "GET", search), (plan, "POST", post), (plan + ".ics", "POST", post),
                ("/api/v1/faqs", "GET", None), ("/api/v1/faqs?limit=1", "GET", None), (plan, "GET", None),
                ("/api/v1/faqs/do-i-need-sunscreen", "GET", None), ("/", "GET", None)]:
            with self.subTest(path, method=method):
                answer = self.site.get(path, method, b"treated=today" if method == "POST" else None)
                self.assertEqual(policy, answer.headers["RateLimit-Policy"])


class TestLimits(unittest.TestCase):
    def ask(self, site, path, method="GET"):
        body = b"treated=today" if method == "POST" else None
        return site.get(path, method, body, **{"Content-Type": "application/x-www-form-urlencoded"})

    def test_past_the_limit_a_program_is_told_how_long_to_wait(self):
        for path, method, most in [("/api/v1/search?q=a", "GET", 50), ("/api/v1/faqs?q=a", "GET", 50),
                                   ("/api/v1/faqs?limit=1&%71=a", "GET", 50),
                                   ("/api/v1/can-i?activity=sauna", "GET", 50),
                                   ("/api/v1/suggest?q=a", "GET", 50),
                                   ("/api/v1/download.ndjson", "GET", 20),
                                   ("/api/v1/checklists/micro-needling/plan", "POST", 30)]:
            with self.subTest(path), Site(limits=True) as site:
                answers = [self.ask(site, path, method) for _ in range(most)]
                self.assertEqual({200}, {answer.status for answer in answers}, "the figures of the documentation")
                # Many at once: one after the other might be slower than the limit on a busy machine.
                with ThreadPoolExecutor(most + 70) as pool:
                    more = list(pool.map(lambda _: self.ask(site, path, method), range(most + 70)))
                refused = [answer for answer in more if answer.status == 429]
                self.assertTrue(refused)
                self.assertEqual("10", refused[0].headers["Retry-After"])
                self.assertEqual("application/problem+json", refused[0].headers["Content-Type"].split(";")[0])
                self.assertEqual(429, refused[0].json()["status"])
                self.assertEqual(answers[0].headers["RateLimit-Policy"], refused[0].headers["RateLimit-Policy"])
                self.assertTrue(refused[0].headers["RateLimit-Policy"])
                for _ in range(100):
                    self.assertEqual(200, site.get("/api/v1/faqs?limit=1").status, "what is not limited goes on")


if __name__ == "__main__":
    unittest.main()
