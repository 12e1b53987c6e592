"""The edit form, through the real nginx and daemon, as a browser without JavaScript uses it."""
import concurrent.futures
import html.parser
import json
import re
import sqlite3
import unittest
import urllib.parse

import harness
import staff
from harness import SiteTest
from test_markup import complaints

CHECKLIST = "micro-needling-aftercare"
SLOW_MARKDOWN = ("![" * 9000, "[a](" * 5000, "*a_ " * 5000, "> " * 9000 + "x", "`" * 19999,
                 "<" * 19999, "\\[" * 9000, "- " * 9000)
MOST_TIMES = 12  # what hostile text may cost, of what harmless text does


def form_of(browser, key):
    page = browser.get(f"/admin/documents/{key}")
    assert page.status == 200, (page.status, page.text)
    return page.form(f"/admin/documents/{key}")


class Tags(html.parser.HTMLParser):
    """The tags of a page, as a browser takes them: [(name, {attribute: value})]."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    @classmethod
    def of(cls, text):
        parser = cls()
        parser.feed(text)
        return parser.found


class EditTest(SiteTest):
    site_options = {"arguments": ("--writers", "4")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.editor = staff.make_staff(cls.site, "edith", "editor")
        cls.publisher = staff.make_staff(cls.site, "pia", "publisher")

    def discard(self, browser, key):
        form = form_of(browser, key)
        if ("do", "discard") in form.buttons:
            page = browser.submit(form, do="discard")
            browser.submit(page.form(f"/admin/documents/{key}"), do="discard-for-good")

    def begin(self, browser, kind, title):
        """A new document; returns its key."""
        page = browser.get("/admin/new")
        page = browser.submit(page.form(f"/admin/new/{kind}"), title=title)
        self.assertEqual(200, page.status)
        return re.fullmatch(r"/admin/documents/([\w-]+)\?done=created", page.path).group(1)


class Forms(EditTest):
    def test_an_untouched_form_changes_no_document(self):
        """Every field of every document of the seed stands in its form: a save makes no draft."""
        count = 0
        for file in harness.SEED:
            documents = json.loads(file.read_text())
            for document in documents if isinstance(documents, list) else [documents]:
                form = form_of(self.editor, document["key"])
                page = self.editor.submit(form, do="save")
                with self.subTest(key=document["key"]):
                    self.assertEqual(200, page.status)
                    self.assertNotIn("Discard this draft", page.text)
                    self.assertNotIn('class="summary"', page.text)
                    count += 1
        self.assertGreater(count, 40)

    def test_a_time_is_corrected_as_it_is_said(self):
        self.addCleanup(self.discard, self.editor, CHECKLIST)
        form = form_of(self.editor, CHECKLIST)
        self.assertEqual("72 hours", form["steps.no-sauna.until.said"])
        form["steps.no-sauna.until.said"] = "about two weeks"
        page = self.editor.submit(form, do="save")
        self.assertIn("Saved.", page.text)
        form = page.form(f"/admin/documents/{CHECKLIST}")
        self.assertEqual("about 2 weeks", form["steps.no-sauna.until.said"])
        self.assertEqual("about 2 weeks after treatment", form["steps.no-sauna.until.words"])

    def test_words_that_name_another_figure_are_pointed_out(self):
        self.addCleanup(self.discard, self.editor, CHECKLIST)
        form = form_of(self.editor, CHECKLIST)
        form["steps.no-sauna.until.words"] = "72 hours, no less"
        form["steps.no-sauna.until.said"] = "48 hours"
        page = self.editor.submit(form, do="save")
        self.assertIn("names another figure than the time above", page.text)

    def test_what_is_wrong_with_a_time_is_said_as_it_was_typed(self):
        self.addCleanup(self.discard, self.editor, CHECKLIST)
        for said, words in (("10 to 6 weeks", "names the greater figure first"),
                            ("0 hours", "is 0; where no time is known, write: not said"),
                            ("1.333 hours", "is not understood; write it like one of the examples, in whole"),
                            ("soon-ish", "is not understood")):
            form = form_of(self.editor, CHECKLIST)
            form["steps.no-sauna.until.said"] = said
            page = self.editor.submit(form, do="save")
            self.assertIn(f"How long</a> {words}", page.text)

    def test_a_closed_row_tells_its_time(self):
        page = self.editor.get(f"/admin/documents/{CHECKLIST}")
        self.assertRegex(page.text, r'<summary>Do not use a sauna[^<]*<span class="detail">72 hours after')

    def test_a_review_that_is_asked_for_in_vain_says_so(self):
        self.addCleanup(self.discard, self.editor, "about")
        form = form_of(self.editor, "about")
        form["title"] = ""
        page = self.editor.submit(form, do="review")
        self.assertIn("A review was asked for. It cannot be published yet", page.text)

    def test_faults_do_not_keep_a_draft_from_being_saved(self):
        self.addCleanup(self.discard, self.editor, CHECKLIST)
        form = form_of(self.editor, CHECKLIST)
        form["steps.no-sauna.until.said"] = "a good while"
        form["steps.no-sauna.title"] = ""
        form["position"] = "first"
        page = self.editor.submit(form, do="save")
        self.assertIn("3 things stand in the way of publishing", page.text)
        for field in ("steps.no-sauna.until.said", "steps.no-sauna.title", "position"):
            self.assertIn(f'<a href="#f-{field}">', page.text)
            self.assertRegex(page.text, rf'id="f-{field}"[^>]*aria-invalid="true"')
            self.assertIn(f'id="f-{field}-faults"', page.text)
        self.assertRegex(page.text, r'<details class="row[^"]*" id="f-steps.no-sauna" open>')
        form = page.form(f"/admin/documents/{CHECKLIST}")
        self.assertEqual("a good while", form["steps.no-sauna.until.said"])
        self.assertEqual("first", form["position"])

    def test_rows_are_added_moved_and_removed_without_saving(self):
        form = form_of(self.editor, CHECKLIST)
        before = form["steps.order"].split()
        form["summary"] = "Typed before the button."
        page = self.editor.submit(form, do="add:steps")
        self.assertIn("not saved yet", page.text)
        form = page.form(f"/admin/documents/{CHECKLIST}")
        added = form["steps.order"].split()
        self.assertEqual(before, added[:-1])
        self.assertEqual("Typed before the button.", form["summary"])
        self.assertRegex(page.text, rf'id="f-steps.{added[-1]}.id"[^>]* autofocus')
        page = self.editor.submit(form, do=f"up:steps.{added[-1]}")
        form = page.form(f"/admin/documents/{CHECKLIST}")
        self.assertEqual(added[-1], form["steps.order"].split()[-2])
        page = self.editor.submit(form, do=f"remove:steps.{added[-1]}")
        form = page.form(f"/admin/documents/{CHECKLIST}")
        self.assertEqual(before, form["steps.order"].split())
        self.assertEqual("Typed before the button.", form["summary"])
        self.assertNotEqual("Typed before the button.", form_of(self.editor, CHECKLIST)["summary"])

    def test_enter_saves(self):
        """What Enter presses is the form's first button."""
        form = form_of(self.editor, CHECKLIST)
        self.assertEqual(("do", "save"), form.buttons[0])
        self.addCleanup(self.discard, self.editor, CHECKLIST)
        form["title"] = "Another title"
        page = self.editor.submit(form)
        self.assertEqual("Another title", page.title)

    def test_key_and_kind_cannot_be_changed(self):
        self.addCleanup(self.discard, self.editor, CHECKLIST)
        form = form_of(self.editor, CHECKLIST)
        form["title"] = "Still the same document"
        form.fields += [["key", "another"], ["revision", "9"], ["withdrawn.reason", "x"]]
        form["kind"] = "faq"
        page = self.editor.submit(form, do="save")
        self.assertEqual(200, page.status)
        self.assertIn(f"<code>{CHECKLIST}</code>", page.text)
        self.assertIn("steps.order", page.form(f"/admin/documents/{CHECKLIST}"))
        self.assertNotIn("Withdrawn.", page.text)
        self.assertEqual(404, self.editor.get("/admin/documents/another").status)

    def test_a_long_text_comes_back_as_it_was_typed(self):
        self.addCleanup(self.discard, self.editor, "about")
        text = "\n\nFirst line\n\n    code\n\n- “quotes” & <b>tags</b> \U0001f642\n\tTab\n\n"
        form = form_of(self.editor, "about")
        form["text"] = text.replace("\n", "\r\n")
        page = self.editor.submit(form, do="save")
        self.assertEqual(text, page.form("/admin/documents/about")["text"].replace("\r\n", "\n"))

    def test_a_wide_line_is_one_line_all_the_same(self):
        key = "how-long-does-a-session-take"
        self.addCleanup(self.discard, self.editor, key)
        form = form_of(self.editor, key)
        page = self.editor.get(f"/admin/documents/{key}")
        self.assertRegex(page.text, r'<textarea id="f-short_answer"')
        form["short_answer"] = "\r\nOne line\r\n\r\nand another.\r\n"
        page = self.editor.submit(form, do="save")
        again = page.form(f"/admin/documents/{key}")
        self.assertEqual("One line and another.", again["short_answer"])
        self.assertNotIn("line break", page.text)

    def test_letters_are_counted_as_people_count_them(self):
        key = "how-long-does-a-session-take"
        self.addCleanup(self.discard, self.editor, key)
        form = form_of(self.editor, key)
        form["short_answer"] = "ü" * 400  # 800 bytes
        page = self.editor.submit(form, do="save")
        self.assertNotIn("letters long", page.text)
        page = self.editor.submit(page.form(f"/admin/documents/{key}"), do="save",
                                  short_answer="ü" * 401)
        self.assertIn("is 401 letters long; at most 400 are allowed", page.text)

    def test_a_very_long_title_does_not_stand_before_every_fault(self):
        self.addCleanup(self.discard, self.editor, CHECKLIST)
        form = form_of(self.editor, CHECKLIST)
        form["steps.no-sauna.title"] = "ä" * 350
        form["steps.no-sauna.until.said"] = "soon-ish"
        page = self.editor.submit(form, do="save")
        summary = page.text.split('id="faults"')[1].split("</section>")[0]
        self.assertIn("Step</a> is 350 letters long", summary)
        self.assertIn("ä" * 80 + "…", summary)
        self.assertNotIn("ä" * 81, summary)

    def test_the_lines_of_a_list_have_their_faults_beside_them(self):
        self.addCleanup(self.discard, self.editor, "sauna")
        form = form_of(self.editor, "sauna")
        form["other_names"] = "one\r\ntwo\r\n" + "x" * 301
        page = self.editor.submit(form, do="save")
        self.assertIn('id="f-other_names-faults"', page.text)
        self.assertIn('href="#f-other_names"', page.text)

    def test_unknown_documents_are_told(self):
        for path in ("/admin/documents/no-such-thing", "/admin/documents/No%20Slug",
                     "/admin/preview/no-such-thing", "/admin/withdraw/no-such-thing"):
            self.assertEqual(404, self.editor.get(path).status, path)
        self.assertEqual(404, self.editor.post("/admin/documents/no-such-thing", do="save").status)

    def test_a_draft_is_discarded_only_when_asked_twice(self):
        form = form_of(self.editor, "privacy")
        form["title"] = "For the bin"
        page = self.editor.submit(form, do="save")
        page = self.editor.submit(page.form("/admin/documents/privacy"), do="discard")
        self.assertEqual("For the bin", form_of(self.editor, "privacy")["title"])
        page = self.editor.submit(page.form("/admin/documents/privacy"), do="discard-for-good")
        self.assertEqual(200, page.status)
        self.assertNotEqual("For the bin", form_of(self.editor, "privacy")["title"])

    def test_an_editor_asks_for_review(self):
        self.addCleanup(self.discard, self.editor, "about")
        form = form_of(self.editor, "about")
        form["title"] = "To be looked at"
        self.assertNotIn(("do", "publish"), form.buttons)
        page = self.editor.submit(form, do="review")
        self.assertIn("In review", page.text)
        form = page.form("/admin/documents/about")
        form["title"] = "Changed once more"
        self.assertNotIn("In review", self.editor.submit(form, do="save").text)


