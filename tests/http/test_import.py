"""aftercare import, export and rebuild, run as a clinic runs them; the sanitizers watch."""

import contextlib
import json
import sqlite3
import subprocess
import unittest

from fastcgi import ask
from faulty import FAQ, FAULTY, TREATMENT, UNREADABLE, mutations
from harness import BINARY, SEED, Site
from samples import SEED_FOLDER, faqs, seed, seed_documents, without, write

DERIVED = {
    "live": "SELECT document, revision, kind, key, slug, position, title, summary, updated_at, body"
            " FROM live ORDER BY document",
    "reference": "SELECT target, kind, position, title, document, field FROM reference ORDER BY 1, 2, 5, 6",
    "search": "SELECT rowid, title, names, text FROM search ORDER BY rowid",
}
STORED = {
    "document": "SELECT id, key, kind, slug, lang, live, withdrawn_at FROM document ORDER BY id",
    "revision": "SELECT id, document, number, body, author, note FROM revision ORDER BY id",
    "redirect": "SELECT kind, slug, document FROM redirect ORDER BY 1, 2",
    "site": "SELECT version FROM site",
}


class ImportTest(unittest.TestCase):
    """One folder and one database for each test; no daemon."""

    seed = False

    def setUp(self):
        self.site = Site(nginx=False, start=False, seed=self.seed)
        self.addCleanup(self.site.stop)
        self.database = self.site.database

    def import_(self, *values, extra=(), status=0):
        """Imports each value as a file 1.json, 2.json … and returns the finished run."""
        paths = [write(self.site.top, f"{number}.json", value)
                 for number, value in enumerate(values, 1)]
        done = self.site.import_files(*paths, extra=extra, check=False)
        self.assertEqual(status, done.returncode, done.stderr)
        return done

    def refused(self, *values, extra=()):
        """The faults of a refused import, without the folder's name."""
        done = self.import_(*values, extra=extra, status=1)
        lines = done.stderr.replace(f"{self.site.top}/", "").splitlines()
        self.assertEqual("aftercare import: nothing was written", lines[-1])
        self.assertEqual("", done.stdout)
        return lines[:-1]

    def export(self):
        return json.loads(self.site.run("export", "--database", self.database, check=True).stdout)

    def rows(self, tables):
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            return {name: connection.execute(query).fetchall() for name, query in tables.items()}


class TestRefusals(ImportTest):
    def test_a_file_that_cannot_be_read_says_where(self):
        for text, fault in UNREADABLE:
            with self.subTest(text[:40]):
                lines = self.refused(text)
                self.assertEqual(1, len(lines))
                self.assertTrue(lines[0].startswith("1.json: "), lines)
                self.assertIn(fault, lines[0])
        self.assertFalse(self.database.exists())

    def test_a_document_with_faults_names_each_by_its_field(self):
        for document, faults in FAULTY:
            with self.subTest(faults[0]):
                lines = self.refused(document)
                for fault in faults:
                    self.assertTrue([line for line in lines if fault in line], lines)
                self.assertTrue(all(line.startswith("1.json: ") for line in lines))

    def test_every_fault_of_every_file_is_listed(self):
        files = [document for document, _ in FAULTY[:20]] + [text for text, _ in UNREADABLE[:15]]
        lines = self.refused(*files, [*faqs(3), FAULTY[4][0], 7])
        for number in range(1, len(files) + 2):
            self.assertTrue([line for line in lines if line.startswith(f"{number}.json: ")], number)
        self.assertIn(f"{len(files) + 1}.json: document 5: is not an object", lines)
        self.assertFalse(self.database.exists())

    def test_missing_files_and_folders_are_faults_like_others(self):
        missing = self.site.top / "missing.json"
        done = self.site.import_files(missing, self.site.top, write(self.site.top, "a.json", FAQ),
                                      check=False)
        self.assertEqual(1, done.returncode)
        self.assertIn(f"{missing}: cannot be read: No such file or directory\n", done.stderr)
        self.assertIn(f"{self.site.top}: cannot be read: Is a directory\n", done.stderr)
        self.assertFalse(self.database.exists())

    def test_one_faulty_document_keeps_all_others_out(self):
        self.import_(faqs(3))
        before = self.rows({**STORED, **DERIVED})
        self.refused(faqs(50, first=10), {**FAQ, "treatments": ["nope"]})
        self.refused(faqs(50, first=10), {**FAQ, "slug": "sample-0001"})
        self.refused(faqs(50, first=10), FAQ, FAQ)
        self.refused(faqs(50, first=10), b"{")
        self.assertEqual(before, self.rows({**STORED, **DERIVED}))

    def test_there_is_only_one_clinic(self):
        self.import_(seed("clinic"))
        lines = self.refused({**seed("clinic"), "key": "second", "slug": "second"})
        self.assertIn("kind: allows one document", lines[0])

    def test_a_kind_and_a_key_belong_together_for_ever(self):
        self.import_(FAQ)
        lines = self.refused({**seed("location"), "key": "sample"}, extra=("--replace",))
        self.assertIn("sample.kind: is location, but this document is of kind faq", lines[0])


