"""Staff for tests: people who can sign in, and a browser without a screen.

    make_staff(site, "ada", "publisher")            through the command line and the real pages
    browser = Browser(site)
    browser.sign_in("ada")                          or sign_in("ada", code=one_time_code(secret))
    page = browser.get("/admin/account")            a Page: status, text, headers, path, forms
    form = page.form("/admin/account/sessions")     the form with that action (or the only one)
    form["name"] = "value"                          fields as they stand in the page
    page = browser.submit(form, do="save")          presses the button do=save; follows 303
    page = browser.post("/admin/people", name="x")  a post of our own, with the session's form_token

What is sent is what a browser sends: Origin, cookies, urlencoded fields in the order of the page.
"""

import base64
import hashlib
import hmac
import html.parser
import re
import sqlite3
import struct
import time
import urllib.parse

from harness import SiteTest

PASSWORD = "gravel-teapot-lantern-94"
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


class Form:
    """fields: [[name, value]] in the order of the page, without buttons; buttons: (name, value)."""

    def __init__(self, attributes, path):
        self.method = attributes.get("method", "get").lower()
        self.action = urllib.parse.urljoin(path, attributes.get("action") or path)
        self.multipart = attributes.get("enctype") == "multipart/form-data"
        self.id = attributes.get("id")
        self.fields = []
        self.buttons = []
        self.names = set()

    def __getitem__(self, name):
        return next(value for each, value in self.fields if each == name)

    def get(self, name, otherwise=None):
        return next((value for each, value in self.fields if each == name), otherwise)

    def __contains__(self, name):
        return name in self.names

    def __setitem__(self, name, value):
        """Sets the first field of that name; None takes it away, as an unticked box."""
        if name not in self.names:
            raise KeyError(f"the form has no field {name}; it has {sorted(self.names)}")
        if value is None:
            self.fields = [pair for pair in self.fields if pair[0] != name]
            return
        for pair in self.fields:
            if pair[0] == name:
                pair[1] = value
                return
        self.fields.append([name, value])


