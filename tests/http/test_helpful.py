"""Did this answer your question? Two buttons, a count a day, nothing about who pressed them."""

import sqlite3
import unittest
import urllib.parse

import fastcgi
from harness import SiteTest
from samples import seed, write
from staff import StaffTest, make_staff

FAQ = seed("micro-needling-faqs")[0]
FAQ_PATH = f"/questions/{FAQ['slug']}"
CHECKLIST = "/aftercare/micro-needling"
UNHELPFUL = "What patients found unhelpful"
NOBODY = "Nobody has said No to a text as it is now."


def rows(site):
    with sqlite3.connect(site.database) as connection:
        return connection.execute(
            "SELECT d.key, h.day, h.yes, h.no FROM helpful AS h JOIN document AS d"
            " ON d.id = h.document ORDER BY d.key").fetchall()


def answer(site, key=FAQ["key"], said="yes", **headers):
    return site.get("/helpful", method="POST",
                    body=urllib.parse.urlencode({"key": key, "answer": said}).encode(),
                    **{"Content-Type": "application/x-www-form-urlencoded", **headers})


class TestButtons(SiteTest):
    def test_questions_and_checklists_ask_and_others_do_not(self):
        for path, asks in [(FAQ_PATH, True), (CHECKLIST, True), ("/treatments/micro-needling", False),
                           ("/about", False), ("/", False), ("/can-i/sauna", False)]:
            with self.subTest(path=path):
                self.assertEqual('action="/helpful"' in self.site.get(path).text, asks)

    def test_nobody_is_thanked_for_what_was_not_asked(self):
        for key in ("micro-needling", "vocabulary", "clinic", "nothing"):
            with self.subTest(key):
                self.assertEqual(404, self.site.get(f"/helpful/no/{key}").status)

    def test_an_answer_is_counted_and_leads_to_a_page_that_can_be_loaded_again(self):
        before = sum(row[2] for row in rows(self.site))
        answered = answer(self.site, said="yes")
        self.assertEqual(answered.status, 303)
        self.assertNotIn("Set-Cookie", answered.headers)
        thanks = self.site.get(answered.headers["Location"])
        self.assertEqual((thanks.status, "Thank you" in thanks.text), (200, True))
        self.assertIn(FAQ_PATH, thanks.text)
        self.assertEqual(thanks.headers["X-Robots-Tag"], "noindex")
        self.site.get(answered.headers["Location"])
        self.assertEqual(sum(row[2] for row in rows(self.site)), before + 1)

    def test_a_no_says_what_can_be_done_now(self):
        thanks = self.site.get(answer(self.site, said="no").headers["Location"]).text
        main = thanks.split("<main", 1)[1].split("</main>", 1)[0]
        self.assertIn('href="tel:', main)
        self.assertIn('action="/search"', main)

    def test_what_is_kept_is_a_count_a_day(self):
        for said in ["yes", "no", "no"]:
            answer(self.site, key="micro-needling-aftercare", said=said)
        with sqlite3.connect(self.site.database) as connection:
            columns = [row[1] for row in connection.execute("PRAGMA table_info (helpful)")]
        self.assertEqual(columns, ["document", "revision", "day", "yes", "no"])
        found = [row for row in rows(self.site) if row[0] == "micro-needling-aftercare"]
        self.assertEqual(len(found), 1, "one row a day")
        self.assertRegex(found[0][1], r"^\d{4}-\d\d-\d\d$")
        self.assertEqual(found[0][2:], (1, 2))

    def test_no_line_of_nginx_tells_of_it(self):
        lines = len(self.site.access_log())
        answer(self.site)
        self.assertEqual(len(self.site.access_log()), lines)

    def test_what_is_wrong_is_told_and_counts_nothing(self):
        before = rows(self.site)
        for key, said, status in [(FAQ["key"], "maybe", 400), (FAQ["key"], "", 400),
                                  ("no-such-text", "yes", 404), ("micro-needling", "yes", 404),
                                  ("", "no", 404), ("'; DROP TABLE helpful;--", "no", 404)]:
            with self.subTest(key=key, said=said):
                refused = answer(self.site, key=key, said=said)
                self.assertEqual(refused.status, status)
                self.assertIn("counted", refused.text)
        self.assertEqual(self.site.get("/helpful", method="POST", body=b"").status, 400)
        self.assertEqual(rows(self.site), before)

    def test_a_page_of_another_site_counts_nothing(self):
        before = rows(self.site)
        for where in ["cross-site", "same-site"]:
            self.assertEqual(answer(self.site, **{"Sec-Fetch-Site": where}).status, 403)
        self.assertEqual(rows(self.site), before)
        self.assertEqual(answer(self.site, **{"Sec-Fetch-Site": "same-origin"}).status, 303)

    def test_where_sec_fetch_site_is_missing_the_origin_is_looked_at(self):
        """As old browsers send it. Our own pages say "null", since their referrer policy is strict."""
        own = f"http://127.0.0.1:{self.site.port}"
        for headers in ({"Origin": "https://evil.example"}, {"Referer": "https://evil.example/page?x=1"},
                        {"Origin": "null", "Referer": "https://evil.example/"}, {"Referer": "about:blank"},
                        {"Origin": own + ".evil.example"}, {"Origin": "http://127.0.0.1"},
                        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"}):
            with self.subTest(headers=headers):
                before = rows(self.site)
                self.assertEqual(403, answer(self.site, **headers).status)
                self.assertEqual(before, rows(self.site))
        for headers in ({}, {"Origin": own}, {"Referer": own + FAQ_PATH}, {"Origin": "null"}):
            with self.subTest(headers=headers):
                self.assertEqual(303, answer(self.site, **headers).status)

    def test_fields_that_the_form_does_not_have_are_refused(self):
        before = rows(self.site)
        for body in (f"key={FAQ['key']}&answer=no&answer=yes", f"key={FAQ['key']}&key=x&answer=no",
                     f"key={FAQ['key']}&answer=no&count=100", f"key={FAQ['key']}&answer=no&answer=no"):
            with self.subTest(body):
                refused = self.site.get("/helpful", method="POST", body=body.encode(),
                                        Content_Type="application/x-www-form-urlencoded")
                self.assertEqual(400, refused.status)
                self.assertIn("Nothing was counted", refused.text)
        self.assertEqual(before, rows(self.site))

    def test_thanks_are_for_an_answer_about_something(self):
        for path in ["/helpful/maybe/" + FAQ["key"], "/helpful/yes/no-such-text"]:
            self.assertEqual(self.site.get(path).status, 404)

    def test_a_reader_counts_nothing(self):
        """It could not: its database is read-only."""
        reply = fastcgi.ask(str(self.site.reader_socket), "/helpful", method="POST",
                            body=b"key=x&answer=yes",
                            CONTENT_TYPE="application/x-www-form-urlencoded")
        self.assertEqual(421, reply.status)


class TestLimit(SiteTest):
    site_options = {"limits": True}

    def test_one_address_counts_a_few_times_a_minute(self):
        answers = [answer(self.site) for _ in range(60)]
        counted = sum(row[2] for row in rows(self.site))
        self.assertIn(counted, range(5, 9), "a patient who reads a few texts, and no more")
        self.assertEqual(counted, sum(each.status == 303 for each in answers))
        refused = answers[-1]
        self.assertEqual(429, refused.status)
        self.assertIn("Thank you, that is enough for now", refused.text)
        self.assertIn("was not counted", refused.text)
        self.assertEqual("20", refused.headers["Retry-After"])
        self.assertNotIn("Set-Cookie", refused.headers)
        self.assertEqual(200, self.site.get(FAQ_PATH).status, "reading goes on")
        self.assertEqual(200, self.site.get(f"/helpful/yes/{FAQ['key']}").status)
        self.assertEqual("", "".join(line for line in self.site.access_log().splitlines()
                                     if "method=POST" in line))


class TestDesk(StaffTest):
    def test_the_desk_shows_what_was_found_unhelpful_until_the_text_is_new(self):
        editor = make_staff(self.site, "the-reader", "editor")
        self.assertIn(NOBODY, editor.get("/admin/").text)
        answer(self.site, said="no")
        answer(self.site, said="no")
        answer(self.site, said="yes")
        desk = editor.get("/admin/").text
        self.assertIn(UNHELPFUL, desk)
        self.assertIn("What to do: ", desk)
        self.assertNotIn(NOBODY, desk)
        self.assertIn("No: 2. Yes: 1.", desk)
        self.assertIn(f"/admin/documents/{FAQ['key']}", desk)
        self.assertIn(f'href="{FAQ_PATH}"', desk)
        self.assertRegex(desk, r"<li>\w+ \d+, \d{4}: 2 no, 1 yes</li>")
        rewritten = write(self.site.top, "rewritten.json",
                          [{**FAQ, "short_answer": "A new text for a test."}])
        self.site.import_files(rewritten, extra=("--replace",))
        self.assertIn(NOBODY, editor.get("/admin/").text, "nobody has read this text yet")


if __name__ == "__main__":
    unittest.main()
