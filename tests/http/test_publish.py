"""From a draft to what patients read: the desk, review, publishing, confirming."""
import json
import re
import time
import unittest
import urllib.parse

from harness import wait_for
from samples import write
from staff import StaffTest

WORD = "quokkaberry"  # stands nowhere but in these tests' texts


class PublishTest(StaffTest):
    def edit(self, browser, key, **fields):
        """Saves a draft through the form."""
        page = browser.get(f"/admin/documents/{key}")
        self.assertEqual(200, page.status)
        saved = browser.submit(page.form(f"/admin/documents/{key}", button="save"), do="save",
                               **fields)
        self.assertEqual(200, saved.status, saved.text)
        return saved

    def look(self, browser, *keys):
        return browser.get("/admin/publish?" + urllib.parse.urlencode([("key", k) for k in keys]))

    def publish(self, browser, *keys, **fields):
        page = self.look(browser, *keys)
        return browser.submit(page.form("/admin/publish"), **fields)

    def live_number(self, key):
        return self.rows("SELECT v.number FROM document d JOIN revision v ON v.id = d.live"
                         " WHERE d.key = ?", key)[0][0]

    def has_draft(self, key):
        return bool(self.rows("SELECT 1 FROM draft WHERE key = ?", key))

    def audit(self, key):
        return [row[0] for row in self.rows("SELECT action FROM audit WHERE document = ?"
                                            " ORDER BY id", key)]


