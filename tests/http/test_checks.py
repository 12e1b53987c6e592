"""The checks: the command, the page, what the edit and publish pages say, answers, and what holds
up publishing."""
import json
import re
import sqlite3
import unittest
import urllib.parse

from harness import SiteTest
from staff import make_staff

FAQ = "do-i-need-sunscreen"
VAGUE = "Put on sunscreen for a few days."


class ChecksTest(SiteTest):
    site_options = {"cache": False}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.editor = make_staff(cls.site, "eve", "editor")
        cls.publisher = make_staff(cls.site, "pam", "publisher")

    def rows(self, sql, *values):
        with sqlite3.connect(f"file:{self.site.database}?mode=ro", uri=True) as database:
            return database.execute(sql, values).fetchall()

    def check(self, *arguments, status=0):
        done = self.site.run("check", "--database", str(self.site.database), *arguments)
        self.assertEqual(status, done.returncode, done.stdout + done.stderr)
        return done.stdout

    def findings(self, **wanted):
        """Those of the command whose members are as wanted; "document" is of the place."""
        report = json.loads(self.check("--format", "json", status=wanted.pop("status", 0)))
        found = [{**finding["place"], **finding} for finding in report["findings"]]
        return [finding for finding in found
                if all(finding.get(name) == value for name, value in wanted.items())]

    def save(self, browser, key, **fields):
        page = browser.get(f"/admin/documents/{key}")
        saved = browser.submit(page.form(f"/admin/documents/{key}", button="save"), do="save",
                               **fields)
        self.assertEqual(200, saved.status, saved.text)
        return saved

    def discard(self, key):
        with sqlite3.connect(self.site.database, timeout=20) as database:
            database.execute("DELETE FROM draft WHERE key = ?", (key,))

    def publish_page(self, *keys):
        query = urllib.parse.urlencode([("key", key) for key in keys])
        return self.publisher.get("/admin/publish?" + query)

    def publish(self, *keys):
        return self.publisher.submit(self.publish_page(*keys).form("/admin/publish"))

    def exported(self, key):
        documents = json.loads(self.site.run("export", "--database", str(self.site.database),
                                             check=True).stdout)
        return next(document for document in documents if document["key"] == key)

    def import_documents(self, *documents):
        path = self.site.top / "documents.json"
        path.write_text(json.dumps(documents))
        return self.site.run("import", "--database", str(self.site.database), str(path))


class Command(ChecksTest):
    def test_the_sample_clinic_has_advice_and_nothing_that_blocks(self):
        report = json.loads(self.check("--format", "json"))
        self.assertEqual(0, report["blocks"])
        self.assertGreater(report["advice"], 10)
        self.assertEqual(len(report["findings"]), report["advice"] + report["answered"])
        for finding in report["findings"]:
            self.assertTrue(finding["reason"].endswith("."), finding)
            self.assertTrue(finding["cure"].endswith("."), finding)
            self.assertNotIn("(null)", json.dumps(finding))

    def test_words_for_the_search_are_nobodys_text(self):
        """They name redness, fever, whatever is typed, and say nothing of it."""
        done = self.site.run("check", "--database", str(self.site.database))
        self.assertIn("Redness", done.stdout)
        self.assertNotIn("vocabulary", done.stdout)

    def test_text_names_place_reason_and_cure(self):
        text = self.check()
        self.assertRegex(text, r"(?m)^advice darker-skin: micro-needling\.signs\.redness\."
                               r"look_darker \(Side effects › Redness › ")
        self.assertRegex(text, r"(?m)^0 would hold up publishing; \d+ to think about; \d+ answered$")

    def test_one_document(self):
        report = json.loads(self.check("--format", "json", "--document", "privacy"))
        places = {finding["place"]["document"] for finding in report["findings"]}
        self.assertEqual({"privacy"}, places)

    def test_wrong_use(self):
        self.check("--format", "xml", status=2)
        done = self.site.run("check", "--database", str(self.site.top / "none.db"))
        self.assertEqual(2, done.returncode)


