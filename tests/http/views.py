"""Every page that people see, for the tests that look at all of them in a browser.

    views = patient_views(site)             what links, lists and forms of the patients' pages lead to
    people, views = staff_views(site)       staff's pages, and who sees them
    write_views(file, views, people)        what tests/browser/site.mjs reads

A view is a dict:

    name    a word or two, for tables and messages
    path    where to go
    who     whose cookies to send: a name of people, or "patient" for none
    fill    {field: value} to set in the form that press belongs to; a field that it lacks is added
    press   a CSS selector of the button that then sends it; None where the page itself is looked at

A page that nobody thought of is found all the same: each GET route of `aftercare routes` that shows
a page must have a view (unseen), so that a new route without one fails.
"""

import json
import re
import sqlite3
import subprocess
import urllib.parse

from harness import BINARY
from pages import crawl
from staff import PASSWORD, Browser, make_staff, one_time_code, staff_command

AFTERCARE = "/aftercare/micro-needling"
PLAN = "#plan-form button:not([name])"

# Routes that show no page to people: files, feeds, and addresses that lead elsewhere.
NO_PAGE = {"/robots.txt", "/sitemap.xml", "/sitemap/{part}", "/feed.atom", "/opensearch.xml",
           "/.well-known/security.txt", "/health", "/helpful", "/aftercare/{slug}/plan",
           "/manifest.webmanifest", "/brand/{name}", "/admin", "/admin/look/{key}/{text}/{name}",
           "/admin/audit/export", "/admin/exchange/export"}


def view(name, path, who="patient", fill=None, press=None):
    return {"name": name, "path": path, "who": who, "fill": fill or {}, "press": press}


# --- Patients -----------------------------------------------------------------------------------

# What no link leads to, because somebody has typed it, or because it is gone.
TYPED = [
    view("search-hit", "/search?q=sauna"),
    view("search-question", "/search?q=how+long+will+my+face+be+red"),
    view("search-none", "/search?q=xyzzy"),
    view("search-long", "/search?q=" + "w" * 200),
    view("can-i-slip", "/can-i?activity=sawna"),
    view("can-i-unknown", "/can-i?activity=xyzzy"),
    view("not-found", "/nope"),
    view("not-found-treatment", "/treatments/nope"),
    view("leaflet-old", "/leaflet/micro-needling/9-9-9"),
    view("thanks-yes", "/helpful/yes/micro-needling-aftercare"),
    view("thanks-no", "/helpful/no/micro-needling-aftercare"),
    view("api-docs", "/api/v1/docs"),
]

# What the form on a treatment's aftercare answers: before, in the middle, after all, and asked again.
PLANS = [view(f"plan-{name}", AFTERCARE, fill=fill, press=PLAN) for name, fill in {
    "before": {"treated": "2026-11-23", "hour": "14:00", "at": "2026-11-20"},
    "first-day": {"treated": "2026-11-23", "hour": "14:00", "at": "2026-11-23T16:00"},
    "middle": {"treated": "2026-11-23", "hour": "14:00", "at": "2026-11-25"},
    "over": {"treated": "2026-11-23", "at": "2027-01-25"},
    "no-date": {"treated": ""},
    "odd-date": {"treated": "soon", "hour": "99"},
}.items()]


def name_of(path):
    return re.sub(r"\W+", "-", path).strip("-") or "home"


def patient_views(site, leave_out=None):
    """leave_out: a pattern of paths, for what there are many of the same."""
    linked = [path for path, (_, page) in sorted(crawl(site).items())
              if page and not (leave_out and re.search(leave_out, path))]
    views = [view(name_of(path), path) for path in linked]
    views += [each for each in TYPED if each["path"] not in linked] + PLANS
    missing = unseen(views, lambda path: not path.startswith(("/api/", "/admin")))
    if missing:
        raise AssertionError(f"no view of {missing}: is it a page? Then tests/http/views.py needs one")
    return views


# --- Staff --------------------------------------------------------------------------------------

# What stands in the braces of a route. The document that has everything is looked at.
PARAMETERS = {"key": "micro-needling", "number": "1"}