class TestAnything(ImportTest):
    """Any value in any place is a fault that is told, or it fits, and then it can be shown."""

    seed = True

    def fitting(self, tried):
        """Those without a fault of their own."""
        while True:
            path = write(self.site.top, "tried.json", tried)
            done = self.site.import_files(path, check=False)
            if done.returncode == 0:
                return tried
            told = {line.split(": ")[1].split(".")[0] for line in done.stderr.splitlines()
                    if line.startswith(str(path))}
            left = [document for document in tried if document["key"] not in told]
            self.assertLess(len(left), len(tried), done.stderr[:2000])
            tried = left

    def test_any_value_in_any_place(self):
        kinds = {document["kind"]: document for document in seed_documents().values()
                 if document["kind"] != "clinic"}
        tried = [each for document in kinds.values() for each in mutations(document)]
        documents = self.fitting(tried)
        self.assertGreater(len(documents), 50)
        self.assertGreater(len(tried), 5 * len(documents))
        self.site.start()
        folders = {"faq": "questions", "checklist": "aftercare", "treatment": "treatments",
                   "comparison": "comparisons"}
        for document in documents:
            if document["kind"] in folders:
                path = f"/{folders[document['kind']]}/{document['slug']}"
                self.assertIn(ask(self.site.reader_socket, path).status, (200, 410), path)


