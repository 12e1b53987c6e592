"""Who may do what: every route of staff's pages from the route table itself, signing in and what
slows guessing, sessions, one-time codes, people, the audit trail."""

import hashlib
import json
import re
import sqlite3
import time
import unittest
import urllib.parse

import fastcgi
from harness import SiteTest, Site
from staff import (PASSWORD, Browser, make_staff, one_time_code, open_link, staff_command)

ROLES = ["editor", "publisher", "administrator"]
LEAST = {"STAFF": "editor", "PUBLISHER": "publisher", "ADMINISTRATOR": "administrator"}
HALF_AN_HOUR, TWELVE_HOURS, TEN_MINUTES = 1800, 12 * 3600, 600
SAMPLES = {"key": "clinic", "kind": "faq", "number": "1", "name": "nobody-of-that-name",
           "token": "none", "slug": "none", "text": "draft"}


class StaffSite(SiteTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.browsers = {role: make_staff(cls.site, f"the-{role}", role) for role in ROLES}

    def database(self):
        connection = sqlite3.connect(self.site.database, timeout=20, isolation_level=None)
        self.addCleanup(connection.close)
        return connection

    def change(self, statement, *values):
        self.database().execute(statement, values)

    def rows(self, statement, *values):
        return self.database().execute(statement, values).fetchall()

    def session_of(self, name, age=0, seen=0, proved=0):
        """A browser with a session of that person, so many seconds old, written into the
        database."""
        token = hashlib.sha256(str((name, time.monotonic_ns())).encode()).hexdigest()
        now = int(time.time())
        self.change("INSERT INTO session (hash, staff, form_token, started_at, seen_at, proved_at,"
                    " device) SELECT ?, id, ?, ?, ?, ?, 'a test' FROM staff WHERE name = ?",
                    hashlib.sha256(token.encode()).hexdigest(), "t" * 43, now - age, now - seen,
                    now - proved, name)
        browser = Browser(self.site)
        browser.cookies["aftercare"] = token
        browser.form_token = "t" * 43
        return browser


class TestEveryRoute(StaffSite):
    """The expected outcome comes from the flags that `aftercare routes --flags` prints."""

    def routes(self):
        output = self.site.run("routes", "--flags", check=True).stdout
        found = [line.split() for line in output.splitlines()]
        staff = [(method, pattern, set(flags)) for method, pattern, *flags in found
                 if (pattern + "/").startswith("/admin/")]
        self.assertGreater(len(staff), 20)
        return staff

    def each(self, check):
        """Calls check(method, path, who, flags) for each route."""
        for method, pattern, flags in self.routes():
            who = flags & {"OPEN", "STAFF", "PUBLISHER", "ADMINISTRATOR"}
            with self.subTest(route=f"{method} {pattern}"):
                self.assertEqual(1, len(who), "one decision about who may ask")
                path = re.sub(r"\{(\w+)\}", lambda match: SAMPLES[match[1]], pattern)
                check(method, path, next(iter(who)), flags)

    def ask(self, browser, method, path, **headers):
        if method == "GET":
            return browser.request(path, **headers)
        body = urllib.parse.urlencode({"form_token": browser.form_token or ""}).encode()
        return browser.request(path, "POST", body, **{
            "Content-Type": "application/x-www-form-urlencoded", **headers})

    def check_asked_to_sign_in(self, method, path, page):
        if method == "GET":
            self.assertEqual(303, page.status)
            self.assertEqual("/admin/sign-in?next=" + path, page.location)
        else:
            self.assertEqual(403, page.status)
            kept = path not in ("/admin/sign-out", "/admin/prove")
            self.assertEqual("1" if kept else None, page.form("/admin/sign-in").get("again"))
            self.assertEqual(path if kept else "", page.form("/admin/sign-in")["next"])

    def check_passed(self, page):
        self.assertLess(page.status, 500)
        self.assertNotIn("needs the role", page.text)
        if page.status == 403:
            self.assertNotIn(page.title, ("Nothing is lost", "Your password, please"))
        if page.status == 303:
            self.assertNotIn("/admin/sign-in?next", page.location)
        self.assertEqual("no-store", page.headers["Cache-Control"])

    def without_session(self, browser_for):
        def check(method, path, who, _):
            page = self.ask(browser_for(), method, path)
            if who == "OPEN":
                self.check_passed(page)
            else:
                self.check_asked_to_sign_in(method, path, page)
        self.each(check)

    def test_no_one(self):
        self.without_session(lambda: Browser(self.site))

    def test_a_made_up_session(self):
        def made_up():
            browser = Browser(self.site)
            browser.cookies["aftercare"] = "x" * 43
            return browser
        self.without_session(made_up)

    def test_a_session_unused_for_half_an_hour(self):
        self.without_session(lambda: self.session_of("the-administrator", seen=HALF_AN_HOUR + 1,
                                                     age=HALF_AN_HOUR + 1))

    def test_a_session_of_more_than_twelve_hours(self):
        self.without_session(lambda: self.session_of("the-administrator", age=TWELVE_HOURS + 1))

    def test_a_disabled_person(self):
        make_staff(self.site, "gone", "administrator")
        staff_command(self.site, "disable", "gone")
        self.assertEqual([], self.rows("SELECT * FROM session JOIN staff ON staff.id = staff"
                                       " WHERE name = 'gone'"))
        self.without_session(lambda: self.session_of("gone"))

    def with_role(self, role):
        def check(method, path, who, _):
            page = self.ask(self.session_of(f"the-{role}"), method, path)
            least = LEAST.get(who, "editor")
            if ROLES.index(role) >= ROLES.index(least):
                self.check_passed(page)
            else:
                self.assertEqual(403, page.status)
                self.assertIn(f"needs the role {least}", page.text)
        self.each(check)

    def test_editor(self):
        self.with_role("editor")

    def test_publisher(self):
        self.with_role("publisher")

    def test_administrator(self):
        self.with_role("administrator")

    def test_the_password_is_asked_for_again(self):
        asked = []

        def check(method, path, _, flags):
            page = self.ask(self.session_of("the-administrator", proved=TEN_MINUTES + 1,
                                            age=TEN_MINUTES + 1), method, path)
            if "PROVED" in flags:
                asked.append(path)
                self.assertEqual((403, "Your password, please"), (page.status, page.title))
                self.assertEqual(path, page.form("/admin/prove")["next"])
            else:
                self.check_passed(page)
        self.each(check)
        self.assertGreater(len(asked), 5)

    def test_posts_from_elsewhere(self):
        before = self.rows("SELECT count(*) FROM audit")

        def check(method, path, *_):
            if method != "POST":
                return
            for headers in ({"Origin": "https://example.org"}, {"Origin": "null"},
                            {"Origin": f"http://127.0.0.1:{self.site.port}.example.org"},
                            {"Origin": f"https://127.0.0.1:{self.site.port}"}):
                page = self.ask(self.session_of("the-administrator"), method, path, **headers)
                self.assertEqual((403, "This is not allowed"), (page.status, page.title), headers)
        self.each(check)
        self.assertEqual(before, self.rows("SELECT count(*) FROM audit"))

    def test_posts_without_the_token(self):
        before = self.rows("SELECT count(*) FROM audit")

        def check(method, path, who, _):
            if method != "POST" or who == "OPEN":
                return
            browser = self.session_of("the-administrator")
            for token in (None, "", "u" * 43, "t" * 42):
                browser.form_token = token
                page = self.ask(browser, method, path)
                self.assertEqual((403, "Nothing is lost"), (page.status, page.title))
        self.each(check)
        self.assertEqual(before, self.rows("SELECT count(*) FROM audit"))

    def test_only_writers_answer(self):
        reply = fastcgi.ask(str(self.site.reader_socket), "/admin/sign-in", HTTP_HOST="localhost")
        self.assertEqual(421, reply.status)


class TestConnection(StaffSite):
    def test_plain_http_is_for_this_machine_only(self):
        for host, status in (("127.0.0.1:80", 200), ("localhost", 200), ("localhost:8080", 200),
                             ("[::1]:8080", 200), ("127.1.2.3", 200), ("example.org", 403),
                             ("localhost.example.org", 403), ("127.0.0.1.example.org", 403),
                             ("[::1].example.org", 403), ("[2001:db8::1]", 403)):
            answer = self.site.get("/admin/sign-in", Host=host)
            self.assertEqual(status, answer.status, host)
            self.assertIn("is not encrypted", answer.text)
            self.assertEqual(status == 403, 'name="password"' not in answer.text)

    def test_over_tls(self):
        """As nginx passes it on, with $scheme https."""
        def ask(path, body=b"", **more):
            return fastcgi.ask(str(self.site.writer_socket), path,
                               method="POST" if body else "GET", body=body,
                               CONTENT_TYPE="application/x-www-form-urlencoded",
                               REQUEST_SCHEME="https", HTTP_HOST="aftercare.example.org",
                               REMOTE_ADDR="192.0.2.1", HTTP_USER_AGENT="test", **more)
        self.assertNotIn(b"not encrypted", ask("/admin/sign-in").body)
        body = urllib.parse.urlencode({"name": "the-editor", "password": PASSWORD}).encode()
        reply = ask("/admin/sign-in", body, HTTP_ORIGIN="https://aftercare.example.org")
        self.assertEqual(303, reply.status)
        cookies = re.findall(rb"Set-Cookie: (.*)\r\n", reply.out)
        self.assertEqual(2, len(cookies))
        for cookie, name in zip(cookies, (b"__Host-aftercare", b"__Host-aftercare-known")):
            parts = cookie.split(b"; ")
            self.assertTrue(parts[0].startswith(name + b"="))
            for wanted in (b"Path=/", b"HttpOnly", b"SameSite=Lax", b"Secure"):
                self.assertIn(wanted, parts)
        session = cookies[0].split(b";")[0].decode()
        self.assertEqual(200, ask("/admin/account", HTTP_COOKIE=session).status)
        self.assertEqual(303, ask("/admin/account", HTTP_COOKIE=session.replace(
            "__Host-aftercare", "aftercare")).status)

    def test_patients_get_no_cookie(self):
        browser = self.session_of("the-editor")
        for path in ("/", "/search?q=redness", "/treatments/micro-needling"):
            self.assertIsNone(browser.request(path).headers.get("Set-Cookie"))


class TestSigningIn(StaffSite):
    def refused(self, name, password, browser=None):
        browser = browser or Browser(self.site)
        return browser.sign_in(name, password, follow=False)

    def slower(self):
        """Forgets what earlier tests tried."""
        self.change("DELETE FROM attempt")

    def harder(self):
        """As if six tries more had been made just now: the pause is then no matter of a second."""
        self.change("UPDATE attempt SET count = count + 6, last_at = ?", int(time.time()))

    def setUp(self):
        self.slower()

    def test_in_and_out(self):
        browser = Browser(self.site)
        page = browser.sign_in(" The-Editor ")
        self.assertEqual("/admin/", page.path)
        token = browser.cookies["aftercare"]
        self.assertEqual([], self.rows("SELECT * FROM session WHERE hash = ?", token))
        again = Browser(self.site)
        again.sign_in("the-editor")
        self.assertNotEqual(token, again.cookies["aftercare"])
        page = browser.sign_out()
        self.assertIn("You are signed out", page.text)
        browser.cookies["aftercare"] = token
        self.assertEqual(303, browser.request("/admin/account").status)
        self.assertEqual(200, again.request("/admin/account").status)

    def test_signing_in_leads_to_where_one_was_going(self):
        page = Browser(self.site).get("/admin/account?x=a%20b")
        self.assertEqual("/admin/account?x=a%20b", page.form("/admin/sign-in")["next"])
        for bad in ("https://example.org/", "//example.org", "/admin//example.org", "/contact",
                    "/admin/\\example.org", "/admin/x\r\nSet-Cookie: a=b", "javascript:alert(1)"):
            page = Browser(self.site).sign_in("the-editor", next_path=bad, follow=False)
            self.assertEqual((303, "/admin/"), (page.status, page.location), bad)

    def test_known_and_unknown_get_the_same(self):
        known = self.refused("the-editor", "wrong password here")
        unknown = self.refused("nobody-here", "wrong password here")
        self.assertEqual(422, known.status)
        self.assertEqual(known.text.replace("the-editor", "X"),
                         unknown.text.replace("nobody-here", "X"))
        self.assertNotIn("wrong password here", known.text)
        costs = {}
        for name in ("the-editor", "nobody-here", "the-editor", "nobody-here"):
            self.slower()
            _, cost = self.site.cost_of(lambda name=name: self.refused(name, "wrong password here"))
            costs[name] = min(costs.get(name, 9), cost)
        self.assertLess(max(costs.values()), 2 * min(costs.values()), costs)

    def test_what_was_typed_as_a_name_is_not_written_down(self):
        self.refused("my-secret-password-typed-here", "x")
        details = self.rows("SELECT who, detail FROM audit ORDER BY id DESC LIMIT 1")
        self.assertEqual([("unknown name", "name or password")], details)
        for path in self.site.data.rglob("aftercare.db*"):
            self.assertNotIn(b"my-secret-password", path.read_bytes())

    def test_guessing_is_slowed(self):
        statuses = [self.refused("the-publisher", f"guess number {i}").status for i in range(5)]
        self.assertEqual([422] * 5, statuses)
        self.harder()
        page = self.refused("the-publisher", PASSWORD)
        self.assertEqual(429, page.status, "the right password too has to wait")
        self.assertIn("Please wait", page.text)
        # nobody's name is slowed alike
        self.slower()
        statuses = [self.refused("no-such-name", f"guess number {i}").status for i in range(5)]
        self.assertEqual([422] * 5, statuses)
        self.harder()
        self.assertEqual(429, self.refused("no-such-name", "guess").status)

    def test_the_first_tries_have_no_pause(self):
        for i in range(4):
            self.refused("the-editor", "guess")
        self.assertEqual(303, self.refused("the-editor", PASSWORD).status)

    def test_the_owner_is_not_locked_out(self):
        own = Browser(self.site)
        own.sign_in("the-publisher")
        own.sign_out()
        self.change("DELETE FROM attempt")
        self.refused("the-publisher", "guess")
        self.harder()
        self.assertEqual(429, self.refused("the-publisher", PASSWORD).status)
        self.assertEqual(303, own.sign_in("the-publisher", follow=False).status)
        # the mark of a browser is good for its own name only, and not for guessing without end
        thief = Browser(self.site)
        thief.cookies["aftercare-known"] = own.cookies["aftercare-known"]
        self.assertEqual(422, self.refused("the-publisher", "guess", thief).status)
        self.harder()
        self.assertEqual(429, self.refused("the-publisher", PASSWORD, thief).status)
        self.change("DELETE FROM attempt WHERE subject LIKE 'device:%'")
        thief.cookies["aftercare-known"] = "x" + own.cookies["aftercare-known"][1:]
        self.assertEqual(429, self.refused("the-publisher", PASSWORD, thief).status)

    def test_an_address_is_slowed(self):
        statuses = [self.refused(f"name-{i}", "guess").status for i in range(20)]
        self.assertEqual([422] * 20, statuses)
        self.harder()
        self.assertEqual(429, self.refused("the-editor", PASSWORD).status)

    def test_pauses_end(self):
        self.refused("the-editor", "guess")
        self.harder()
        self.assertEqual(429, self.refused("the-editor", PASSWORD).status)
        self.change("UPDATE attempt SET last_at = last_at - 3600")
        self.assertEqual(303, self.refused("the-editor", PASSWORD).status)
        self.assertEqual([], self.rows("SELECT * FROM attempt WHERE subject LIKE 'name:%'"))

    def test_no_secret_in_any_log(self):
        self.refused("the-editor", "sore-password-in-vain")
        browser = Browser(self.site)
        browser.sign_in("the-editor")
        logs = self.site.log() + self.site.access_log()
        for secret in ("sore-password", PASSWORD, browser.cookies["aftercare"],
                       browser.cookies["aftercare-known"], "127.0.0.1", "the-editor", "Firefox"):
            self.assertNotIn(secret, logs)


class TestNothingIsLost(StaffSite):
    def setUp(self):
        self.change("DELETE FROM attempt")

    def test_a_session_that_ran_out(self):
        browser = self.session_of("the-administrator")
        form = browser.get("/admin/people").form("/admin/people")
        self.change("DELETE FROM session")
        page = browser.submit(form, name="late", full_name="Läte “Person” <b>\r\nx", role="editor")
        self.assertEqual(403, page.status)
        self.assertIn("Nothing is lost", page.text)
        page = browser.submit(page.form("/admin/sign-in"), name="the-administrator",
                              password="not this one")
        self.assertEqual(422, page.status)
        page = browser.submit(page.form("/admin/sign-in"), name="the-administrator",
                              password=PASSWORD)
        self.assertEqual((200, "Nothing is lost"), (page.status, page.title))
        self.assertEqual([], self.rows("SELECT * FROM staff WHERE name = 'late'"))
        form = page.form("/admin/people")
        self.assertEqual("Läte “Person” <b>\r\nx", form["full_name"])
        page = browser.submit(form, full_name="Läte “Person” <b>")
        self.assertEqual([("Läte “Person” <b>",)],
                         self.rows("SELECT full_name FROM staff WHERE name = 'late'"))

    def test_a_form_of_an_earlier_sign_in(self):
        browser = self.session_of("the-administrator")
        form = browser.get("/admin/settings").form("/admin/settings")
        browser.cookies = self.session_of("the-administrator").cookies
        self.change("UPDATE session SET form_token = 'another' || id")
        page = browser.submit(form, audit_address_days="99")
        self.assertEqual((403, "Nothing is lost"), (page.status, page.title))
        browser.submit(page.form("/admin/settings"))
        self.assertIn('value="99"', browser.get("/admin/settings").text)

    def test_proving_carries_on(self):
        browser = self.session_of("the-administrator", age=700, proved=700)
        form = browser.get("/admin/settings").form("/admin/settings")
        page = browser.submit(form, audit_address_days="55")
        self.assertEqual("Your password, please", page.title)
        page = browser.submit(page.form("/admin/prove"), password="wrong")
        self.assertEqual(422, page.status)
        page = browser.submit(page.form("/admin/prove"), password=PASSWORD)
        self.assertEqual("One press more", page.title)
        page = browser.submit(page.form("/admin/settings"))
        self.assertIn("The settings were saved", page.text)
        self.assertIn('value="55"', page.text)

    def test_guessing_there_is_slowed_too(self):
        browser = self.session_of("the-publisher", age=700, proved=700)
        statuses = [browser.post("/admin/prove", password=f"guess {i}").status for i in range(5)]
        self.assertEqual([422] * 5, statuses)
        self.change("UPDATE attempt SET count = count + 6")
        self.assertEqual(429, browser.post("/admin/prove", password=PASSWORD).status)


class TestAccount(StaffSite):
    def setUp(self):
        self.change("DELETE FROM attempt")

    def test_sessions_are_listed_and_ended(self):
        make_staff(self.site, "two", "editor")
        here, there = Browser(self.site), Browser(self.site, agent="Mozilla/5.0 (iPhone) Safari/6")
        here.sign_in("two")
        there.sign_in("two")
        page = here.get("/admin/account")
        self.assertIn("Firefox on Linux", page.text)
        self.assertIn("Safari on iPhone", page.text)
        page = here.submit(page.form("/admin/account/sessions"))
        self.assertIn("That device is signed out", page.text)
        self.assertEqual(303, there.request("/admin/account").status)
        self.assertEqual(200, here.request("/admin/account").status)

    def test_nobody_ends_anothers_session(self):
        other = self.session_of("the-publisher")
        (ident,) = self.rows("SELECT max(id) FROM session")[0]
        self.session_of("the-editor").post("/admin/account/sessions", id=str(ident))
        self.assertEqual(200, other.request("/admin/account").status)

    def test_a_new_password_ends_the_other_sessions(self):
        browser = make_staff(self.site, "changer", "editor")
        other = Browser(self.site)
        other.sign_in("changer")
        old = browser.cookies["aftercare"]
        new = "violet-harbour-spoon-31"
        page = browser.get("/admin/account/password")
        page = browser.submit(page.form(), password=new, password_again=new)
        self.assertIn("The new password is set", page.text)
        self.assertNotEqual(old, browser.cookies["aftercare"])
        self.assertEqual(303, other.request("/admin/account").status)
        self.assertEqual(422, Browser(self.site).sign_in("changer").status)
        self.assertEqual("/admin/", Browser(self.site).sign_in("changer", new).path)

    def test_passwords_that_are_not_taken(self):
        browser = self.session_of("the-editor")
        form = browser.get("/admin/account/password").form()
        for password in ("short-one", "passwordpassword", "the-editor-2024", "qwertyuiop123",
                         "aaaaaaaaaaaaaaa", "x" * 1025):
            page = browser.submit(form, password=password, password_again=password)
            self.assertEqual(422, page.status, password)
            self.assertNotIn(f'value="{password}"', page.text)
        page = browser.submit(form, password=PASSWORD, password_again=PASSWORD + "x")
        self.assertIn("not the same", page.text)

    def test_one_time_codes(self):
        browser = make_staff(self.site, "coder", "editor")
        page = browser.submit(browser.get("/admin/account/codes").form(), do="start")
        self.assertIn("<svg", page.text)
        secret = re.search(r'class="secret">([^<]+)<', page.text).group(1)
        page = browser.submit(page.form(button="confirm"), do="confirm", code="000000")
        self.assertEqual(422, page.status)
        used = one_time_code(secret, step=-1)  # a moment later another code has this place
        page = browser.submit(page.form(button="confirm"), do="confirm", code=used)
        codes = re.findall(r"<li><code>([^<]+)<", page.text)
        self.assertEqual(10, len(set(codes)))
        self.assertNotIn(codes[0], browser.get("/admin/account/codes").text)
        stored = str(self.rows("SELECT * FROM recovery_code"))
        self.assertNotIn(codes[0].replace("-", ""), stored)
        other = Browser(self.site)
        page = other.sign_in("coder")
        self.assertEqual("One-time code", page.title)
        self.assertEqual(303, other.request("/admin/account").status)
        form = page.form("/admin/sign-in/code")
        for wrong in (used, one_time_code(secret, step=5), "", codes[0][:-1]):
            self.assertEqual(422, other.submit(form, code=wrong).status, wrong)
        self.change("DELETE FROM attempt")
        code = one_time_code(secret, step=1)
        self.assertEqual("/admin/", other.submit(form, code=f"{code[:3]} {code[3:]}").path)
        third = Browser(self.site)
        self.assertEqual(422, third.sign_in("coder", code=code).status, "a code works once")
        self.assertEqual("/admin/", third.sign_in("coder", code=codes[3].upper()).path)
        self.assertEqual(422, Browser(self.site).sign_in("coder", code=codes[3]).status)
        self.assertIn("9 recovery codes", third.get("/admin/account").text)

    def test_a_ticket_is_ours_and_young(self):
        form = {"ticket": "x" * 43 + ".1 9999999999", "code": "000000"}
        page = Browser(self.site).send("/admin/sign-in/code", list(form.items()))
        self.assertEqual(422, page.status)
        self.assertIn("name and password again", page.text)

    def test_codes_may_be_asked_for(self):
        browser = self.session_of("the-administrator")
        settings = browser.get("/admin/settings").form("/admin/settings")
        browser.submit(settings, require_codes="everyone")
        self.addCleanup(self.change, "DELETE FROM setting WHERE name = 'require_codes'")
        editor = self.session_of("the-editor")
        page = editor.get("/admin/")
        self.assertEqual("/admin/account/codes?next=/admin/", page.path)
        self.assertIn("Your clinic asks for these codes", page.text)
        self.assertEqual(200, editor.get("/admin/account").status)
        self.assertEqual("You are signed out.",
                         re.search(r'role="status">([^<]*)', editor.sign_out().text)[1])
        self.change("UPDATE setting SET value = 'administrators' WHERE name = 'require_codes'")
        self.assertEqual("/admin/", self.session_of("the-editor").get("/admin/").path)
        self.assertEqual("/admin/account/codes?next=/admin/",
                         self.session_of("the-administrator").get("/admin/").path)

    def set_up_codes(self, browser, page):
        """From the page that asks for codes to the one with the recovery codes."""
        page = browser.submit(page.form("/admin/account/codes", button="start"), do="start")
        secret = re.search(r'class="secret">([^<]+)<', page.text).group(1)
        page = browser.submit(page.form(button="confirm"), do="confirm", code="000000")
        self.assertEqual(422, page.status)
        return browser.submit(page.form(button="confirm"), do="confirm",
                              code=one_time_code(secret))

    def ask_codes_of_everyone(self):
        self.change("INSERT OR REPLACE INTO setting (name, value) VALUES ('require_codes', 'everyone')")
        self.addCleanup(self.change, "DELETE FROM setting WHERE name = 'require_codes'")

    def test_what_was_being_sent_when_codes_were_asked_for_goes_on(self):
        browser = make_staff(self.site, "typist", "editor")
        form = browser.get("/admin/documents/about").form("/admin/documents/about")
        self.ask_codes_of_everyone()
        page = browser.submit(form, title="Typed <b> meanwhile", do="save")
        self.assertEqual((403, "One-time codes"), (page.status, page.title))
        self.assertIn("Nothing is lost", page.text)
        page = self.set_up_codes(browser, page)
        self.assertIn("Your recovery codes", page.title)
        page = browser.submit(page.form("/admin/documents/about"))
        self.assertEqual("/admin/documents/about?done=saved", page.path)
        self.assertEqual("Typed <b> meanwhile", page.form("/admin/documents/about")["title"])
        self.change("DELETE FROM draft")

    def test_codes_and_the_password_may_both_come_between(self):
        browser = make_staff(self.site, "slowtypist", "editor")
        form = browser.get("/admin/documents/about").form("/admin/documents/about")
        self.ask_codes_of_everyone()
        self.change("UPDATE session SET proved_at = proved_at - 700")
        page = browser.submit(form, title="Typed long ago", do="save")
        page = browser.submit(page.form("/admin/account/codes", button="start"), do="start")
        page = browser.submit(page.form("/admin/prove"), password=PASSWORD)
        self.assertEqual("One press more", page.title)
        page = browser.submit(page.form("/admin/account/codes"))
        secret = re.search(r'class="secret">([^<]+)<', page.text).group(1)
        page = browser.submit(page.form(button="confirm"), do="confirm",
                              code=one_time_code(secret))
        page = browser.submit(page.form("/admin/documents/about"))
        self.assertEqual("Typed long ago", page.form("/admin/documents/about")["title"])
        self.change("DELETE FROM draft")

    def test_codes_that_were_set_up_in_another_window_let_go_on(self):
        browser = make_staff(self.site, "windows", "editor")
        form = browser.get("/admin/documents/about").form("/admin/documents/about")
        self.ask_codes_of_everyone()
        waiting = browser.submit(form, title="Two windows", do="save")
        page = self.set_up_codes(browser, browser.get("/admin/account/codes"))
        self.assertIn('href="/admin/account"', page.text)
        page = browser.submit(waiting.form("/admin/account/codes", button="start"), do="start")
        self.assertEqual("Nothing is lost", page.title)
        self.assertEqual("Two windows", page.form("/admin/documents/about")["title"])

    def test_who_sets_that_codes_are_asked_for_goes_on_where_they_were(self):
        browser = make_staff(self.site, "asker", "administrator")
        self.addCleanup(self.change, "DELETE FROM setting WHERE name = 'require_codes'")
        page = browser.submit(browser.get("/admin/settings").form("/admin/settings"),
                              require_codes="everyone")
        self.assertIn("One-time codes", page.title)
        self.assertIn("The settings were saved", page.text)
        page = self.set_up_codes(browser, page)
        self.assertIn('href="/admin/settings?done=settings"', page.text)
        self.assertIn("The settings were saved", browser.get("/admin/settings?done=settings").text)


class TestPeople(StaffSite):
    def setUp(self):
        self.change("DELETE FROM attempt")
        self.admin = self.session_of("the-administrator")

    def link_in(self, page):
        return re.search(r"http://[\w.:]+/admin/link/[\w-]+", page.text)[0]

    def test_a_new_person(self):
        form = self.admin.get("/admin/people").form("/admin/people")
        page = self.admin.submit(form, name="new-one", full_name="New One", role="publisher")
        link = self.link_in(page)
        self.assertNotIn(link.rsplit("/")[-1], self.admin.get("/admin/people").text)
        browser = open_link(self.site, link)
        self.assertIn("publisher", browser.get("/admin/account").text)
        page = Browser(self.site).get(urllib.parse.urlsplit(link).path)
        self.assertEqual(404, page.status, "a link works once")

    def test_links_grow_old(self):
        link = staff_command(self.site, "add", "slow-one").stdout.strip()
        self.change("UPDATE sign_in_link SET expires_at = 1")
        self.assertEqual(404, Browser(self.site).get(urllib.parse.urlsplit(link).path).status)

    def test_names_that_are_not_taken(self):
        form = self.admin.get("/admin/people").form("/admin/people")
        for name in ("the-editor", "A", "Capital", "with blank", "-x", "x" * 41, "a/b", ""):
            page = self.admin.submit(form, name=name, full_name="Typed Name")
            self.assertEqual(422, page.status, name)
            self.assertEqual("Typed Name", page.form("/admin/people")["full_name"])
        self.assertEqual(422, self.admin.submit(form, name="good-name", full_name="").status)

    def test_roles_and_doors(self):
        browser = make_staff(self.site, "moved", "editor")
        self.assertEqual(403, browser.get("/admin/people").status)
        self.admin.post("/admin/people/moved/role", role="administrator")
        self.assertEqual(200, browser.get("/admin/people").status)
        self.admin.post("/admin/people/moved/disable")
        self.assertEqual(303, browser.request("/admin/people").status)
        self.assertEqual(422, Browser(self.site).sign_in("moved").status)
        self.admin.post("/admin/people/moved/enable")
        other = Browser(self.site)
        self.assertEqual("/admin/", other.sign_in("moved").path)
        page = self.admin.post("/admin/people/moved/reset")
        self.assertEqual(303, other.request("/admin/account").status)
        self.assertEqual(422, Browser(self.site).sign_in("moved").status)
        open_link(self.site, self.link_in(page), "another-lantern-teapot-77")

    def test_an_administrator_stays(self):
        self.change("UPDATE staff SET role = 'editor' WHERE role = 'administrator'"
                    " AND name <> 'the-administrator'")
        for action, fields in (("disable", {}), ("role", {"role": "editor"})):
            page = self.admin.post(f"/admin/people/the-administrator/{action}", **fields)
            self.assertEqual(422, page.status)
            self.assertIn("Nobody would be left", page.text)
        done = staff_command(self.site, "disable", "the-administrator", check=False)
        self.assertEqual(1, done.returncode)
        self.assertEqual(200, self.admin.get("/admin/people").status)

    def test_the_command_line(self):
        self.assertEqual("", staff_command(self.site, "first").stdout)
        listed = staff_command(self.site, "list").stdout
        self.assertRegex(listed, r"(?m)^the-editor +editor +enabled +- +The-Editor Test$")
        for arguments, status in ((["add", "the-editor"], 1), (["add"], 2), (["nonsense"], 2),
                                  (["disable", "nobody-here"], 1), (["list", "x"], 2),
                                  (["add", "x-y", "--role", "queen"], 2)):
            done = staff_command(self.site, *arguments, check=False)
            self.assertEqual(status, done.returncode, arguments)
            self.assertTrue(done.stderr)


class TestFirst(unittest.TestCase):
    def test_the_first_administrator(self):
        with Site() as site:
            first = staff_command(site, "first").stdout.strip()
            second = staff_command(site, "first").stdout.strip()
            self.assertNotEqual(first, second)
            self.assertEqual(404, Browser(site).get(urllib.parse.urlsplit(first).path).status)
            browser = open_link(site, second)
            self.assertEqual(200, browser.get("/admin/people").status)
            self.assertEqual("", staff_command(site, "first").stdout)


class TestRateLimit(unittest.TestCase):
    def test_nginx_takes_few_sign_ins_of_an_address(self):
        with Site(limits=True) as site:
            statuses = [Browser(site).send("/admin/sign-in", [("name", "x")], follow=False).status
                        for _ in range(40)]
            self.assertEqual(422, statuses[0])
            self.assertGreater(statuses.count(429), 5)
            self.assertIn("wait", Browser(site).send("/admin/sign-in", [("name", "x")]).text)


class TestAudit(StaffSite):
    def setUp(self):
        self.change("DELETE FROM attempt")
        self.admin = self.session_of("the-administrator")

    def lines(self, query=""):
        page = self.admin.get("/admin/audit/export" + query)
        self.assertEqual(200, page.status)
        return [json.loads(line) for line in page.text.splitlines()]

    def test_who_did_what(self):
        Browser(self.site).sign_in("the-editor", "a wrong password")
        Browser(self.site).sign_in("the-editor")
        newest = self.lines()[:2]
        self.assertEqual(["sign-in", "sign-in-refused"], [line["action"] for line in newest])
        self.assertEqual({"the-editor"}, {line["who"] for line in newest})
        self.assertEqual({"127.0.0.1"}, {line["address"] for line in newest})

    def test_filters(self):
        for query, name, value in (("?who=the-editor", "who", "the-editor"),
                                   ("?action=staff-added", "action", "staff-added")):
            lines = self.lines(query)
            self.assertTrue(lines)
            self.assertEqual({value}, {line[name] for line in lines})
        self.assertEqual([], self.lines("?who=nobody-here"))
        self.assertEqual([], self.lines("?document=no-such-key"))
        page = self.admin.get("/admin/audit?action=staff-added")
        self.assertIn("Person added", page.text)
        self.assertIn("/admin/audit/export?action=staff-added", page.text)

    def test_pages(self):
        now = int(time.time())
        for number in range(250):
            self.change("INSERT INTO audit (at, who, action, detail) VALUES (?, 'x', 'published', ?)",
                        now, f"line {number}.")
        page, seen = self.admin.get("/admin/audit?action=published"), []
        while True:
            seen += re.findall(r"line (\d+)\.", page.text)
            older = re.search(r'href="([^"]+)">Older', page.text)
            if not older:
                break
            page = self.admin.get(older[1].replace("&amp;", "&"))
        self.assertEqual([str(n) for n in reversed(range(250))], seen)

    def test_nothing_is_changed_or_deleted(self):
        for statement in ("DELETE FROM audit", "UPDATE audit SET who = 'x'",
                          "UPDATE audit SET detail = 'x'", "UPDATE audit SET address = '192.0.2.1'"):
            with self.assertRaises(sqlite3.IntegrityError):
                self.change(statement)

    def test_addresses_are_forgotten(self):
        self.change("INSERT INTO audit (at, who, action, detail, address) VALUES"
                    " (?, 'x', 'sign-in', '', '192.0.2.9'), (?, 'x', 'sign-in', '', '192.0.2.8')",
                    int(time.time()) - 31 * 86400, int(time.time()) - 29 * 86400)
        self.change("DELETE FROM setting WHERE name = 'audit_address_days'")
        Browser(self.site).sign_in("the-editor")
        kept = {row[0] for row in self.rows("SELECT address FROM audit")}
        self.assertNotIn("192.0.2.9", kept)
        self.assertIn("192.0.2.8", kept)

    def test_settings_are_checked(self):
        form = self.admin.get("/admin/settings").form("/admin/settings")
        for value in ("-1", "3651", "x", "", "1e3", "99999999999999999999"):
            page = self.admin.submit(form, audit_address_days=value)
            self.assertEqual(422, page.status, value)
        self.assertEqual(422, self.admin.post("/admin/settings", require_codes="maybe").status)
        self.assertEqual([], self.rows("SELECT * FROM setting WHERE name = 'require_codes'"))

    def test_settings_are_saved_together_or_not_at_all(self):
        kept = self.rows("SELECT name, value FROM setting")
        self.change("CREATE TRIGGER disk_full BEFORE INSERT ON setting WHEN NEW.name = 'audit_address_days'"
                    " BEGIN SELECT RAISE(ABORT, 'stands in for a full disk'); END")
        self.addCleanup(self.change, "DROP TRIGGER disk_full")
        form = self.admin.get("/admin/settings").form("/admin/settings")
        page = self.admin.submit(form, second_person="yes", audit_address_days="7")
        self.assertEqual(503, page.status)
        self.assertEqual(kept, self.rows("SELECT name, value FROM setting"))


if __name__ == "__main__":
    unittest.main()