# Instead of, or besides, the path that PARAMETERS make of a route.
STAFF_PATHS = {
    "/admin/find": ["/admin/find", "/admin/find?q=micro-needling", "/admin/find?q=%3Cb%3E"],
    "/admin/publish": ["/admin/publish?key=privacy&key=micro-needling&key=about&key=nothing"],
    "/admin/compare/{key}": ["/admin/compare/accessibility?from=1&to=2"],
    "/admin/history/{key}": ["/admin/history/accessibility"],
    "/admin/history/{key}/{number}": ["/admin/history/accessibility/1"],
    "/admin/history/{key}/{number}/page": ["/admin/history/accessibility/1/page"],
    "/admin/logo/{key}": ["/admin/logo/clinic"],
    "/admin/on/{key}": ["/admin/on/accessibility?day=2030-01-01"],
    "/admin/documents/{key}": [f"/admin/documents/{key}" for key in (
        "micro-needling", "micro-needling-aftercare", "clinic", "privacy", "whom-do-i-call")],
}

MAIN = "main form button"
BY_BUTTON = '[name="do"][value="{}"]'

# What a press of a button shows: refusals above all. None of these saves anything that others read.
STAFF_FORMS = [
    view("sign-in-refused", "/admin/sign-in", "nobody", {"name": "ada", "password": "wrong"}, MAIN),
    view("sign-in-code", "/admin/sign-in", "nobody", {"name": "cody", "password": PASSWORD}, MAIN),
    view("people-refused", "/admin/people", "ada", {"name": "A b", "full_name": ""},
         'form[action="/admin/people"] button'),
    view("person-added", "/admin/people", "ada", {"name": "newcomer", "full_name": "New Comer"},
         'form[action="/admin/people"] button'),
    view("password-refused", "/admin/account/password", "ada", {"password": "short", "password_again": "s"},
         MAIN),
    view("codes-start", "/admin/account/codes", "ada", {}, BY_BUTTON.format("start")),
    view("codes-refused", "/admin/account/codes", "eve", {"code": "1"}, BY_BUTTON.format("confirm")),
    view("codes-renewed", "/admin/account/codes", "cody", {}, BY_BUTTON.format("renew")),
    view("edit-conflict", "/admin/documents/about", "ada", {"version": "0", "title": "Mine"},
         BY_BUTTON.format("save")),
    view("edit-discard", "/admin/documents/about", "ada", {}, BY_BUTTON.format("discard")),
    view("import-refused", "/admin/exchange", "ada", {"file": "no documents"}, 'form[enctype] button'),
    view("logo-refused", "/admin/logo/clinic", "ada", {"file": "no picture"}, BY_BUTTON.format("upload")),
    view("prove", "/admin/account/password", "pia"),
    view("admin-forbidden", "/admin/people", "eve"),
    view("admin-not-found", "/admin/nope", "ada"),
    view("admin-no-document", "/admin/documents/nope", "ada"),
]


def save(browser, key, **fields):
    """Saves a draft through the form."""
    form = browser.get(f"/admin/documents/{key}").form(f"/admin/documents/{key}", button="save")
    return browser.submit(form, do="save", **fields)


def prepare_documents(browser):
    """Something of everything: a history, a review, a draft, faults, words to escape."""
    save(browser, "accessibility", title="Second <b> & \"more\"")
    page = browser.get("/admin/publish?key=accessibility")
    browser.submit(page.form("/admin/publish"), note="why <i> & how")
    save(browser, "about", title="Under <review>")
    page = browser.get("/admin/publish?key=about")
    browser.submit(page.form("/admin/review/about"), note="look at <this>")
    save(browser, "privacy", title="")
    save(browser, "micro-needling", title="A draft & so on", what="A wholly other text.")