class Pages(ChecksTest):
    def tearDown(self):
        self.discard(FAQ)

    def test_every_finding_of_the_command_stands_on_the_page(self):
        page = self.editor.get("/admin/checks")
        self.assertEqual(200, page.status)
        listed = page.text.count('<span class="tag')
        self.assertEqual(len(self.findings()), listed)
        self.assertIn('href="/admin/documents/micro-needling#f-signs.redness.look_darker"',
                      page.text)

    def test_the_links_lead_to_fields_that_are_there(self):
        page = self.editor.get("/admin/checks")
        links = set(re.findall(r'href="(/admin/documents/[\w-]+)#([^"]+)"', page.text))
        self.assertGreater(len(links), 5)
        for path, anchor in links:
            with self.subTest(link=path + "#" + anchor):
                self.assertIn(f'id="{anchor}"', self.editor.get(path).text)

    def test_filter(self):
        reading = self.editor.get("/admin/checks?family=reading&level=advice").text
        self.assertIn("Long sentences", reading)
        self.assertNotIn("Vague times", reading)
        self.assertIn("Nothing was found", self.editor.get("/admin/checks?level=block").text)

    def test_the_desk_counts(self):
        count = len(self.findings(level="advice"))
        self.assertIn(f"<strong>{count}</strong> to think about", self.editor.get("/admin/").text)

    def test_advice_after_a_save_does_not_block(self):
        saved = self.save(self.editor, FAQ, short_answer=VAGUE)
        self.assertIn(VAGUE, saved.text.split("Advice from the checks")[1])
        self.assertIn('href="/admin/documents/do-i-need-sunscreen#f-short_answer"', saved.text)
        page = self.publish_page(FAQ)
        self.assertIn(VAGUE, page.text.split("Advice from the checks")[1])
        self.assertIsNotNone(page.form("/admin/publish"))


class Unassigned(ChecksTest):
    """A draft whose treatments field is empty is held against what its text is about."""

    def test_contradictions_are_told_at_save_and_before_publishing(self):
        key = "heat"
        document = {**self.exported(FAQ), "key": key, "slug": key, "title": "What about heat?",
                    "short_answer": "Please read on.", "other_names": []}
        for name in ("treatments", "revision", "other_names"):
            document.pop(name, None)
        for answer in ("Yes. You can use a sauna after 24 hours.",
                       "After micro-needling you may swim and use a sauna the next day."):
            with self.subTest(answer=answer):
                done = self.site.run("import", "--drafts", "--database", str(self.site.database),
                                     str(self.write([{**document, "answer": answer}])))
                self.assertEqual(0, done.returncode, done.stdout + done.stderr)
                self.addCleanup(self.discard, key)
                for page in (self.editor.get(f"/admin/documents/{key}"), self.publish_page(key)):
                    self.assertIn("Two places give times that cannot both be right", page.text)
                    self.assertIn('<details class="findings" open>', page.text)
                self.discard(key)

    def test_a_step_that_was_changed_is_held_against_a_question(self):
        """The question names two don'ts before its one time."""
        document = self.exported("micro-needling-aftercare")
        step = next(step for step in document["steps"] if step["id"] == "no-sauna")
        step["until"].update(low=96, high=96, words="96 hours after treatment")
        done = self.site.run("import", "--drafts", "--replace", "--database",
                             str(self.site.database), str(self.write([document])))
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        self.addCleanup(self.discard, document["key"])
        self.assertIn("Do not use pools or saunas, and do not do heavy workouts",
                      self.editor.get("/admin/documents/micro-needling-aftercare").text)

    def write(self, documents):
        path = self.site.top / "drafts.json"
        path.write_text(json.dumps(documents))
        return path


class Citations(ChecksTest):
    def test_a_citation_of_nothing_is_named_before_publishing(self):
        self.addCleanup(self.discard, FAQ)
        answer = self.exported(FAQ)["answer"]
        self.save(self.editor, FAQ, answer=answer + " See [[fact:micro-needling/nope]].")
        self.assertIn("has no such fact; it has:",
                      self.editor.get(f"/admin/documents/{FAQ}").text)
        self.assertEqual(1, self.publish_page(FAQ).text.count("has no such fact; it has:"))
        self.save(self.editor, FAQ, answer=answer + " [[fact:]] and [[fact:]] and `[[fact:x]]`.")
        page = self.publish_page(FAQ)
        self.assertEqual(1, page.text.count("which cites nothing"))
        self.save(self.editor, FAQ, answer=answer + " [[fact:micro-needling/session-length]].")
        self.assertNotIn("no such fact", self.publish_page(FAQ).text)