class Saving(EditTest):
    def test_the_page_saves_by_itself(self):
        self.addCleanup(self.discard, self.editor, "about")
        form = form_of(self.editor, "about")
        form["title"] = "Typed a moment ago"
        pairs = [tuple(pair) for pair in form.fields] + [("do", "autosave")]
        answer = self.editor.send(form.action, pairs, follow=False)
        self.assertEqual(200, answer.status)
        self.assertEqual("application/json", answer.headers["Content-Type"])
        said = json.loads(answer.text)
        self.assertEqual("saved", said["result"])
        again = form_of(self.editor, "about")
        self.assertEqual("Typed a moment ago", again["title"])
        self.assertEqual(str(said["version"]), again["version"])
        self.assertRegex(said["saved_at"], r"^\d{1,2}(:\d\d)? [ap]m$")
        self.assertTrue(said["ready"])
        self.assertIn(f", {said['saved_at']}", self.editor.get("/admin/documents/about").text)

    def test_what_is_saved_and_in_the_way_of_publishing_says_so(self):
        self.addCleanup(self.discard, self.editor, "about")
        for name, wrong in (("title", ""), ("text", "It takes [[fact:nothing]].")):
            form = form_of(self.editor, "about")
            form[name] = wrong
            pairs = [tuple(pair) for pair in form.fields] + [("do", "autosave")]
            said = json.loads(self.editor.send(form.action, pairs, follow=False).text)
            self.assertEqual(("saved", False), (said["result"], said["ready"]), name)
            page = self.editor.get("/admin/documents/about").text
            self.assertRegex(page, rf"Saved, [^<]*{said['saved_at']}, not ready to publish")
            self.discard(self.editor, "about")

    def test_the_second_to_save_sees_both_texts_and_loses_nothing(self):
        self.addCleanup(self.discard, self.editor, "about")
        ones, others = form_of(self.editor, "about"), form_of(self.publisher, "about")
        ones["summary"] = "Edith wrote apples here."
        others["summary"] = "Pia wrote oranges here."
        others["title"] = "Pia's own title"
        self.assertEqual(200, self.editor.submit(ones, do="save").status)
        page = self.publisher.submit(others, do="save")
        self.assertEqual(409, page.status)
        self.assertIn("Edith Test saved another text", page.text)
        self.assertRegex(page.text, r"(?s)<del>.*?Edith.*?</del>")
        self.assertRegex(page.text, r"(?s)<ins>.*?oranges.*?</ins>")
        form = page.form("/admin/documents/about")
        self.assertEqual("Pia wrote oranges here.", form["summary"])
        self.assertEqual("Pia's own title", form["title"])
        self.assertEqual("Edith wrote apples here.", form_of(self.editor, "about")["summary"])
        self.assertIn('data-autosave="no"', page.text)
        buttons = page.form("/admin/documents/about").buttons
        self.assertNotIn(("do", "discard"), buttons, "it would be Edith's")
        self.assertEqual(2, page.text.count("Save mine over theirs</button>"))
        asked = self.publisher.post("/admin/documents/about", do="discard", kind="page")
        self.assertIn("what Edith Test saved last", asked.text)
        page = self.publisher.submit(form, do="save")
        self.assertEqual(200, page.status)
        self.assertEqual("Pia wrote oranges here.", form_of(self.editor, "about")["summary"])

    def test_a_conflict_with_oneself_says_so(self):
        self.addCleanup(self.discard, self.editor, "about")
        first, second = form_of(self.editor, "about"), form_of(self.editor, "about")
        first["title"], second["title"] = "First tab", "Second tab"
        self.editor.submit(first, do="save")
        page = self.editor.submit(second, do="save")
        self.assertEqual(409, page.status)
        self.assertIn("You saved another text in another window", page.text)
        self.assertNotIn("Somebody else", page.text)

    def test_an_autosave_in_a_conflict_saves_nothing(self):
        self.addCleanup(self.discard, self.editor, "about")
        ones, others = form_of(self.editor, "about"), form_of(self.publisher, "about")
        ones["title"], others["title"] = "First", "Second"
        self.editor.submit(ones, do="save")
        pairs = [tuple(pair) for pair in others.fields] + [("do", "autosave")]
        answer = self.publisher.send(others.action, pairs, follow=False)
        self.assertEqual((409, "conflict"), (answer.status, json.loads(answer.text)["result"]))
        self.assertEqual("First", form_of(self.editor, "about")["title"])

    def test_a_draft_of_an_older_text_is_told_and_can_go_on(self):
        key = "baltimore-plastic-surgery"
        self.addCleanup(self.discard, self.editor, key)
        form = form_of(self.editor, key)
        form["title"] = "As drafted"
        page = self.editor.submit(form, do="save")
        self.assertNotIn("has changed since", page.text)
        self.site.import_files(self.site.edited("location.json", title="As published"),
                               extra=("--replace",))
        page = self.editor.get("/admin/documents/" + key)
        self.assertIn("The published text has changed since", page.text)
        page = self.editor.submit(page.form("/admin/documents/" + key), do="rebase")
        self.assertNotIn("has changed since", page.text)
        self.assertEqual("As drafted", page.form("/admin/documents/" + key)["title"])

    def test_a_text_that_was_published_meanwhile_is_a_conflict(self):
        self.addCleanup(self.discard, self.editor, "about")
        form = form_of(self.editor, "about")
        form["title"] = "Typed over the older text"
        done = self.publisher.submit(self.changed(self.publisher, "about"), do="publish")
        self.publisher.submit(done.form("/admin/publish"), note="")
        page = self.editor.submit(form, do="save")
        self.assertEqual(409, page.status)
        self.assertIn("Another text was published", page.text)
        self.assertEqual("Typed over the older text",
                         page.form("/admin/documents/about")["title"])

    def changed(self, browser, key):
        form = form_of(browser, key)
        form["title"] = "Published meanwhile"
        return form

    def test_a_draft_that_was_discarded_meanwhile_is_not_lost_with_its_form(self):
        form = form_of(self.editor, "accessibility")
        form["title"] = "Begun"
        page = self.editor.submit(form, do="save")
        form = page.form("/admin/documents/accessibility")
        form["title"] = "Still being typed"
        self.discard(self.publisher, "accessibility")
        page = self.editor.submit(form, do="save")
        self.assertEqual(409, page.status)
        form = page.form("/admin/documents/accessibility")
        self.assertEqual("Still being typed", form["title"])
        self.addCleanup(self.discard, self.editor, "accessibility")
        self.assertEqual(200, self.editor.submit(form, do="save").status)

    def test_a_new_draft_that_was_discarded_meanwhile_is_not_lost_either(self):
        key = self.begin(self.editor, "activity", "Roller skating")
        form = form_of(self.editor, key)
        form["summary"] = "Kept"
        self.discard(self.publisher, key)
        page = self.editor.submit(form, do="save")
        self.assertEqual(409, page.status)
        form = page.form(f"/admin/documents/{key}")
        self.assertEqual("Kept", form["summary"])
        self.assertEqual(200, self.editor.submit(form, do="save").status)
        self.assertEqual("Kept", form_of(self.editor, key)["summary"])
        self.discard(self.editor, key)

    def test_a_session_that_ran_out_costs_nothing(self):
        self.addCleanup(self.discard, self.publisher, "about")
        browser = staff.Browser(self.site)
        browser.sign_in("edith")
        form = form_of(browser, "about")
        form["summary"] = "Typed for an hour.\u00a0“Quoted” <b>&amp;"
        browser.cookies.clear()
        page = browser.submit(form, follow=False, do="save")
        self.assertNotEqual("Typed for an hour.", form_of(self.publisher, "about")["summary"])
        page = browser.submit(page.form("/admin/sign-in"), name="edith", password=staff.PASSWORD)
        for _ in range(2):  # the page that carries on, with one button
            if page.path.startswith("/admin/documents/about"):
                break
            page = browser.submit(page.form("/admin/documents/about"))
        self.assertEqual("Typed for an hour.\u00a0“Quoted” <b>&amp;",
                         form_of(self.publisher, "about")["summary"])

    def test_of_a_hundred_saves_at_once_one_wins_and_all_are_told(self):
        self.addCleanup(self.discard, self.publisher, "about")
        first = form_of(self.publisher, "about")
        first["title"] = "The version that all have"
        page = self.publisher.submit(first, do="save")
        form = page.form("/admin/documents/about")
        pairs = [tuple(pair) for pair in form.fields if pair[0] != "summary"]

        def save(number):
            text = f"The text of person number {number}."
            answer = self.publisher.request(
                form.action, "POST", urllib.parse.urlencode(
                    [*pairs, ("summary", text), ("do", "save")]).encode(),
                **{"Content-Type": "application/x-www-form-urlencoded"})
            return text, answer

        with concurrent.futures.ThreadPoolExecutor(100) as pool:
            answers = list(pool.map(save, range(100)))
        winners = [text for text, answer in answers if answer.status == 303]
        self.assertEqual(1, len(winners), sorted({answer.status for _, answer in answers}))
        for text, answer in answers:
            if answer.status == 303:
                continue
            self.assertEqual(409, answer.status)
            self.assertEqual(text, answer.form(form.action)["summary"])
            self.assertIn("Pia Test saved another text", answer.text)
        self.assertEqual(winners[0], form_of(self.publisher, "about")["summary"])

    def test_reading_goes_on_while_a_writer_holds_the_database(self):
        """A save that waits in vain draws the form again, with what was typed."""
        form = form_of(self.editor, "about")
        form["summary"] = "Typed while it was busy."
        connection = sqlite3.connect(self.site.database, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        try:
            page = self.editor.submit(form, do="save")
            self.assertEqual(200, self.site.get("/about").status)
        finally:
            connection.execute("ROLLBACK")
            connection.close()
        self.assertEqual(503, page.status)
        self.assertIn("nothing was saved", page.text)
        form = page.form("/admin/documents/about")
        self.assertEqual("Typed while it was busy.", form["summary"])
        self.addCleanup(self.discard, self.editor, "about")
        self.assertEqual(200, self.editor.submit(form, do="save").status)


class NewAndGone(EditTest):
    def test_a_title_makes_key_and_address(self):
        first = self.begin(self.editor, "faq", "  Mikro-Nädeln: was?  ")
        second = self.begin(self.editor, "faq", "Mikro-Nädeln: was?")
        self.assertEqual("mikro-nadeln-was", first)
        self.assertEqual("mikro-nadeln-was-2", second)
        form = form_of(self.editor, second)
        self.assertEqual("Mikro-Nädeln: was?", form["title"])
        self.assertEqual(second, form["slug"])
        self.assertEqual(404, self.site.get("/questions/" + first).status)
        for key in (first, second):
            self.discard(self.editor, key)

    def test_the_key_of_a_published_document_is_not_taken_again(self):
        key = self.begin(self.editor, "faq", "micro needling")
        self.assertEqual("micro-needling-2", key)
        self.discard(self.editor, key)

    def test_a_title_is_asked_for(self):
        for title in ("", "   ", "x" * 201):
            page = self.editor.post("/admin/new/faq", title=title)
            self.assertEqual(422, page.status)
            self.assertIn("title", page.text)
        self.assertEqual(404, self.editor.post("/admin/new/nonsense", title="x").status)
        self.assertEqual(404, self.editor.post("/admin/new/clinic", title="A second").status)

    def test_a_preview_is_the_page_that_will_be_published(self):
        """But for the bar, what is for other programs, when it was changed, the marks of the checks,
        the question whether it helped, and on a checklist the version to come, which a draft does
        not have, and the script that keeps a plan."""
        for key, path in ((CHECKLIST, "/aftercare/micro-needling"),
                          ("micro-needling", "/treatments/micro-needling"),
                          ("can-i-use-retinol", "/questions/can-i-use-retinol"),
                          ("micro-needling-or-facelift",
                           "/comparisons/micro-needling-or-facelift"),
                          ("about", "/about")):
            with self.subTest(key=key):
                self.assertEqual(self.comparable(self.site.get(path).text),
                                 self.comparable(self.editor.get("/admin/preview/" + key).text))

    def test_only_what_is_published_has_the_version_of_a_leaflet(self):
        self.assertIn('<section class="leaflet"',
                      self.site.get("/aftercare/micro-needling").text)
        self.assertNotIn('class="leaflet"', self.editor.get("/admin/preview/" + CHECKLIST).text)

    def comparable(self, text):
        text = re.sub(r'(?s)<div class="preview-bar".*?</div>\n', "", text)
        text = re.sub(r'<link rel="stylesheet" href="/static/admin[^>]*>\n', "", text)
        text = re.sub(r'<script src="/static/admin[^>]*></script>\n', "", text)
        text = re.sub(r'<script src="/static/page[^>]*></script>\n', "", text)
        text = re.sub(r'<meta property="og:[^>]*>\n', "", text)
        text = re.sub(r'<link rel="(?:alternate|search|manifest|apple-touch-icon)"[^>]*>\n', "", text)
        text = re.sub(r'(?s)<script type="application/ld.json">.*?</script>\n?', "", text)
        text = re.sub(r'(?s)<form class="helpful.*?</form>\n', "", text)
        text = re.sub(r"<time.*?</time>", "", text)
        text = re.sub(r'<span id="check-[^"]*"></span>', "", text)
        text = re.sub(r'(?s)<mark class="hard"[^>]*>(?:<span class="spoken">.*?</span>)?(.*?)</mark>',
                      r"\1", text)
        text = re.sub(r'(?s)<section class="leaflet".*?</section>\n', "", text)
        return re.sub(r'<link rel="canonical"[^>]*>\n', "", text)

    def test_a_preview_shows_the_draft_and_patients_do_not_see_it(self):
        self.addCleanup(self.discard, self.editor, CHECKLIST)
        form = form_of(self.editor, CHECKLIST)
        form["steps.no-sauna.until.said"] = "11 days"
        page = self.editor.submit(form, do="preview")
        self.assertEqual(f"/admin/preview/{CHECKLIST}", page.path)
        self.assertIn("11 days after treatment", page.text)
        self.assertIn("Preview: not published.", page.text)
        self.assertNotIn("11 days", self.site.get("/aftercare/micro-needling").text)

    def test_a_preview_of_what_is_not_sound_leads_to_the_faults(self):
        key = self.begin(self.editor, "faq", "Unfinished")
        page = self.editor.get("/admin/preview/" + key)
        self.assertIn(f'href="/admin/documents/{key}#f-short_answer"', page.text)
        self.discard(self.editor, key)

    def test_what_is_used_is_shown_and_cannot_be_withdrawn(self):
        page = self.publisher.get("/admin/withdraw/sauna")
        self.assertIn(f"/admin/documents/{CHECKLIST}", page.text)
        page = self.publisher.post("/admin/withdraw/sauna", reason="x", base="1")
        self.assertEqual(422, page.status)
        self.assertIn("names it", page.text)

    def test_withdrawing_says_why_and_bringing_back_undoes_it(self):
        key, path = "whom-do-i-call", "/questions/whom-do-i-call"
        names = self.publisher.get("/admin/withdraw/" + key)
        if "It can be withdrawn once" in names.text:
            key, path = "do-i-need-sunscreen", "/questions/do-i-need-sunscreen"
            names = self.publisher.get("/admin/withdraw/" + key)
        self.assertEqual(200, self.site.get(path).status)
        form = names.form("/admin/withdraw/" + key)
        form["reason"] = "We answer this on another page <now>."
        form["instead"] = "about"
        page = self.publisher.submit(form)
        self.assertIn("Withdrawn.", page.text)
        gone = harness.wait_for(lambda: (a := self.site.get(path)).status == 410 and a)
        self.assertIn("We answer this on another page &lt;now&gt;.", gone.text)
        self.assertIn('href="/about"', gone.text)
        page = self.publisher.submit(page.form("/admin/withdraw/" + key))
        self.assertEqual(200, page.status)
        harness.wait_for(lambda: self.site.get(path).status == 200)

    def test_withdrawing_needs_a_reason_and_a_publisher(self):
        page = self.publisher.post("/admin/withdraw/comparison-none", reason="x")
        self.assertEqual(404, page.status)
        page = self.publisher.post("/admin/withdraw/micro-needling-or-facelift", reason="", base="1")
        self.assertEqual(422, page.status)
        self.assertIn("Why it was withdrawn is empty", page.text)
        page = self.editor.post("/admin/withdraw/micro-needling-or-facelift", reason="x", base="1")
        self.assertEqual(403, page.status)
        self.assertEqual(200, self.site.get("/comparisons/micro-needling-or-facelift").status)


class Hostile(EditTest):
    """Whatever is typed into whatever field: refused with a reason, or harmless."""

    EVIL = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)",
            "//evil.example/x", "[x](javascript:alert(1))", "[x](//evil.example)",
            "![x](https://evil.example/x.png)", "{{form_token}}", "\u202egnp.exe", "\u2066x",
            "</textarea><script>alert(2)</script>", "' onfocus='alert(3)")

    def assert_harmless(self, text):
        for tag, attributes in Tags.of(text):
            self.assertNotIn(tag, ("img", "iframe", "object", "embed", "style", "svg"))
            if tag == "script":
                self.assertTrue(attributes.get("src", "").startswith("/static/"))
            for name, value in attributes.items():
                self.assertFalse(name.startswith("on"), f"{tag} has {name}")
                if name in ("href", "src", "action", "formaction"):
                    self.assertRegex(value, r"^(?:/(?!/)|#|tel:|mailto:|https://(?!evil))")

    def test_in_every_field(self):
        self.addCleanup(self.discard, self.editor, CHECKLIST)
        for evil in self.EVIL:
            with self.subTest(evil=evil):
                form = form_of(self.editor, CHECKLIST)
                for pair in form.fields:
                    if pair[0] not in ("form_token", "version", "base", "kind") and \
                            not pair[0].endswith((".order", ".box", ".made")):
                        pair[1] = evil
                page = self.editor.submit(form, do="save")
                self.assertEqual(200, page.status)
                self.assert_harmless(page.text)
                self.assert_harmless(self.editor.get(f"/admin/preview/{CHECKLIST}").text)
                self.assertEqual(evil, page.form(f"/admin/documents/{CHECKLIST}")["title"])

    def test_in_texts_of_a_preview(self):
        self.addCleanup(self.discard, self.editor, "about")
        form = form_of(self.editor, "about")
        form["text"] = "\r\n\r\n".join(self.EVIL[:8])
        form["title"] = self.EVIL[0]
        page = self.editor.submit(form, do="preview")
        if page.path == "/admin/preview/about" and "No preview yet" in page.text:
            self.assertIn("#f-text", page.text)  # refused with a reason
            form["text"] = "\r\n\r\n".join(self.EVIL[:2])
            form["version"] = form_of(self.editor, "about")["version"]
            page = self.editor.submit(form, do="preview")
        self.assertIn("Preview: not published.", page.text)
        self.assert_harmless(page.text)

    def test_directions_of_reading_are_refused_with_a_reason(self):
        self.addCleanup(self.discard, self.editor, "about")
        form = form_of(self.editor, "about")
        form["summary"] = "abc\u202edef"
        page = self.editor.submit(form, do="save")
        self.assertIn("invisible mark that turns the direction", page.text)

    def test_a_control_character_in_what_was_pasted_costs_nothing(self):
        self.addCleanup(self.discard, self.editor, "about")
        form = form_of(self.editor, "about")
        form["summary"] = "one\x0btwo\x7f three\u0085four"
        page = self.editor.submit(form, do="save")
        self.assertEqual(200, page.status)
        self.assertEqual("one two  three  four", page.form("/admin/documents/about")["summary"])

    def fill(self, form, page, text, total):
        """Puts text into as many of the form's texts as make total bytes."""
        names = sorted(set(re.findall(r'<textarea[^>]*\bname="([^"]+)"[^>]*\bdata-markdown', page.text)))
        count = total // len(text)
        self.assertGreater(len(names), count)
        for name in names[:count]:
            form[name] = text

    def test_slow_markdown_in_every_field(self):
        """As much of the slowest as one document may hold costs hardly more than as much of harmless text."""
        key = "micro-needling"
        self.addCleanup(self.discard, self.editor, key)
        harmless = self.costs_of_text(key, "Long *words* and more. " * 860)
        for text in ("![[]()" * 3333, "*_ " * 6666, "[a](" * 5000, "![" * 9990):
            for path, cost in self.costs_of_text(key, text).items():
                self.assertLess(cost, MOST_TIMES * harmless[path], (path, text[:20]))

    def costs_of_text(self, key, text):
        """{path: seconds of computing} of saving a document full of that text, and of each page that shows it."""
        page = self.editor.get(f"/admin/documents/{key}")
        form = page.form(f"/admin/documents/{key}")
        self.fill(form, page, text, 160000)
        saved, cost = self.site.cost_of(lambda: self.editor.submit(form, follow=False, do="save"))
        self.assertEqual(303, saved.status)
        costs = {"save": cost}
        for path in (f"/admin/preview/{key}", f"/admin/publish?key={key}", f"/admin/documents/{key}"):
            answer, costs[path] = self.site.cost_of(lambda path=path: self.editor.get(path))
            self.assertEqual(200, answer.status)
            self.assertNotIn("No preview yet", answer.text)
        return costs

    def test_texts_of_one_document_have_a_bound_together(self):
        key = "micro-needling"
        self.addCleanup(self.discard, self.editor, key)
        page = self.editor.get(f"/admin/documents/{key}")
        form = page.form(f"/admin/documents/{key}")
        self.fill(form, page, "long words " * 1800, 250000)
        saved = self.editor.submit(form, do="save")
        self.assertTrue(re.search(r"holds \d{6} letters of text in all; at most 200000 are allowed",
                                  saved.text))
        self.assertIn("No preview yet", self.editor.get(f"/admin/preview/{key}").text)

    def test_slow_markdown_in_one_field(self):
        self.addCleanup(self.discard, self.editor, "about")
        for text in SLOW_MARKDOWN:
            form = form_of(self.editor, "about")
            form["text"] = text
            self.assertEqual(303, self.editor.submit(form, follow=False, do="save").status)
            self.assertEqual(200, self.editor.get("/admin/preview/about").status)

    def test_a_post_that_is_too_long_is_refused(self):
        answer = self.editor.send("/admin/documents/about",
                                  [("form_token", self.editor.form_token or ""),
                                   ("text", "x" * 1100000)])
        self.assertEqual(413, answer.status)

    def test_a_form_with_too_many_rows_or_fields_is_refused_as_a_whole(self):
        form = form_of(self.editor, CHECKLIST)
        before = form_of(self.editor, CHECKLIST).fields
        form["steps.order"] += "".join(f" x{i}" for i in range(1000))
        refused = self.editor.submit(form, do="save")
        self.assertEqual(413, refused.status)
        self.assertIn("more than 1000 entries", refused.text)
        refused = self.editor.send(f"/admin/documents/{CHECKLIST}",
                                   [*map(tuple, form.fields), *[(f"x{i}", "") for i in range(5000)]])
        self.assertEqual(413, refused.status)
        self.assertIn("more fields than are taken at once (5000)", refused.text)
        self.assertEqual(before, form_of(self.editor, CHECKLIST).fields)

    def test_a_post_of_almost_a_mebibyte_is_carried_through_a_sign_in(self):
        browser = staff.make_staff(self.site, "zoe", "editor")
        self.addCleanup(self.discard, self.editor, "about")
        form = form_of(browser, "about")
        form["text"] = "z" * (1024 * 1024 - len(urllib.parse.urlencode([*map(tuple, form.fields)])) - 20)
        browser.post("/admin/sign-out")
        page = browser.submit(form, do="save")
        self.assertIn("Nothing is lost", page.text)
        page = browser.submit(page.form("/admin/sign-in"), name="zoe", password=staff.PASSWORD)
        self.assertEqual(200, page.status)
        page = browser.submit(page.form("/admin/documents/about"))
        self.assertEqual(200, page.status)
        self.assertEqual(form["text"], page.form("/admin/documents/about")["text"].strip())

    def test_a_post_of_a_mebibyte_is_taken(self):
        self.addCleanup(self.discard, self.editor, "about")
        form = form_of(self.editor, "about")
        form["text"] = "long words " * 90000
        page = self.editor.submit(form, do="save")
        self.assertEqual(200, page.status)
        self.assertIn("at most 20000 are allowed", page.text)
        self.assertEqual(form["text"].strip(), page.form("/admin/documents/about")["text"].strip())