class FormParser(html.parser.HTMLParser):
    """All forms of a page, with fields that stand elsewhere but name their form."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path = path
        self.forms = []
        self.by_id = {}
        self.form = self.textarea = self.select = self.option = None

    def target(self, attributes):
        return self.by_id.get(attributes.get("form"), self.form)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.form = Form(attributes, self.path)
            self.forms.append(self.form)
            if self.form.id:
                self.by_id[self.form.id] = self.form
        form = self.target(attributes)
        if not form:
            return
        if tag == "input":
            self.input(form, attributes)
        elif tag == "textarea":
            self.textarea = [form, attributes.get("name"), ""]
        elif tag == "select":
            self.select = [form, attributes.get("name"), None, None]
        elif tag == "option":
            self.option = ["value" in attributes, attributes.get("value", ""),
                           "selected" in attributes, ""]
        elif tag == "button" and attributes.get("type", "submit") == "submit":
            form.buttons.append((attributes.get("name"), attributes.get("value", "")))

    def input(self, form, attributes):
        name, kind = attributes.get("name"), attributes.get("type", "text").lower()
        if kind == "submit":
            form.buttons.append((name, attributes.get("value", "")))
        if not name or kind in ("submit", "button", "image", "reset", "file"):
            return
        form.names.add(name)
        if "disabled" in attributes:
            return
        if kind in ("checkbox", "radio"):
            if "checked" in attributes:
                form.fields.append([name, attributes.get("value") or "on"])
            return
        form.fields.append([name, attributes.get("value") or ""])

    def handle_data(self, data):
        if self.textarea:
            self.textarea[2] += data
        elif self.option:
            self.option[3] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.textarea:
            form, name, text = self.textarea
            self.textarea = None
            if name:
                form.names.add(name)
                # HTML drops one newline right after the tag; a browser sends CRLF.
                text = text[1:] if text.startswith("\n") else text
                text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
                form.fields.append([name, text])
        elif tag == "option" and self.option and self.select:
            given, value, selected, text = self.option
            value = value if given else text.strip()
            self.option = None
            if selected or self.select[2] is None:
                self.select[2] = value
        elif tag == "select" and self.select:
            form, name, value, _ = self.select
            self.select = None
            if name:
                form.names.add(name)
                if value is not None:
                    form.fields.append([name, value])


class Page:
    def __init__(self, answer, path):
        self.status, self.headers, self.body, self.path = (answer.status, answer.headers,
                                                           answer.body, path)
        self.text = answer.body.decode("utf-8", "replace")
        parser = FormParser(path)
        if (answer.headers.get("Content-Type") or "").startswith("text/html"):
            parser.feed(self.text)
        self.forms = parser.forms

    @property
    def location(self):
        return self.headers.get("Location")

    @property
    def title(self):
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.text, re.S)
        return re.sub(r"<[^>]+>", "", found.group(1)).strip() if found else ""

    def form(self, action=None, button=None):
        """The form with that action (a path, or its end) or that button's value; else the only one
        besides the one that signs out."""
        found = [form for form in self.forms if not form.action.endswith("/sign-out")]
        if action == "/admin/sign-out":
            found = self.forms
        if action:
            found = [form for form in found if form.action.split("?")[0].endswith(action)]
        if button:
            found = [form for form in found if any(value == button for _, value in form.buttons)]
        if not found:
            raise AssertionError(f"no form {action or ''} {button or ''} in {self.path} "
                                 f"({self.status}): {[form.action for form in self.forms]}")
        return found[0]


class Browser:
    """One person's browser: keeps cookies, sends Origin, follows 303."""

    def __init__(self, site, agent=AGENT, origin=None):
        self.site, self.agent = site, agent
        self.origin = origin
        self.cookies = {}
        self.headers = {}
        self.form_token = None

    def request(self, path, method="GET", body=None, **headers):
        """One request, nothing followed."""
        sent = {"User-Agent": self.agent, **self.headers, **headers}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            sent.setdefault("Origin", self.origin or f"http://127.0.0.1:{self.site.port}")
        answer = self.site.get(path, method=method, body=body, **sent)
        for field in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = field.split(";")[0].partition("=")
            if "Max-Age=0" in field:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        page = Page(answer, path)
        for form in page.forms:
            self.form_token = form.get("form_token", self.form_token)
        return page

    def follow(self, page, most=5):
        while page.status == 303 and most:
            page, most = self.get(page.location, follow=False), most - 1
        return page

    def get(self, path, follow=True, **headers):
        page = self.request(path, **headers)
        return self.follow(page) if follow else page

    def send(self, path, pairs, follow=True, **headers):
        """A post of these (name, value) pairs, as they are."""
        body = urllib.parse.urlencode(pairs).encode()
        page = self.request(path, "POST", body,
                            **{"Content-Type": "application/x-www-form-urlencoded", **headers})
        return self.follow(page) if follow else page

    def post(self, path, follow=True, **fields):
        """A post with the session's form_token and these fields."""
        if not self.form_token:
            self.get("/admin/account")
        return self.send(path, [("form_token", self.form_token or ""), *fields.items()], follow)

    def submit(self, form, follow=True, do=None, **fields):
        """Sends a form as its button does: do is the value of the button named "do" (any other
        button may be given among the fields)."""
        for name, value in fields.items():
            form[name] = value
        pairs = [tuple(pair) for pair in form.fields]
        if do:
            if ("do", do) not in form.buttons:
                raise AssertionError(f"no button do={do}; there are {form.buttons}")
            pairs.append(("do", do))
        if form.method == "get":
            return self.get(form.action + "?" + urllib.parse.urlencode(pairs), follow)
        return self.send(form.action, pairs, follow)

    def sign_in(self, name, password=PASSWORD, code=None, next_path=None, follow=True):
        """Through the sign-in page; returns the page after it."""
        path = "/admin/sign-in"
        if next_path:
            path += "?next=" + urllib.parse.quote(next_path)
        page = self.submit(self.get(path).form("/admin/sign-in"), follow=False, name=name,
                           password=password)
        if code:
            page = self.submit(page.form("/admin/sign-in/code"), follow=False, code=code)
        return self.follow(page) if follow else page

    def sign_out(self):
        return self.post("/admin/sign-out")


def staff_command(site, *arguments, check=True):
    return site.run("staff", "--database", site.database, "--base-url",
                    f"http://127.0.0.1:{site.port}", *arguments, check=check)


def open_link(site, link, password=PASSWORD):
    """Sets a password with a link; returns the browser that is then signed in."""
    browser = Browser(site)
    path = urllib.parse.urlsplit(link).path
    page = browser.submit(browser.get(path).form(), follow=False, password=password,
                          password_again=password)
    if page.status != 303:
        raise AssertionError(f"the link was not taken: {page.status} {page.text}")
    return browser


def make_staff(site, name, role, password=PASSWORD, full_name=None):
    """Adds a person who can sign in; returns a browser in which they are."""
    done = staff_command(site, "add", name, "--role", role, "--full-name",
                         full_name or f"{name.title()} Test")
    return open_link(site, done.stdout.strip(), password)


def one_time_code(secret, at=None, step=0):
    """The code of RFC 6238 for a base32 secret; step: so many steps later."""
    padded = secret.replace(" ", "").upper()
    key = base64.b32decode(padded + "=" * (-len(padded) % 8))
    counter = int((time.time() if at is None else at) // 30) + step
    digest = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset:offset + 4])[0] & 0x7fffffff
    return f"{number % 1000000:06}"


class StaffTest(SiteTest):
    """A site with one person of each role, signed in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.editor = make_staff(cls.site, "eve", "editor")
        cls.publisher = make_staff(cls.site, "pam", "publisher")
        cls.administrator = make_staff(cls.site, "ada", "administrator")

    def rows(self, sql, *values):
        with sqlite3.connect(f"file:{self.site.database}?mode=ro", uri=True) as database:
            return database.execute(sql, values).fetchall()