class Many(ChecksTest):
    def test_the_page_shows_a_hundred_at_a_time(self):
        sentence = "Put on sunscreen for a few days. "
        document = {**self.exported("about"), "key": "long", "slug": "long", "title": "Long",
                    "text": "\n\n".join([sentence * 3] * 80)}
        document.pop("revision", None)
        done = self.import_documents(document)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        total = len(self.findings())
        self.assertGreater(total, 240)
        seen, path = 0, "/admin/checks"
        while path:
            page = self.publisher.get(path)
            rows = page.text.count('class="tag')
            self.assertLessEqual(rows, 100)
            self.assertIn(f"Advice ({total})", page.text)
            seen += rows
            after = re.search(r'rel="next" href="([^"]+)"', page.text)
            path = after and after[1].replace("&amp;", "&")
        self.assertEqual(total, seen)
        edit = self.editor.get("/admin/documents/long")
        self.assertLessEqual(edit.text.count('class="tag'), 101)
        self.assertRegex(edit.text, r"And \d+ more\.")


class Preview(ChecksTest):
    LONG = ("Put <b>on</b> sunscreen every single morning before you leave the house & again at noon, "
            "**and** after each swim, and every time that you have dried your face with a towel.")

    def tearDown(self):
        self.discard(FAQ)

    def test_a_hard_sentence_is_marked_in_the_preview_alone(self):
        saved = self.save(self.editor, FAQ, answer=self.LONG + " Short one.")
        link = re.search(rf'href="/admin/preview/{FAQ}#(check-long-sentence-\w+)"', saved.text)
        self.assertIsNotNone(link)
        preview = self.editor.get(f"/admin/preview/{FAQ}").text
        self.assertEqual(1, preview.count(f'id="{link[1]}"'))
        marked = "".join(re.findall(r'<mark class="hard"[^>]*>(.*?)</mark>', preview, re.S))
        self.assertIn("The sentence has 30 words.", marked)
        self.assertIn("Put &lt;b&gt;on&lt;/b&gt; sunscreen", marked)
        self.assertIn("with a towel.", marked)
        self.assertNotIn("Short one", marked)
        self.assertIn("<strong>", preview)

        self.publisher.submit(self.publish_page(FAQ).form("/admin/publish"))
        self.assertIn("with a towel.", self.site.get(f"/questions/{FAQ}").text)
        self.assertNotIn("<mark", self.site.get(f"/questions/{FAQ}").text)
        self.assertNotIn("check-long", self.site.get(f"/questions/{FAQ}").text)


class Answers(ChecksTest):
    """A reason is kept, is shown, lapses with the text, and can be taken back."""

    def answer(self, browser, page, reason):
        form = next(form for form in page.forms if form.action == "/admin/checks/answer"
                    and form["key"] == FAQ and form["code"] == "vague-time")
        return browser.submit(form, reason=reason)

    def test_from_answer_to_lapse(self):
        self.save(self.editor, FAQ, short_answer=VAGUE)
        page = self.answer(self.publisher, self.publish_page(FAQ), "The label says when.")
        self.assertEqual(200, page.status)
        self.assertIn("The answer is kept", page.text)
        self.assertIn("Answered by Pam Test", page.text)
        self.assertIn("The label says when.", page.text)
        self.assertEqual([("pam", "vague-time: The label says when.")], self.rows(
            "SELECT who, detail FROM audit WHERE action = 'check-answered' AND document = ?", FAQ))
        self.publish(FAQ)
        told = self.findings(document=FAQ, code="vague-time")
        self.assertEqual(["The label says when."], [one["answer"]["reason"] for one in told])

        answered = self.publisher.get("/admin/checks?level=answered")
        self.assertIn("The label says when.", answered.text)
        self.assertNotIn("The label says when.", self.publisher.get("/admin/checks").text)

        # Other words: not answered.
        self.save(self.editor, FAQ, short_answer="Put on sunscreen for several days.")
        page = self.publish_page(FAQ)
        self.assertNotIn("The label says when.", page.text)
        self.discard(FAQ)

        # Taken back.
        form = next(form for form in answered.forms if form.action == "/admin/checks/take-back")
        page = self.publisher.submit(form)
        self.assertIn("taken back", page.text)
        self.assertEqual([], self.rows("SELECT * FROM answer WHERE document = ?", FAQ))
        self.assertEqual([None], [one.get("answer") for one in
                                  self.findings(document=FAQ, code="vague-time")])

    def test_who_may_answer_and_what(self):
        fields = {"key": FAQ, "code": "vague-time", "mark": "0" * 16, "reason": "because"}
        form_token = self.editor.get("/admin/checks").forms[0].get("form_token", "")
        self.assertNotIn("/admin/checks/answer", self.editor.get("/admin/checks").text)
        self.assertEqual(403, self.editor.post("/admin/checks/answer", form_token=form_token,
                                               **fields).status)
        for wrong in ({"reason": " "}, {"reason": "x" * 301}, {"mark": "zz"}, {"code": "none"},
                      {"code": "not-ready"}, {"key": "../x"}):
            with self.subTest(wrong=wrong):
                answer = self.publisher.post("/admin/checks/answer", **{**fields, **wrong})
                self.assertEqual(400, answer.status)

    def test_back_leads_to_our_own_pages_only(self):
        fields = {"key": "privacy", "code": "vague-time", "mark": "0" * 16, "reason": "because"}
        for back in ("https://example.org/", "//example.org", "/admin/../x y", "/\\example.org"):
            with self.subTest(back=back):
                page = self.publisher.post("/admin/checks/answer", follow=False, back=back,
                                           **fields)
                self.assertEqual("/admin/checks?done=answered", page.location)