class Publishing(PublishTest):
    def test_what_is_published_is_live_within_two_seconds(self):
        path = "/questions/do-i-need-sunscreen"
        key = self.rows("SELECT key FROM live WHERE slug = 'do-i-need-sunscreen'")[0][0]
        old = self.site.get(path)  # stands in nginx's cache from now on
        self.edit(self.editor, key, short_answer="Yes: use sunscreen, says the test.")
        self.assertEqual(old.body, self.site.get(path).body)
        page = self.publish(self.publisher, key, note="because of a test")
        self.assertEqual(200, page.status)
        time.sleep(2)
        self.assertIn("says the test", self.site.get(path).text)  # even to whom asks only once
        self.assertFalse(self.has_draft(key))
        author, note = self.rows("SELECT v.author, v.note FROM document d JOIN revision v"
                                 " ON v.id = d.live WHERE d.key = ?", key)[0]
        self.assertEqual(("Pam Test", "because of a test"), (author, note))
        self.assertEqual(self.audit(key)[-1], "published")

    def test_drafts_leak_nowhere(self):
        paths = ["/", "/treatments", "/treatments/micro-needling", "/aftercare", "/questions",
                 "/api/v1/", "/api/v1/treatments", "/api/v1/treatments/micro-needling",
                 "/api/v1/pages", f"/search?q={WORD}"]
        before = {path: self.site.get(path) for path in paths}
        self.edit(self.editor, "micro-needling", title=f"Micro {WORD}", what=f"It is {WORD}.")
        made = self.editor.submit(self.editor.get("/admin/new").form("/admin/new/page"),
                                  title=f"All about {WORD}")
        self.assertEqual(200, made.status)
        time.sleep(1.2)  # nginx keeps a page until the second ends
        for path in paths:
            with self.subTest(path=path):
                now = self.site.get(path)
                self.assertEqual(before[path].headers.get("ETag"), now.headers.get("ETag"))
                # The search repeats what was typed.
                self.assertEqual(before[path].text.count(WORD), now.text.count(WORD))
                if not path.startswith("/search"):
                    self.assertNotIn(WORD, now.text)
        self.assertEqual(404, self.site.get(f"/all-about-{WORD}").status)
        self.assertEqual(404, self.site.get(f"/api/v1/pages/all-about-{WORD}").status)
        for path in ("/admin/publish?key=micro-needling", "/admin/", "/admin/find?q=quokka"):
            self.assertEqual(303, self.site.get(path).status)
            self.assertIn(WORD, self.editor.get(path).text)
        self.publisher.post("/admin/documents/micro-needling", do="discard")

    def test_changes_are_told_word_by_word(self):
        text = self.rows("SELECT json_extract(body, '$.phone') FROM live WHERE key = 'clinic'")[0][0]
        self.edit(self.editor, "clinic", phone=text + " <b>9</b>")
        page = self.look(self.editor, "clinic")
        self.assertRegex(page.text, r"<ins><span class=\"spoken\">added: </span> ?&lt;b&gt;9&lt;/b&gt;"
                                    r"</ins>")
        self.assertNotIn("<b>9</b>", page.text)
        with self.assertRaises(AssertionError):
            page.form("/admin/publish")  # an editor is shown no button for it
        refused = self.editor.post("/admin/publish", key="clinic@1")
        self.assertEqual(403, refused.status)
        self.assertTrue(self.has_draft("clinic"))

    def test_long_passages_that_stay_are_folded(self):
        words = [f"word{i}" for i in range(200)]
        self.edit(self.publisher, "about", text=" ".join(words))
        self.publish(self.publisher, "about")
        changed = [*words[:100], "quokka", *words[101:]]
        self.edit(self.publisher, "about", text=" ".join(changed))
        page = self.look(self.publisher, "about").text
        folds = re.findall(r"<details><summary>… (\d+) words unchanged …</summary>([^<]*)</details>",
                           page)
        self.assertEqual([["88", "word0", "word87"], ["87", "word113", "word199"]],
                         [[count, text.split()[0], text.split()[-1]] for count, text in folds])
        self.assertRegex(page, r"word88 [^<]*word99 ?<del>.*word100.*quokka.*</ins> ?word101 [^<]*word112")
        compared = self.publisher.get("/admin/compare/about?from=1&to=2")
        self.assertEqual(200, compared.status)
        self.publisher.post("/admin/documents/about", do="discard-for-good",
                            version=str(self.rows("SELECT version FROM draft WHERE key='about'")[0][0]))

    def test_faults_are_told_by_the_labels_of_the_form(self):
        key = "micro-needling-aftercare"
        page = self.editor.get(f"/admin/documents/{key}")
        form = page.form(f"/admin/documents/{key}", button="save")
        self.editor.submit(form, do="add:steps")
        form = self.editor.submit(form, do="add:steps").form(f"/admin/documents/{key}", button="save")
        saved = self.editor.submit(form, do="save")
        self.assertRegex(saved.text, r">Steps › Number \d+ › Do or do not</a> is required")
        shown = self.look(self.editor, key).text
        self.assertRegex(shown, rf'<a href="/admin/documents/{key}#f-steps\.\w+\.action">'
                                r"Steps › Number \d+ › Do or do not</a> is required")
        self.assertNotRegex(shown, r">steps\.\w+\.action<")
        self.editor.post(f"/admin/documents/{key}", do="discard-for-good",
                         version=str(self.rows("SELECT version FROM draft WHERE key=?", key)[0][0]))

    def test_a_set_goes_live_as_a_whole_or_not_at_all(self):
        sound, faulty = "about", "privacy"
        numbers = [self.live_number(sound), self.live_number(faulty)]
        self.edit(self.publisher, sound, title="About this test")
        self.edit(self.publisher, faulty, title="")
        page = self.look(self.publisher, sound, faulty)
        self.assertRegex(page.text, rf'href="/admin/documents/{faulty}#f-title"')
        with self.assertRaises(AssertionError):
            page.form("/admin/publish")  # there is no button while something is faulty
        versions = dict(self.rows("SELECT key, version FROM draft"))
        pairs = [("form_token", self.publisher.form_token),
                 ("key", f"{sound}@{versions[sound]}"), ("key", f"{faulty}@{versions[faulty]}")]
        refused = self.publisher.send("/admin/publish", pairs)
        self.assertEqual(409, refused.status)
        self.assertIn("Nothing was published", refused.text)
        self.assertRegex(refused.text, rf'href="/admin/documents/{faulty}#f-title"')
        self.assertEqual(numbers, [self.live_number(sound), self.live_number(faulty)])
        self.edit(self.publisher, faulty, title="Privacy, tested")
        self.assertEqual(200, self.publish(self.publisher, sound, faulty).status)
        self.assertEqual([n + 1 for n in numbers],
                         [self.live_number(sound), self.live_number(faulty)])
        self.assertFalse(self.has_draft(sound) or self.has_draft(faulty))

    def test_a_draft_that_was_saved_since_is_not_published(self):
        self.edit(self.editor, "accessibility", title="Accessibility one")
        page = self.look(self.publisher, "accessibility")
        self.edit(self.editor, "accessibility", title="Accessibility two")
        number = self.live_number("accessibility")
        refused = self.publisher.submit(page.form("/admin/publish"))
        self.assertEqual(409, refused.status)
        self.assertIn("saved again after you looked", refused.text)
        self.assertEqual(number, self.live_number("accessibility"))
        self.assertTrue(self.has_draft("accessibility"))
        self.assertEqual(200, self.publisher.submit(refused.form("/admin/publish")).status)
        self.assertEqual(number + 1, self.live_number("accessibility"))

    def test_a_draft_whose_base_has_moved_is_refused_until_it_was_looked_at(self):
        key = self.rows("SELECT key FROM live WHERE kind = 'comparison'")[0][0]
        self.edit(self.editor, key, title="A title of the draft")
        stale = self.look(self.publisher, key)
        self.site.import_files(self.site.edited("micro-needling-comparison.json", revision=1,
                                                left="Changed meanwhile"))
        refused = self.publisher.submit(stale.form("/admin/publish"))
        self.assertEqual(409, refused.status)
        self.assertIn("has changed since this draft was made", refused.text)
        self.assertEqual(2, self.live_number(key))
        page = self.publisher.submit(refused.form(f"/admin/rebase/{key}"))
        self.assertEqual(200, self.publisher.submit(page.form("/admin/publish")).status)
        self.assertEqual(3, self.live_number(key))


