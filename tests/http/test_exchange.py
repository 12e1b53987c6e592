"""In and out: export, dry run and import, on the command line and in the form."""

import contextlib
import csv
import io
import json
import sqlite3
import unittest

from harness import Site, SiteTest
from samples import seed_documents, write
from staff import Browser, make_staff

BOUNDARY = "----a-boundary-of-the-tests"


def multipart(fields, file=None):
    """A body as a browser makes it; file is (name, bytes)."""
    body = b""
    for name, value in fields:
        body += (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
                 f"{value}\r\n").encode()
    if file:
        body += (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; '
                 f'filename="{file[0]}"\r\nContent-Type: application/octet-stream\r\n\r\n').encode()
        body += file[1] + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()


def send(browser, form, file=None, **changes):
    for name, value in changes.items():
        form[name] = value
    body = multipart(form.fields, file)
    page = browser.request(form.action, "POST", body,
                           **{"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})
    return browser.follow(page)


def a_question():
    return seed_documents()["when-will-i-see-results"]


def rows_of(data):
    """The header and rows of a CSV file as another program reads it."""
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return header, [dict(zip(header, row)) for row in rows]


def csv_of(header, rows):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


class CommandTest(unittest.TestCase):
    def setUp(self):
        self.site = Site(nginx=False, start=False)
        self.addCleanup(self.site.stop)

    def export(self, *arguments):
        done = self.site.run("export", "--database", self.site.database, *arguments, check=True)
        return done.stdout

    def dry_run(self, *paths, extra=()):
        return self.site.import_files(*paths, extra=["--dry-run", *extra]).stdout.splitlines()

    def test_one_kind_is_exported(self):
        for kind in ("faq", "faqs"):
            documents = json.loads(self.export("--kind", kind))
            self.assertEqual({"faq"}, {document["kind"] for document in documents})
        everything = json.loads(self.export())
        self.assertEqual(len(documents),
                         sum(document["kind"] == "faq" for document in everything))

    def test_what_cannot_be_exported_so_is_said(self):
        for arguments, words in ((["--kind", "nope"], "there is no kind 'nope'; there are clinic "),
                                 (["--format", "xml"], "'xml' is not json or csv"),
                                 (["--format", "csv"], "--kind faq or --kind checklist"),
                                 (["--format", "csv", "--kind", "clinic"], "--kind faq or")):
            done = self.site.run("export", "--database", self.site.database, *arguments)
            self.assertEqual((2, ""), (done.returncode, done.stdout))
            self.assertIn(words, done.stderr)

    def test_a_round_trip_through_csv_changes_nothing(self):
        before = self.export()
        for kind in ("faq", "checklist"):
            text = self.export("--kind", kind, "--format", "csv")
            path = write(self.site.top, f"{kind}.csv", text.encode())
            self.assertTrue(self.dry_run(path)[-1].startswith("dry run: "))
            self.assertEqual({"unchanged"},
                             {line.split()[0] for line in self.dry_run(path)[:-1]})
            self.site.import_files(path)
        self.assertEqual(before, self.export())

    def test_a_new_site_can_be_made_of_exports(self):
        path = write(self.site.top, "all.json", self.export().replace('"revision": 1,', "").encode())
        with Site(nginx=False, start=False, seed=[path]) as other:
            self.assertEqual(self.export(),
                             other.run("export", "--database", other.database, check=True).stdout)

    def test_a_spreadsheet_program_reads_and_writes_it(self):
        """Python's csv module stands for the spreadsheet; it quotes and separates on its own."""
        text = self.export("--kind", "checklist", "--format", "csv").encode()
        self.assertTrue(text.startswith(b"\xef\xbb\xbfkind,key,"))
        header, rows = rows_of(text)
        sauna = next(row for row in rows if row["steps.id"] == "no-sauna")
        self.assertEqual("72 hours", sauna["steps.until"])
        sauna["steps.until"] = "4 days"
        path = write(self.site.top, "a.csv", csv_of(header, rows))
        self.assertIn("changed   checklist micro-needling-aftercare: steps.no-sauna.until.low, "
                      "steps.no-sauna.until.high, steps.no-sauna.until.unit, "
                      "steps.no-sauna.until.words", self.dry_run(path))
        self.site.import_files(path)
        checklist = json.loads(self.export("--kind", "checklist"))[0]
        until = next(s["until"] for s in checklist["steps"] if s["id"] == "no-sauna")
        self.assertEqual((4, "day", "4 days after treatment"),
                         (until["low"], until["unit"], until["words"]))

    def test_formulas_are_guarded_and_come_back(self):
        title = '=HYPERLINK("https://example.org";"x")'
        faq = a_question()
        self.site.import_files(write(self.site.top, "f.json", {**faq, "title": title, "revision": 1}))
        text = self.export("--kind", "faq", "--format", "csv")
        self.assertIn("'" + title, [row["title"] for row in rows_of(text.encode())[1]])
        self.assertEqual([], [cell for row in rows_of(text.encode())[1] for cell in row.values()
                              if cell[:1] in tuple("=+-@\t\r")])
        path = write(self.site.top, "f.csv", text.encode())
        self.assertIn("unchanged faq " + faq["key"], self.dry_run(path))

    def test_a_dry_run_says_everything_and_writes_nothing(self):
        faq = a_question()
        changed = write(self.site.top, "a.json", [{**faq, "title": "Other", "revision": 1},
                                                  {**faq, "key": "fresh", "slug": "fresh"}])
        before = self.export()
        self.assertEqual(["changed   faq " + faq["key"] + ": title", "new       faq fresh",
                          "dry run: 2 documents: 1 new, 1 changed, 0 unchanged, 0 withdrawn; "
                          "nothing was written"], self.dry_run(changed))
        self.assertEqual(before, self.export())

    def test_a_dry_run_refuses_what_an_import_would(self):
        faq = a_question()
        path = write(self.site.top, "a.json", {**faq, "related": ["nobody"], "revision": 1})
        done = self.site.import_files(path, extra=["--dry-run"], check=False)
        self.assertEqual((1, ""), (done.returncode, done.stdout))
        self.assertIn("related: names 'nobody', which is neither live", done.stderr)

    def test_faults_of_a_csv_file_have_their_line(self):
        text = self.export("--kind", "checklist", "--format", "csv")
        for old, new, words in ((",72 hours,", ",a while,", "not understood as a time: 'a while'"),
                                ("steps.why", "steps.whi", "line 1: there is no column 'steps.why'"),
                                (",do-not,", ",never,", "action: is 'never'; it takes one of")):
            path = write(self.site.top, "a.csv", text.replace(old, new, 1).encode())
            done = self.site.import_files(path, check=False)
            self.assertEqual(1, done.returncode)
            self.assertIn(words, done.stderr)

    def test_drafts_are_made_instead(self):
        faq = a_question()
        before = self.export()
        path = write(self.site.top, "a.json", {**faq, "title": "Other", "revision": 1})
        done = self.site.import_files(path, extra=["--drafts"])
        self.assertIn("made drafts of 1 documents: 0 new, 1 changed", done.stdout)
        self.assertEqual(before, self.export())
        done = self.site.import_files(path, extra=["--drafts"], check=False)
        self.assertEqual(1, done.returncode)
        self.assertIn("has a draft already", done.stderr)

    def test_long_ones_say_how_far_they_are(self):
        faq = a_question()
        many = [{**faq, "key": f"q-{n}", "slug": f"q-{n}", "related": []} for n in range(2100)]
        path = write(self.site.top, "a.json", many)
        done = self.site.import_files(path, extra=["--progress"])
        self.assertEqual(["aftercare import: 1000 documents checked",
                          "aftercare import: 2000 documents checked"], done.stderr.splitlines())
        self.assertEqual("", self.site.import_files(path).stderr)
        done = self.site.run("export", "--database", self.site.database, "--progress", check=True)
        self.assertEqual(2, done.stderr.count("documents written"))


class FormTest(SiteTest):
    # An instrumented build takes ten times as long for the large file, and the machine may be busy:
    # what is tested is what is answered. (nginx waits for 25 seconds.)
    site_options = {"arguments": ("--time-limit", "24")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.editor = make_staff(cls.site, "eve", "editor")
        cls.publisher = make_staff(cls.site, "pat", "publisher")

    def export(self, query):
        page = self.publisher.get(f"/admin/exchange/export?{query}")
        self.assertEqual(200, page.status, page.text[:500])
        return page

    def upload(self, name, data, **changes):
        form = self.publisher.get("/admin/exchange").form("/admin/exchange")
        return send(self.publisher, form, (name, data), **changes)

    def drafts(self):
        return {row[0] for row in self.rows("SELECT key FROM draft")}

    def rows(self, query):
        with contextlib.closing(sqlite3.connect(self.site.database)) as connection:
            return connection.execute(query).fetchall()

    def test_the_page_offers_what_a_person_may(self):
        self.assertNotIn("Bring in", self.editor.get("/admin/exchange").text)
        page = self.publisher.get("/admin/exchange")
        self.assertIn("Bring in", page.text)
        self.assertIn("/admin/exchange/export?format=csv&amp;kind=faq", page.text)
        self.assertNotIn("format=csv&amp;kind=clinic", page.text)

    def test_files_are_those_of_the_command_line(self):
        for query, arguments in (("format=json", []),
                                 ("format=json&kind=faq", ["--kind", "faq"]),
                                 ("format=csv&kind=checklist",
                                  ["--kind", "checklist", "--format", "csv"])):
            page = self.export(query)
            done = self.site.run("export", "--database", self.site.database, *arguments,
                                 check=True)
            # the text mode of the command's output makes line ends one
            self.assertEqual(done.stdout, page.text.replace("\r\n", "\n"))
            self.assertRegex(page.headers["Content-Disposition"],
                             r'^attachment; filename="aftercare-\w+-\d{4}-\d\d-\d\d\.(json|csv)"$')
            self.assertEqual("no-store", page.headers["Cache-Control"])
        self.assertEqual(404, self.publisher.get("/admin/exchange/export?kind=nope").status)
        self.assertEqual(404, self.publisher.get(
            "/admin/exchange/export?format=csv&kind=clinic").status)
        self.assertIn(("exported", "faqs as JSON"), self.rows("SELECT action, detail FROM audit"))

    def test_a_file_is_looked_at_then_becomes_drafts(self):
        header, rows = rows_of(self.export("format=csv&kind=faq").body)
        row = next(row for row in rows if row["key"] == "when-will-i-see-results")
        row["title"] = "When do I see it? <b>&\"'"
        version = self.rows("SELECT version FROM site")
        page = self.upload("faqs.csv", csv_of(header, rows))
        self.assertEqual((200, "What would change"), (page.status, page.title))
        self.assertIn("1 would change and 17 would stay", page.text)
        self.assertIn("</strong> (Question)", page.text)
        self.assertIn("&lt;b&gt;", page.text)
        self.assertNotIn("<b>&", page.text)
        self.assertEqual(set(), self.drafts() & {row["key"]})
        page = send(self.publisher, page.form("/admin/exchange/drafts"))
        self.assertEqual(200, page.status)
        self.assertIn("Imported as drafts.", page.text)
        self.assertIn(row["key"], self.drafts())
        self.assertEqual([(row["title"],)], self.rows(
            f"SELECT title FROM draft WHERE key = '{row['key']}'"))
        self.assertEqual(version, self.rows("SELECT version FROM site"))
        page = self.upload("faqs.csv", csv_of(header, rows))
        page = send(self.publisher, page.form("/admin/exchange/drafts"))
        self.assertEqual(422, page.status)
        self.assertIn("has a draft already", page.text)

    def test_nothing_to_change_is_said(self):
        page = self.upload("all.json", self.export("format=json").body)
        self.assertIn("0 would change", page.text)
        self.assertNotIn("/admin/exchange/drafts", page.text)

    def test_faults_are_told_in_the_page(self):
        page = self.upload("a.json", b'[{"kind": "faq", "key": "x"}]')
        self.assertEqual(422, page.status)
        self.assertIn("Nothing was imported", page.text)
        self.assertIn("<strong>x.title</strong> is required", page.text)
        for name, data, words in (("a.json", b"{", "line 1, column 2"),
                                  ("a.csv", b"\xff\xfek\0", "not UTF-8"),
                                  ("a.csv", b"kind,key\r\nfaq,<i>\r\n", "there is no column"),
                                  ("a.json", b"", "Choose a file first")):
            page = self.upload(name, data)
            self.assertEqual(422, page.status)
            self.assertIn(words, page.text)
            self.assertNotIn("<i>", page.text)

    def test_a_large_file_is_taken_and_too_large_a_one_told(self):
        faq = a_question()
        many = [{**faq, "key": f"q-{n}", "slug": f"q-{n}", "related": [],
                 "answer": "A long answer. " * 150} for n in range(510)]
        data = json.dumps(many).encode()
        self.assertGreater(len(data), 1_200_000)  # more than other pages take
        page = self.upload("many.json", data)
        self.assertEqual(200, page.status, page.text[:300])
        self.assertIn("510 would change", page.text)
        self.assertIn("And 10 more.", page.text)
        page = self.upload("big.json", b" " * (8 * 1000 * 1000 + 1))
        self.assertEqual(422, page.status)
        self.assertIn("The file is larger than is taken. Bring it in in parts.", page.text)
        self.assertIn('data-max="8000000" data-too-large="At most 8 MB are taken.', page.text)
        form = self.publisher.get("/admin/exchange").form("/admin/exchange")
        body = multipart(form.fields, ("big.json", b" " * (8 * 1024 * 1024)))
        page = self.publisher.request("/admin/exchange", "POST", body, **{
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})
        self.assertEqual(413, page.status)
        self.assertIn("The page you come from says how large a file may be.", page.text)

    def test_only_publishers_import_and_only_with_their_token(self):
        form = self.publisher.get("/admin/exchange").form("/admin/exchange")
        page = send(self.editor, form, ("a.json", b"[]"))
        self.assertEqual(403, page.status)
        before = self.drafts()
        form["form_token"] = "0" * 64
        send(self.publisher, form, ("a.json", b"[]"))
        for fields in ([], [("form_token", "0" * 64)]):
            body = multipart([*fields, ("documents", "[]")])
            page = self.publisher.request("/admin/exchange/drafts", "POST", body, **{
                "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})
            self.assertNotEqual(303, page.status)
        self.assertEqual(403, self.publisher.request(
            "/admin/exchange/drafts", "POST", body, Origin="https://example.org", **{
                "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}).status)
        self.assertEqual(before, self.drafts())
        self.assertEqual(303, Browser(self.site).request("/admin/exchange").status)


if __name__ == "__main__":
    unittest.main()