def prepare_people(site):
    """The browser of an administrator, and {name: cookies}: hers, an editor's who has begun to set up
    one-time codes, those of one who has them, and of one whose password must be typed again."""
    ada = make_staff(site, "ada", "administrator")
    eve = make_staff(site, "eve", "editor")
    pia = make_staff(site, "pia", "publisher")
    cody = make_staff(site, "cody", "publisher")
    begin = {each: each.submit(each.get("/admin/account/codes").form(button="start"), do="start")
             for each in (cody, eve)}
    page = begin[cody]
    secret = re.search(r'class="secret"[^>]*>(?:<code>)?([A-Z2-7 ]+)', page.text)[1]
    cody.submit(page.form(button="confirm"), do="confirm", code=one_time_code(secret))
    with sqlite3.connect(site.database) as database:
        database.execute("UPDATE session SET proved_at = proved_at - 700"
                         " WHERE staff = (SELECT id FROM staff WHERE name = 'pia')")
    return ada, {"nobody": {}, "ada": ada.cookies, "eve": eve.cookies, "pia": pia.cookies, "cody": cody.cookies}


def staff_paths(pattern, link):
    """(path, who) of what is looked at of a route."""
    if pattern == "/admin/sign-in":
        return [(pattern, "nobody")]
    if pattern == "/admin/link/{token}":
        return [(link, "nobody")]
    if pattern in STAFF_PATHS:
        return [(path, "ada") for path in STAFF_PATHS[pattern]]
    unknown = set(re.findall(r"\{(\w+)\}", pattern)) - set(PARAMETERS)
    if unknown:
        raise AssertionError(f"what stands for {unknown} of {pattern}? tests/http/views.py needs to know")
    return [(pattern.format(**PARAMETERS), "ada")]


def staff_views(site):
    """Makes people and drafts, and returns (people, views): all that staff's routes show."""
    ada, people = prepare_people(site)
    prepare_documents(ada)
    link = urllib.parse.urlsplit(staff_command(site, "add", "linked", "--role", "editor", "--full-name",
                                               "Linked Test").stdout.strip()).path
    views = [view("admin-link" if path == link else name_of(path), path, who)
             for pattern in page_routes() if pattern.startswith("/admin")
             for path, who in staff_paths(pattern, link)]
    views += [view("link-refused", link, "nobody", {"password": "short", "password_again": "s"}, MAIN), *STAFF_FORMS]
    missing = unseen(views, lambda path: path.startswith("/admin"))
    if missing:
        raise AssertionError(f"no view of {missing}")
    return people, views


# --- Routes -------------------------------------------------------------------------------------

def routes():
    """(method, pattern) of every route."""
    output = subprocess.run([str(BINARY), "routes"], capture_output=True, text=True, check=True).stdout
    return [tuple(line.split(None, 2)[:2]) for line in output.splitlines()]


def page_routes():
    """The patterns of those that show a page."""
    return [pattern for method, pattern in routes() if method == "GET" and pattern not in NO_PAGE]


def pattern_of(path, patterns):
    """The first pattern that path matches, as the router has them in order."""
    path = path.split("?")[0]
    return next((each for each in patterns if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", each), path)), None)


def unseen(views, is_meant):
    """Patterns of pages that none of these views shows."""
    patterns = [pattern for method, pattern in routes() if method == "GET"]
    seen = {pattern_of(each["path"], patterns) for each in views}
    return sorted(each for each in page_routes() if is_meant(each) and each not in seen)


# --- For the browser, and without one -----------------------------------------------------------

def write_views(file, views, people=None):
    file.write_text(json.dumps({"people": people or {}, "views": views}))
    return file


def read(site, each, people=None):
    """The answer to a view without a browser: its bytes as they came."""
    browser = Browser(site)
    browser.cookies = dict((people or {}).get(each["who"], {}))
    page = browser.get(each["path"])
    if not each["press"]:
        return page
    form = form_of(page, each["press"])
    pairs = [(name, value) for name, value in form.fields if name not in each["fill"]]
    do = re.search(r'\[value="(\w+)"\]', each["press"])
    pairs += [*each["fill"].items(), *([("do", do[1])] if do else [])]
    return browser.send(form.action, pairs)


def form_of(page, press):
    """The form of a button, from as much of CSS as the selectors above use."""
    if action := re.search(r'form\[action="(.*?)"\]', press):
        return page.form(action[1])
    if button := re.search(r'\[value="(\w+)"\]', press):
        return page.form(button=button[1])
    if form_id := re.match(r"#([\w-]+)", press):
        return next(each for each in page.forms if each.id == form_id[1])
    return page.form()
