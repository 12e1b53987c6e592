"""The API's description: it passes a linter, every example in it is asked of the real server and the
answer held against its schema, and so is every example of docs/api.md."""

import json
import pathlib
import re
import subprocess
import tempfile
import unittest
import urllib.parse

import jsonschema

from harness import SOURCE, Site, SiteTest
from pages import Page
from samples import seed, write

REDOCLY = SOURCE / "tests/node_modules/.bin/redocly"


class DescribedTest(SiteTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.description = cls.site.get("/api/v1/openapi.json").json()

    def operations(self):
        for path, item in self.description["paths"].items():
            for method, operation in item.items():
                yield path, method, operation

    def check(self, schema, value):
        resolver = jsonschema.RefResolver("", self.description)
        jsonschema.Draft202012Validator(schema, resolver=resolver).validate(value)

    def ask(self, path, method, operation, query):
        """The path with its examples, and the answer."""
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "path":
                path = path.replace("{%s}" % parameter["name"], str(parameter["example"]))
        body, headers = None, {}
        if "requestBody" in operation:
            media, = operation["requestBody"]["content"].items()
            body = urllib.parse.urlencode(media[1]["example"]).encode()
            headers["Content-Type"] = media[0]
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
                        self.check(media["schema"], answer.json())
                    asked += 1
        self.assertGreater(asked, 100)

    def test_refusals_are_as_described(self):
        schema = {"$ref": "#/components/schemas/Problem"}
        for path, status in [("/api/v1/faqs?limit=0", 400), ("/api/v1/faqs/nope", 404), ("/api/v1/nope", 404),
                             ("/api/v1/search", 400)]:
            answer = self.site.get(path)
            self.assertEqual(status, answer.status)
            self.check(schema, answer.json())

    def test_every_document_is_as_its_kind_says(self):
        checked = 0
        for path in self.description["paths"]:
            name = re.fullmatch(r"/api/v1/(\w+)", path)
            listed = self.site.get(path + "?limit=100").json() if name else {}
            for item in listed.get("items", []) if isinstance(listed, dict) else []:
                self.check({"$ref": f"#/components/schemas/{item['kind']}"}, item)
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
                answers = [self.ask(site, path, method) for _ in range(most + 70)]
                refused = [answer for answer in answers if answer.status == 429]
                self.assertTrue(refused)
                self.assertEqual({200}, {answer.status for answer in answers[:most]}, "the figures of the documentation")
                self.assertEqual("10", refused[0].headers["Retry-After"])
                self.assertEqual("application/problem+json", refused[0].headers["Content-Type"].split(";")[0])
                self.assertEqual(429, refused[0].json()["status"])
                self.assertEqual(answers[0].headers["RateLimit-Policy"], refused[0].headers["RateLimit-Policy"])
                self.assertTrue(refused[0].headers["RateLimit-Policy"])
                for _ in range(100):
                    self.assertEqual(200, site.get("/api/v1/faqs?limit=1").status, "what is not limited goes on")


if __name__ == "__main__":
    unittest.main()