class Markup(EditTest):
    def test_the_validator_finds_nothing_wrong(self):
        """Of every kind's form, empty and full, with faults and in a conflict, and the pages around
        it."""
        for page in self.pages():
            (self.site.top / f"{len(list(self.site.top.glob('*.html')))}.html").write_text(page.text)
        found = complaints(sorted(self.site.top.glob("*.html")))
        self.assertFalse(found, "\n" + "\n".join(found))

    def pages(self):
        get = self.editor.get
        for key in ("micro-needling", CHECKLIST, "can-i-use-retinol", "about", "sauna",
                    "micro-needling-or-facelift", "baltimore-plastic-surgery", "clinic"):
            page = get(f"/admin/documents/{key}")
            self.assertEqual(200, page.status, key)
            yield page
            yield get(f"/admin/preview/{key}")
        for kind in ("treatment", "checklist", "location"):
            key = self.begin(self.editor, kind, "Quite empty")
            yield get(f"/admin/documents/{key}")
            yield get(f"/admin/preview/{key}")
        mine, theirs = form_of(self.editor, CHECKLIST), form_of(self.publisher, CHECKLIST)
        mine["title"], mine["steps.no-sauna.until.said"] = "", "soon"
        theirs["title"] = "Another"
        yield self.editor.submit(mine, do="save")
        yield self.publisher.submit(theirs, do="save")
        yield self.editor.submit(form_of(self.editor, CHECKLIST), do="add:steps")
        yield self.editor.submit(form_of(self.editor, CHECKLIST), do="discard")
        yield get("/admin/new")
        yield self.editor.post("/admin/new/faq", title="")
        yield self.publisher.get("/admin/withdraw/micro-needling-or-facelift")
        yield self.publisher.get("/admin/withdraw/sauna")
        yield self.publisher.post("/admin/withdraw/sauna", reason="", base="1")