class OnItsWay(PublishTest):
    def test_review_is_asked_for_and_given_back_with_a_note(self):
        self.edit(self.editor, "about", title="About, to review")
        page = self.look(self.editor, "about")
        desk = self.editor.submit(page.form("/admin/review/about"), note="please look")
        self.assertIn("Waiting for review (1)", desk.text)
        page = self.look(self.publisher, "about")
        self.assertIn("please look", page.text)
        self.assertEqual(403, self.editor.post("/admin/return/about", version="1").status)
        self.publisher.submit(page.form("/admin/return/about"), note="too long")
        desk = self.editor.get("/admin/")
        self.assertIn("too long", desk.text)
        self.assertNotIn("Waiting for review", desk.text)
        self.assertEqual(self.audit("about")[-2:], ["review-asked", "review-returned"])
        gone = self.publisher.post("/admin/review/about", version="99")
        self.assertEqual(409, gone.status)

    def test_an_editor_is_told_what_they_can_do(self):
        self.edit(self.editor, "micro-needling", title="Micro-needling, told anew")
        page = self.editor.get("/admin/treatments/micro-needling")
        self.assertNotIn(", and publish", page.text)
        self.assertIn("A publisher makes drafts live", page.text)
        self.assertIn(", and publish", self.publisher.get("/admin/treatments/micro-needling").text)
        page = self.editor.get("/admin/withdraw/micro-needling")
        self.assertIn("Then a publisher can do this here", page.text)
        self.publish(self.publisher, "micro-needling")

    def test_the_history_says_who_wrote_what_another_published(self):
        key = "can-i-use-retinol"
        for browser, words in ((self.editor, "Pam Test; written by Eve Test"),
                               (self.publisher, None)):
            self.edit(browser, key, title=f"Written by {words}")
            page = self.publish(self.publisher, key)
            row = page.text.split("<tbody>")[1].split("</tr>")[0]
            self.assertIn("Pam Test", row)
            self.assertEqual(words or "", "".join(re.findall("Pam Test; written by [^<]*", row)))

    def test_a_treatment_is_published_with_all_that_belongs_to_it(self):
        checklist = self.rows("SELECT key FROM live WHERE kind = 'checklist'")[0][0]
        page = self.editor.get("/admin/treatments/micro-needling")
        self.assertIn(f'href="/admin/documents/{checklist}"', page.text)
        self.edit(self.editor, "micro-needling", title="Micro-needling (test)")
        self.edit(self.editor, checklist, title="Before and after (test)")
        page = self.publisher.get("/admin/treatments/micro-needling")
        both = re.search(r'href="(/admin/publish\?[^"]*)"[^>]*>See what changes in all', page.text)
        path = both.group(1).replace("&amp;", "&")
        done = self.publisher.submit(self.publisher.get(path).form("/admin/publish"))
        self.assertEqual(200, done.status)
        titles = dict(self.rows("SELECT key, title FROM live"))
        self.assertEqual("Micro-needling (test)", titles["micro-needling"])
        self.assertEqual("Before and after (test)", titles[checklist])
        versions = self.rows("SELECT created_at FROM revision ORDER BY id DESC LIMIT 2")
        self.assertEqual(versions[0], versions[1])

    def test_documents_are_found_by_a_part_of_their_title(self):
        self.assertIn("/admin/documents/micro-needling", self.editor.get("/admin/find?q=NEEDL").text)
        nothing = self.editor.get("/admin/find?q=" + urllib.parse.quote('"<script>%_'))
        self.assertIn("No title holds that", nothing.text)
        self.assertNotIn("<script>%", nothing.text)