class TestRoundTrip(ImportTest):
    seed = True

    def test_an_export_is_what_was_imported_and_imports_as_unchanged(self):
        before = self.rows(STORED)
        exported = self.export()
        self.assertEqual({key: {**document, "revision": 1} for key, document in seed_documents().items()},
                         {document["key"]: document for document in exported})
        for document in exported:
            names = list(document)
            names.remove("revision")
            self.assertEqual(list(seed_documents()[document["key"]]), names)
        done = self.import_(exported)
        self.assertIn(f"0 new, 0 changed, {len(exported)} unchanged, 0 withdrawn", done.stdout)
        self.assertEqual(before, self.rows(STORED))
        done = self.site.import_files(*SEED)
        self.assertIn(f"{len(exported)} unchanged", done.stdout)

    def test_an_export_moves_to_a_new_database(self):
        exported = self.export()
        lines_before = self.rows({"live": DERIVED["live"]})["live"]
        self.database = self.site.database = self.site.data / "other.db"
        self.import_(exported)
        self.assertEqual(exported, self.export())
        self.assertEqual([row[9] for row in sorted(lines_before, key=lambda row: row[3])],
                         [row[9] for row in sorted(self.rows(DERIVED)["live"], key=lambda row: row[3])])

    def test_what_changed_since_the_export_is_refused_unless_replaced(self):
        first = next(each for each in self.export() if each["key"] == "whom-do-i-call")
        done = self.import_({**first, "short_answer": "One."})
        self.assertIn("1 changed", done.stdout)
        lines = self.refused({**first, "short_answer": "Two."})
        self.assertEqual(["1.json: whom-do-i-call.revision: is 1, but the document has changed since: "
                          "it has revision 2 now"], lines)
        lines = self.refused({**without(first, "revision"), "short_answer": "Two."})
        self.assertIn("whom-do-i-call.key: is of a document that exists", lines[0])
        self.import_({**first, "short_answer": "Three."}, extra=("--replace",))
        third = next(each for each in self.export() if each["key"] == "whom-do-i-call")
        self.assertEqual((3, "Three."), (third["revision"], third["short_answer"]))

    def test_author_and_note_are_kept_with_the_revision(self):
        self.import_(FAQ, extra=("--author", "Ada", "--note", "Why: \"so\""))
        self.assertEqual(("Ada", 'Why: "so"'), self.rows(STORED)["revision"][-1][4:])

    def test_documents_may_exchange_their_addresses(self):
        one, two = faqs(2)
        self.import_([one, two])
        self.import_([{**one, "slug": two["slug"]}, {**two, "slug": one["slug"]}], extra=("--replace",))
        slugs = {each["key"]: each["slug"] for each in self.export() if each["key"].startswith("sample")}
        self.assertEqual({one["key"]: two["slug"], two["key"]: one["slug"]}, slugs)

    def test_what_others_name_cannot_be_withdrawn(self):
        withdrawn = {**TREATMENT, "withdrawn": {"reason": "No."}}
        self.assertIn("micro-needling.withdrawn: cannot be", self.refused(withdrawn, extra=("--replace",))[0])

    def test_a_withdrawn_document_stays_in_the_export(self):
        self.import_(FAQ)
        done = self.import_({**FAQ, "revision": 1, "withdrawn": {"reason": "No."}})
        self.assertIn("1 withdrawn", done.stdout)
        exported = next(each for each in self.export() if each["key"] == "sample")
        self.assertEqual((2, {"reason": "No."}), (exported["revision"], exported["withdrawn"]))
        self.assertIn("1 unchanged", self.import_(exported).stdout)
        self.import_(without(exported, "withdrawn"))
        self.assertIn("sample", [row[3] for row in self.rows(DERIVED)["live"]])

    def test_standard_input_is_a_file_like_others(self):
        text = (SEED_FOLDER / "clinic.json").read_text()
        done = self.site.import_files("-", extra=("--replace",), check=False)  # nothing comes
        self.assertEqual(1, done.returncode)
        done = self.site.run("import", "--database", self.database, "-", input=text)
        self.assertEqual((0, "imported 1 documents: 0 new, 0 changed, 1 unchanged, 0 withdrawn\n"),
                         (done.returncode, done.stdout))
        done = self.site.run("import", "--database", self.database, "-", input='{"kind": "wat"}')
        self.assertIn("-: document 1.kind: is no kind", done.stderr)


class TestRebuild(ImportTest):
    seed = True

    def test_a_rebuild_gives_the_rows_that_publishing_gave(self):
        self.import_(faqs(5), {**FAQ, "related": ["whom-do-i-call"]})
        self.import_({**FAQ, "slug": "other", "withdrawn": {"reason": "No."}}, extra=("--replace",))
        self.import_({**seed("clinic"), "phone": "(555) 010-0100"}, extra=("--replace",))
        activity = {**seed("activities")[0], "other_names": ["paddling"]}
        self.import_(activity, extra=("--replace",))
        before = self.rows(DERIVED)
        self.assertIn("paddling", " ".join(row[2] for row in before["search"]))
        for spoil in ("", "DELETE FROM live; DELETE FROM reference; DELETE FROM search",
                      "UPDATE live SET body = '{}', title = 'x'; UPDATE reference SET field = field || 'x'"):
            with contextlib.closing(sqlite3.connect(self.database)) as connection:
                connection.executescript(spoil)
            done = self.site.run("rebuild", "--database", self.database, check=True)
            self.assertEqual("rebuilt 49 documents\n", done.stdout)
            self.assertEqual(before, self.rows(DERIVED))