class TestSearchWords(EditTest):
    """The form of what no patient reads: the words that the search takes for one another."""

    PATH = "/admin/documents/vocabulary"

    def tearDown(self):
        self.discard(self.editor, "vocabulary")

    def groups(self):
        return json.loads(self.site.run("export", "--database", self.site.database, "--kind", "vocabulary",
                                        check=True).stdout)[0]["groups"]

    def test_the_desk_leads_there(self):
        desk = self.editor.get("/admin/")
        self.assertIn("Words for the search", desk.text)
        self.assertIn(f'href="{self.PATH}"', desk.text)

    def test_a_group_is_named_by_its_first_words(self):
        page = self.editor.get(self.PATH).text
        self.assertIn("<summary>redness, red face, red skin …</summary>", page)
        self.assertNotIn("Number ", page)

    def test_it_says_nothing_that_is_true_of_pages_alone(self):
        page = self.editor.get(self.PATH)
        self.assertIn("Patients do not read it", page.text)
        for words in ("This is what patients read", "Preview", "How to write texts", "Place in lists",
                      ">Address<", ">Language<", ">Id<"):
            self.assertNotIn(words, page.text.split('id="f-sources"')[0])
        self.assertEqual([], [name for name, _ in page.form(self.PATH).fields
                              if name in ("slug", "lang", "position") or re.fullmatch(r"groups\.[\w-]+\.id", name)])
        draft = self.editor.submit(page.form(self.PATH), do="save", title="Words").text
        self.assertIn("The site goes by what is published until this is.", draft)
        self.assertNotIn("patients read", draft)
        self.assertIn("patients do not read it", self.editor.get("/admin/preview/vocabulary").text)
        self.assertNotIn("patients read", self.publisher.get("/admin/withdraw/vocabulary").text)

    def test_a_word_in_two_groups_is_told_with_its_places(self):
        form = form_of(self.editor, "vocabulary")
        form["groups.redness.words"] += "\r\nSwellings"
        page = self.editor.submit(form, do="save")
        self.assertIn("“swelling” stands in two groups", page.text)
        self.assertIn('href="/admin/documents/vocabulary#f-groups.swelling.words"', page.text)
        self.assertIn("Groups of words › redness, red face, red skin …", page.text)
        self.assertIn('id="f-groups.redness.words"', page.text)

    def test_what_the_form_does_not_show_stays(self):
        before = self.groups()
        form = form_of(self.publisher, "vocabulary")
        form["groups.redness.words"] = "redness\r\nrubor"
        page = self.publisher.submit(form, do="add:groups")
        added = re.findall(r'name="groups\.([\w-]+)\.words"', page.text)[-1]
        form = page.form(self.PATH)
        form[f"groups.{added}.words"] = "heat\r\nwarmth"
        page = self.publisher.submit(form, do="publish")
        page = self.publisher.submit(page.form("/admin/publish"))
        after = self.groups()
        self.assertEqual([each["id"] for each in before] + [added], [each["id"] for each in after])
        self.assertEqual(["redness", "rubor"], after[0]["words"])
        self.assertEqual(before[1:], after[1:-1])
        self.assertEqual({"id": added, "words": ["heat", "warmth"]}, after[-1])


if __name__ == "__main__":
    unittest.main()