class Confirming(PublishTest):
    def claim(self, browser, wanted):
        """The form of the first claim on the desk that wanted(document's key, path) takes."""
        page = browser.get("/admin/?all=claims")
        self.assertNotIn("[[fact:", page.text)  # as patients read it
        for form in page.forms:
            if "/admin/confirm/" in form.action and wanted(form.action.split("/")[-1], form["path"]):
                return form
        raise AssertionError("no such claim")

    def confirmed_in(self, table, key, path):
        column = "v.body FROM document d JOIN revision v ON v.id = d.live WHERE d.key = ?" \
            if table == "live" else "body FROM draft WHERE key = ?"
        list_name, _, entry = path.partition(".")
        found = self.rows(
            "SELECT json_extract(e.value, '$.confirmed') FROM json_each((SELECT "
            + column + f"), '$.{list_name}') AS e WHERE json_extract(e.value, '$.id') = ?", key, entry)
        return bool(found[0][0])

    def test_a_publisher_confirms_with_one_press_and_an_editor_into_the_draft(self):
        form = self.claim(self.publisher, lambda key, path: path.startswith("steps."))
        key, path = form.action.split("/")[-1], form["path"]
        self.assertFalse(self.confirmed_in("live", key, path))
        page = self.publisher.submit(form)
        self.assertIn("Confirmed, and live", page.text)
        self.assertTrue(self.confirmed_in("live", key, path))
        self.assertEqual(["confirmed"], self.audit(key))
        again = self.publisher.submit(form)
        self.assertEqual(409, again.status)
        form = self.claim(self.editor, lambda key, path: path.startswith("steps."))
        path = form["path"]
        page = self.editor.submit(form)
        self.assertIn("Confirmed in the draft", page.text)
        self.assertFalse(self.confirmed_in("live", key, path))
        self.assertTrue(self.confirmed_in("draft", key, path))
        # There is a draft now: a publisher's press goes into it too.
        form = self.claim(self.publisher, lambda other, place: other == key and place != path)
        self.assertIn("Confirmed in the draft", self.publisher.submit(form).text)
        self.assertTrue(self.confirmed_in("draft", key, form["path"]))

    def test_a_claim_with_several_figures_leads_to_its_field(self):
        page = self.publisher.get("/admin/?all=claims")
        found = re.search(r'href="/admin/documents/([\w-]+)#f-((?:facts|signs)\.[\w-]+)">Several',
                          page.text)
        key, path = found.groups()
        pairs = [("form_token", self.publisher.form_token), ("path", path),
                 ("number", str(self.live_number(key)))]
        answer = self.publisher.send(f"/admin/confirm/{key}", pairs, follow=False)
        self.assertEqual(303, answer.status)
        self.assertTrue(answer.location.endswith("#f-" + path))
        self.assertFalse(self.confirmed_in("live", key, path))
        self.assertIn(f'id="f-{path}', self.publisher.get(f"/admin/documents/{key}").text)

    def test_clinically_reviewed_is_a_revision_with_a_name_and_a_day(self):
        number = self.live_number("about")
        page = self.publisher.get("/admin/reviewed/about")
        faulty = self.publisher.submit(page.form("/admin/reviewed/about"),
                                       reviewed_on="2020-01-02", next_due="2020-01-01")
        self.assertEqual(422, faulty.status)
        self.assertIn("is not after the day of the review", faulty.text)
        self.assertEqual("2020-01-02", faulty.form("/admin/reviewed/about")["reviewed_on"])
        done = self.publisher.submit(faulty.form("/admin/reviewed/about"),
                                     next_due="2030-01-01")
        self.assertEqual(200, done.status)
        self.assertEqual(number + 1, self.live_number("about"))
        wait_for(lambda: "Pam Test" in self.site.get("/about").text, what="the mark")
        self.assertEqual("reviewed", self.audit("about")[-1])
        self.assertEqual(403, self.editor.get("/admin/reviewed/about").status)

    def mark(self, key, table="live"):
        return self.rows(f"SELECT json_extract(body, '$.review.reviewed_by') FROM {table}"
                         " WHERE key = ?", key)[0][0]

    def test_a_mark_is_given_in_ones_own_name(self):
        number = self.live_number("about")
        fields = {"reviewed_on": "2026-01-05", "next_due": "2030-01-01"}
        done = self.publisher.post("/admin/reviewed/about", reviewed_by="Dr. Nobody",
                                   number=str(number), **fields)
        self.assertEqual(200, done.status)
        self.assertEqual("Pam Test", self.mark("about"))
        refused = self.publisher.post("/admin/reviewed/about", number=str(number + 1),
                                      **{**fields, "next_due": "2025-01-01"})
        self.assertIn("Next review due is not after", refused.text)

    def test_a_mark_ends_with_the_text_that_was_reviewed(self):
        key = "privacy"
        page = self.publisher.get(f"/admin/reviewed/{key}")
        self.publisher.submit(page.form(f"/admin/reviewed/{key}"))
        self.assertEqual("Pam Test", self.mark(key))
        self.edit(self.editor, key, **{"review.next_due": "2031-02-03"})
        page = self.look(self.publisher, key)
        self.assertNotIn("was clinically reviewed by", page.text)
        self.publisher.submit(page.form("/admin/publish"))
        self.assertEqual("Pam Test", self.mark(key), "the text is the same")
        self.edit(self.editor, key, summary="Said otherwise by a test.")
        self.assertEqual("Pam Test", self.mark(key, "draft"))
        self.assertNotIn("Pam Test", self.editor.get(f"/admin/preview/{key}").text)
        page = self.look(self.publisher, key)
        self.assertIn("was clinically reviewed by Pam Test", page.text)
        self.publisher.submit(page.form("/admin/publish"))
        self.assertIsNone(self.mark(key))

    def test_a_mark_that_was_imported_into_a_draft_is_none(self):
        key = "micro-needling-or-facelift"
        document = json.loads(self.rows("SELECT v.body FROM live l JOIN revision v ON v.id = l.revision"
                                        " WHERE l.key = ?", key)[0][0])
        document["summary"] = "Imported by a test."
        document["review"].update(reviewed_by="Dr. Nobody", reviewed_on="2026-01-05")
        document["revision"] = self.live_number(key)
        self.site.import_files(write(self.site.top, "mark.json", document), extra=["--drafts"])
        self.assertEqual("Dr. Nobody", self.mark(key, "draft"))
        self.assertEqual(200, self.publish(self.publisher, key).status)
        self.assertIsNone(self.mark(key))

    def test_the_writer_does_not_review_where_another_person_is_asked_for(self):
        self.edit(self.publisher, "privacy", title="Privacy, by Pam")
        self.assertEqual(200, self.publish(self.publisher, "privacy").status)
        page = self.administrator.get("/admin/settings")
        self.administrator.submit(page.form("/admin/settings"), second_person="yes")
        try:
            refused = self.publisher.post("/admin/reviewed/privacy", reviewed_by="Pam",
                                          reviewed_on="2026-01-01", next_due="2030-01-01")
            self.assertEqual(409, refused.status)
            self.assertIn("another person than the writer", refused.text)
            page = self.administrator.get("/admin/reviewed/privacy")
            done = self.administrator.submit(page.form("/admin/reviewed/privacy"))
            self.assertEqual(200, done.status)
        finally:
            page = self.administrator.get("/admin/settings")
            self.administrator.submit(page.form("/admin/settings"), second_person="no")

    def test_a_document_with_a_draft_is_not_marked_as_reviewed(self):
        self.edit(self.editor, "accessibility", title="Accessibility, drafted")
        refused = self.publisher.post("/admin/reviewed/accessibility", reviewed_by="Pam",
                                      reviewed_on="2026-01-01", next_due="2030-01-01", number="1")
        self.assertEqual(409, refused.status)
        self.assertEqual(1, self.live_number("accessibility"))


if __name__ == "__main__":
    unittest.main()