class Blocks(ChecksTest):
    STEP = "micro-needling-aftercare"

    def tearDown(self):
        for key in (self.STEP, "micro-needling", "clinic"):
            self.discard(key)

    def test_a_do_not_step_that_does_not_say_so_is_not_published(self):
        self.save(self.editor, self.STEP, **{"steps.no-sauna.title": "Use the sauna"})
        page = self.publish_page(self.STEP)
        self.assertIn("held up by what the checks found", page.text)
        self.assertIn("#f-steps.no-sauna.title", page.text)
        token = re.search(r'name="version" value="(\d+)"', page.text)[1]
        refused = self.publisher.post("/admin/publish", key=f"{self.STEP}@{token}")
        self.assertEqual(409, refused.status)
        self.assertIn("Nothing was published", refused.text)
        self.assertEqual("Do not use a sauna", next(
            step["title"] for step in self.exported(self.STEP)["steps"]
            if step["id"] == "no-sauna"))

    def test_an_import_is_refused_too(self):
        document = self.exported(self.STEP)
        document["steps"][3]["title"] = "Use the sauna"
        done = self.import_documents(document)
        self.assertEqual(1, done.returncode)
        self.assertIn("steps.no-sauna.title", done.stderr)
        self.assertIn("held up by a check", done.stderr)
        self.assertIn("nothing was written", done.stderr)

    def reviewed(self):
        document = self.exported("micro-needling")
        document["review"] = {"reviewed_by": "A. Clinician", "reviewed_on": "2026-01-01",
                              "next_due": "2099-01-01"}
        return document

    def test_reviewed_needs_words_for_when_the_clinic_is_closed(self):
        done = self.import_documents(self.reviewed())
        self.assertEqual(1, done.returncode)
        self.assertIn("when the clinic is closed", done.stderr)

        # Together with the clinic's words it may go live; then the words may not go again.
        before, clinic = self.exported("micro-needling"), self.exported("clinic")
        words = {**clinic, "out_of_hours": "Call the number of the test."}
        done = self.import_documents(self.reviewed(), words)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn("Call the number of the test.", self.site.get("/contact").text)
        done = self.import_documents({**self.exported("clinic"), "out_of_hours": " - "})
        self.assertEqual(0, done.returncode, done.stderr)
        without = self.exported("clinic")
        del without["out_of_hours"]
        done = self.import_documents(without)
        self.assertEqual(1, done.returncode)
        self.assertIn("clinic.out_of_hours", done.stderr)

        # As it was.
        before["revision"] = self.exported("micro-needling")["revision"]
        self.assertEqual(0, self.import_documents(before).returncode)
        self.assertEqual(0, self.import_documents(without).returncode)
        self.assertNotIn("When we are closed", self.site.get("/contact").text)

    def test_what_blocks_and_is_live_ends_the_command_with_1(self):
        with sqlite3.connect(self.site.database, timeout=20) as database:
            database.execute("DROP TRIGGER revision_is_never_changed")
            live = ("WHERE id = (SELECT live FROM document WHERE key = ?)", (self.STEP,))
            old = database.execute("SELECT body FROM revision " + live[0], live[1]).fetchone()[0]
            new = old.replace("Do not use a sauna", "Use the sauna")
            database.execute("UPDATE revision SET body = ? " + live[0], (new, *live[1]))
        found = self.findings(status=1, level="block")
        self.assertEqual([("do-not-unsaid", "steps.no-sauna.title")],
                         [(one["code"], one["path"]) for one in found])
        with sqlite3.connect(self.site.database, timeout=20) as database:
            database.execute("UPDATE revision SET body = ? " + live[0], (old, *live[1]))


if __name__ == "__main__":
    unittest.main()
