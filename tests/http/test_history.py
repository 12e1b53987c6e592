"""Looking back: revisions, what changed, a day, bringing back, and taking a text away."""
import datetime
import json
import unittest

from harness import wait_for
from samples import write
from staff import StaffTest

SECRET = "Erika Mustermann"  # a name that should never have been written


class History(StaffTest):
    def publish(self, key, note="", **fields):
        """Edits and publishes through the forms."""
        form = self.publisher.get(f"/admin/documents/{key}").form(f"/admin/documents/{key}",
                                                                  button="save")
        self.publisher.submit(form, do="save", **fields)
        page = self.publisher.get(f"/admin/publish?key={key}")
        done = self.publisher.submit(page.form("/admin/publish"), note=note)
        self.assertEqual(200, done.status, done.text)
        return done

    def test_every_publish_stands_in_the_history(self):
        self.publish("about", title="About, second", note="why it changed")
        page = self.editor.get("/admin/history/about")
        self.assertIn("why it changed", page.text)
        self.assertIn("Pam Test", page.text)
        compared = self.editor.get("/admin/compare/about?from=1&to=2")
        self.assertRegex(compared.text, r"<ins><span class=\"spoken\">added: </span>[^<]*second</ins>")
        # The form of the list compares the last two.
        self.assertIn("second</ins>", self.editor.submit(page.form("/admin/compare/about")).text)
        self.assertEqual(404, self.editor.get("/admin/compare/about?from=1&to=99").status)
        self.assertEqual(404, self.editor.get("/admin/history/about/x").status)
        self.assertEqual(404, self.editor.get("/admin/history/no-such-document").status)

    def test_a_missing_reason_is_told_and_one_text_alone_is_not_compared(self):
        alone = self.editor.get("/admin/history/exercise").text
        self.assertIn("No reason was given", alone)
        self.assertNotIn('type="radio"', alone)
        self.publish("exercise", title="Exercise, second")
        row = self.editor.get("/admin/history/exercise").text.partition("<tbody>")[2].partition("</tr>")[0]
        self.assertRegex(row, r"No reason was given</span><br><a [^>]*>What changed<")
        self.assertIn('type="radio"', row)

    def test_a_page_is_seen_as_it_stood_on_a_day(self):
        self.publish("privacy", title="Privacy, second")
        # The clinic's day may be another than this machine's.
        tomorrow = datetime.date.today() + datetime.timedelta(days=1)
        page = self.editor.get(f"/admin/on/privacy?day={tomorrow}")
        self.assertEqual(200, page.status)
        self.assertIn("revision 2", page.text)
        self.assertIn("it is what is live", page.text)
        first = self.rows("SELECT json_extract(body, '$.title') FROM revision r JOIN document d"
                          " ON d.id = r.document WHERE d.key = 'privacy' AND number = 1")[0][0]
        stood = self.editor.get("/admin/history/privacy/1/page")
        self.assertIn(f"<h1>{first}</h1>", stood.text)
        self.assertIn("Revision 1, published on", stood.text)
        # But for the bar, the same page as patients read of the second.
        now = self.editor.get("/admin/history/privacy/2/page").text
        main = self.site.get("/privacy").text.partition("<main")[2].partition("</main>")[0]
        self.assertIn(main, now)
        self.assertEqual(404, self.editor.get("/admin/on/privacy?day=2001-02-03").status)
        self.assertEqual(400, self.editor.get("/admin/on/privacy?day=2001-02-30").status)

    def test_an_old_text_comes_back_as_a_draft_and_no_draft_is_lost_for_it(self):
        old = self.rows("SELECT title FROM live WHERE key = 'accessibility'")[0][0]
        self.publish("accessibility", title="Accessibility, second")
        revision = "/admin/history/accessibility/1"
        page = self.editor.get(revision)
        form = self.editor.submit(page.form(revision))
        self.assertIn("Brought back as a draft", form.text)
        self.assertEqual(old, form.form("/admin/documents/accessibility", button="save")["title"])
        self.assertIn("Accessibility, second", self.site.get("/accessibility").text)
        # Now there is a draft.
        self.editor.submit(form.form("/admin/documents/accessibility", button="save"), do="save",
                           title="Somebody's work")
        asked = self.editor.submit(page.form(revision))
        self.assertEqual(409, asked.status)
        self.assertEqual([("Somebody's work",)], self.rows("SELECT title FROM draft WHERE key ="
                                                           " 'accessibility'"))
        self.assertEqual(200, self.editor.submit(asked.form(revision)).status)
        self.assertEqual([(old,)], self.rows("SELECT title FROM draft WHERE key = 'accessibility'"))
        page = self.publisher.get("/admin/publish?key=accessibility")
        self.publisher.submit(page.form("/admin/publish"))
        self.assertEqual([(old,)], self.rows("SELECT title FROM live WHERE key = 'accessibility'"))
        self.assertEqual(3, self.rows("SELECT count(*) FROM revision r JOIN document d ON d.id ="
                                      " r.document WHERE d.key = 'accessibility'")[0][0])

    def test_a_withdrawn_document_keeps_its_history(self):
        key, slug = self.rows("SELECT key, slug FROM live WHERE kind = 'faq' AND key NOT IN"
                              " (SELECT target FROM reference)")[0]
        path = f"/questions/{slug}"
        page = self.publisher.get(f"/admin/withdraw/{key}")
        self.publisher.submit(page.form(f"/admin/withdraw/{key}"), reason="We ask you to call us.")
        wait_for(lambda: self.site.get(path).status == 410, what="the page's end")
        page = self.editor.get(f"/admin/history/{key}")
        self.assertIn("withdrawn</span>", page.text)
        self.assertIn("<ins>", self.editor.get(f"/admin/compare/{key}?from=1&to=2").text)
        page = self.editor.get(f"/admin/history/{key}/1")
        form = self.editor.submit(page.form(f"/admin/history/{key}/1"))
        self.assertEqual(200, form.status)
        self.assertIn("Publishing this draft brings it back", form.text)
        self.assertNotIn("What patients read stays", form.text)
        page = self.publisher.get(f"/admin/publish?key={key}")
        self.publisher.submit(page.form("/admin/publish"))
        wait_for(lambda: self.site.get(path).status == 200, what="the page")

    def test_an_administrator_takes_a_text_away_and_nothing_else(self):
        key = self.rows("SELECT key FROM live WHERE kind = 'location'")[0][0]
        self.publish(key, title=f"For {SECRET}", note=f"asked by {SECRET}")
        blank = f"/admin/blank/{key}/2"
        live = self.administrator.post(blank, reason="a name")
        self.assertEqual(409, live.status)
        self.publish(key, title="The clinic")
        for browser in (self.editor, self.publisher):
            self.assertEqual(403, browser.post(blank, reason="a name").status)
        self.assertEqual(422, self.administrator.post(blank, reason="").status)
        before = self.rows("SELECT count(*) FROM revision WHERE body LIKE ?", f"%{SECRET}%")
        self.assertEqual([(1,)], before)
        planted = [path for path in self.site.data.rglob("aftercare.db*")
                   if SECRET.encode() in path.read_bytes()]
        self.assertTrue(planted)
        page = self.administrator.get(f"/admin/history/{key}/2")
        self.assertIn("not from backups", page.text)
        done = self.administrator.submit(page.form(blank), reason="a patient's name")
        self.assertEqual(200, done.status)
        self.assertIn("taken away", done.text)
        for table, columns in (("revision", "body || note"), ("live", "title || body"),
                               ("audit", "detail"), ("draft", "body")):
            self.assertEqual([(0,)], self.rows(f"SELECT count(*) FROM {table} WHERE {columns}"
                                               " LIKE ?", f"%{SECRET}%"), table)
        for name in SECRET.encode(), SECRET.split()[1].lower().encode():
            for path in self.site.data.rglob("aftercare.db*"):
                self.assertFalse(name in path.read_bytes(), (name, path.name))
        action, detail, who = self.rows("SELECT action, detail, who FROM audit WHERE document = ?"
                                        " ORDER BY id DESC LIMIT 1", key)[0]
        self.assertEqual(("revision-blanked", "revision 2: a patient's name"), (action, detail))
        self.assertIn("ada", who.lower())
        self.assertEqual(404, self.administrator.post(blank, reason="again").status)
        page = self.administrator.get(f"/admin/history/{key}/2")
        self.assertNotIn(SECRET, page.text)
        self.assertEqual(409, self.administrator.post(f"/admin/history/{key}/2").status)
        self.assertIn("taken away", self.editor.get(f"/admin/compare/{key}?from=1&to=2").text)

    def test_a_text_taken_away_is_gone_from_what_anybody_may_ask(self):
        key, slug = self.rows("SELECT key, slug FROM live WHERE kind = 'checklist'")[0]
        document = json.loads(self.rows("SELECT v.body FROM document d JOIN revision v ON v.id = d.live"
                                        " WHERE d.key = ?", key)[0][0])
        document["steps"][0]["title"] = f"Ask {SECRET}"
        for title in f"Ask {SECRET}", "Ask us":
            document["steps"][0]["title"] = title
            self.site.import_files(write(self.site.top, "step.json", document), extra=("--replace",))
        current = self.site.get(f"/api/v1/leaflets/{slug}/1-1-1").json()["current_version"]
        printed = "2-" + current.partition("-")[2]
        paths = [f"/leaflet/{slug}/{printed}", f"/api/v1/leaflets/{slug}/{printed}"]
        for path in paths:
            # Asked twice, so that each place that keeps an answer has it.
            self.assertEqual([True, True], [SECRET in self.site.get(path).text for _ in range(2)], path)
        tags = [self.site.get(path).headers["ETag"] for path in paths]
        blank = f"/admin/blank/{key}/2"
        page = self.administrator.get(f"/admin/history/{key}/2")
        self.assertEqual(200, self.administrator.submit(page.form(blank), reason="a name").status)
        for path, tag in zip(paths, tags):
            wait_for(lambda path=path: SECRET not in self.site.get(path).text, what=f"the end of it in {path}")
            self.assertNotEqual(304, self.site.get(path, If_None_Match=tag).status)


if __name__ == "__main__":
    unittest.main()