class TestTogether(unittest.TestCase):
    def test_imports_and_exports_while_it_serves(self):
        with Site(cache=False) as site:
            imports = []
            for number in range(6):
                path = write(site.top, f"{number}.json", faqs(20, first=20 * number))
                imports.append(subprocess.Popen([BINARY, "import", "--database", site.database, path],
                                                stdout=subprocess.PIPE, stderr=subprocess.PIPE))
            while any(process.poll() is None for process in imports):
                exported = json.loads(site.run("export", "--database", site.database, check=True).stdout)
                samples = [each for each in exported if each["key"].startswith("sample")]
                self.assertEqual(0, len(samples) % 20)
                self.assertEqual(200, site.get("/questions").status)
            for process in imports:
                self.assertEqual(b"", process.communicate()[1])
                self.assertEqual(0, process.returncode)
            self.assertEqual(138, site.get("/api/v1/faqs").json()["total"])


class TestCommandLine(ImportTest):
    def status(self, *arguments):
        done = self.site.run(*arguments)
        if done.returncode == 2:
            self.assertEqual("", done.stdout)
        return done.returncode

    def test_help_and_version(self):
        for command in ("serve", "cgi", "import", "export", "rebuild", "routes"):
            done = self.site.run(command, "--help", check=True)
            self.assertTrue(done.stdout.startswith(f"usage: aftercare {command}"), done.stdout)
            self.assertEqual("", done.stderr)
            self.assertIn(f"  {command} ", self.site.run("--help", check=True).stdout)
        self.assertRegex(self.site.run("--version", check=True).stdout, r"^aftercare \d+\.\d+\.\d+\n$")

    def test_what_is_asked_wrongly_ends_with_two(self):
        for arguments in ([], ["nope"], ["import"], ["import", "--database"], ["export", "x"],
                          ["import", "--database", self.database], ["import", "--nope", "x"],
                          ["import", "--replace=1", "x"], ["rebuild", "x"], ["routes", "x"],
                          ["export", "--database", ""], ["import", "x"], ["export"], ["rebuild"]):
            with self.subTest(arguments):
                self.assertEqual(2, self.status(*arguments))

    def test_what_cannot_be_done_ends_with_one_and_a_line(self):
        text = write(self.site.top, "text.db", "no database at all\n" * 100)
        document = write(self.site.top, "a.json", FAQ)
        for arguments in (["export", "--database", self.database],
                          ["rebuild", "--database", self.database],
                          ["export", "--database", text], ["rebuild", "--database", text],
                          ["import", "--database", text, document],
                          ["import", "--database", self.site.top / "none/a.db", document],
                          ["import", "--database", self.site.top, document]):
            with self.subTest(arguments):
                done = self.site.run(*arguments)
                self.assertEqual((1, ""), (done.returncode, done.stdout))
                self.assertEqual(1, len(done.stderr.splitlines()), done.stderr)
                self.assertTrue(done.stderr.startswith(f"aftercare {arguments[0]}: "))
        self.assertFalse(self.database.exists())

    def test_the_database_may_be_named_by_the_environment(self):
        environment = {"AFTERCARE_DATABASE": str(self.database)}
        document = write(self.site.top, "a.json", FAQ)
        self.assertEqual(0, self.site.run("import", "--", document, env=environment).returncode)
        self.assertIn('"sample"', self.site.run("export", env=environment, check=True).stdout)

    def test_an_export_to_a_full_disk_is_told(self):
        self.import_(FAQ)
        with open("/dev/full", "w") as full:
            done = subprocess.run([BINARY, "export", "--database", self.database], stdout=full,
                                  stderr=subprocess.PIPE, text=True)
        self.assertEqual(1, done.returncode)
        self.assertIn("No space left on device", done.stderr)


if __name__ == "__main__":
    unittest.main()
