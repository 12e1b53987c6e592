"""The shipped nginx configuration in front of the real daemon: headers, cache, limits, privacy."""

import gzip
import json
import os
import re
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from harness import PATIENCE, SOURCE, Site, SiteTest, free_port, wait_for

PAGE = "/treatments/micro-needling"
DOCUMENT = "/api/v1/treatments/micro-needling"
HOME = "/"
LONG = "a" * 9000

# RFC 9110, 15 and RFC 6585.
TITLES = {400: "Bad Request", 412: "Precondition Failed", 413: "Content Too Large",
          414: "URI Too Long", 431: "Request Header Fields Too Large", 501: "Not Implemented"}

SECURITY = {
    "Content-Security-Policy":
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": None,
    "Cross-Origin-Resource-Policy": "same-origin",
}


def decoded(answer):
    coding = answer.headers.get("Content-Encoding")
    if coding == "gzip":
        return gzip.decompress(answer.body)
    if coding == "br":
        return subprocess.run(["brotli", "-dc"], input=answer.body, capture_output=True,
                              check=True).stdout
    return answer.body


def head_of(raw):
    """Status and {name: [values]} of an answer to Site.raw."""
    head = raw.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    fields = {}
    for line in head[1:]:
        name, _, value = line.partition(": ")
        fields.setdefault(name.lower(), []).append(value)
    return int(head[0].split()[1]), fields


def static_paths(site):
    return re.findall(r'(?:href|src)="(/static/[^"]+)"', site.get(HOME).text)


class TestSecurityHeaders(SiteTest):
    def check(self, answer, status, **differing):
        self.assertEqual(status, answer.status)
        for name, value in {**SECURITY, **differing}.items():
            self.assertEqual(value and [value], answer.headers.get_all(name), name)
        self.assertEqual(1, len(answer.headers.get_all("Permissions-Policy")))
        self.assertNotRegex(answer.headers.get("Server", ""), r"\d", "nginx's version is shown")

    def test_pages(self):
        for path, status in ((HOME, 200), (PAGE, 200), ("/nope", 404), ("/health", 200),
                             ("/search?q=redness", 200), ("/nope/", 308), ("/a%0ab", 400)):
            with self.subTest(path):
                self.check(self.site.get(path), status)

    def test_other_methods(self):
        self.check(self.site.get(PAGE, "HEAD"), 200)
        self.check(self.site.get(PAGE, "POST", b"a=b"), 405)
        self.check(self.site.get(PAGE, "DELETE"), 405)
        self.check(self.site.get(PAGE, "TRACE"), 405)

    def test_not_modified(self):
        etag = self.site.get(PAGE).headers["ETag"]
        self.check(self.site.get(PAGE, **{"If-None-Match": etag}), 304)

    def test_static(self):
        for path in static_paths(self.site):
            with self.subTest(path):
                self.check(self.site.get(path), 200)
        for path, status in (("/static/nope.css", 404), ("/static/", 308)):
            answer = self.site.get(path)
            self.check(answer, status)
            self.assertEqual(["no-store"], answer.headers.get_all("Cache-Control"))

    def test_api(self):
        for path, status in (("/api/v1/", 200), (DOCUMENT, 200), ("/api/v1/nope", 404),
                             (DOCUMENT + "?nonsense=1", 400)):
            with self.subTest(path):
                self.check(self.site.get(path), status,
                           **{"Cross-Origin-Resource-Policy": "cross-origin"})

    def test_admin_sends_its_own_origin_and_stands_apart(self):
        for path, status in (("/admin", 308), ("/admin/", 303), ("/admin/nope", 404)):
            with self.subTest(path):
                self.check(self.site.get(path), status,
                           **{"Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"})
        self.check(self.site.get("/administrator"), 404)

    def test_pages_of_nginx(self):
        self.check(self.site.get("/", **{"Host": "a b"}), 400)
        self.check(self.site.get("/" + LONG), 414)
        self.check(self.site.get("/", X=LONG), 431)
        self.check(self.site.get("/", "POST", b"x" * 20000), 413)


class TestErrorPages(SiteTest):
    """What nginx refuses by itself is told in our words, in the form that its reader uses."""

    def check_page(self, answer, status):
        self.assertEqual(status, answer.status)
        self.assertEqual("text/html; charset=utf-8", answer.headers["Content-Type"])
        self.assertEqual("no-store", answer.headers["Cache-Control"])
        self.assertIn('<html lang="en">', answer.text)
        self.assertNotIn("nginx", answer.text)

    def check_problem(self, answer, status):
        self.assertEqual(status, answer.status)
        self.assertEqual("application/problem+json", answer.headers["Content-Type"])
        self.assertEqual("no-store", answer.headers["Cache-Control"])
        problem = answer.json()
        self.assertTrue(problem["title"])
        self.assertTrue(problem["detail"])
        self.assertEqual(status, problem["status"])
        self.assertEqual(TITLES[status], problem["title"])
        self.assertEqual(status == 400, problem["detail"].startswith("Something in the address"))
        self.assertEqual("*", answer.headers["Access-Control-Allow-Origin"])
        self.assertIn("Retry-After", answer.headers["Access-Control-Expose-Headers"])
        self.assertEqual("cross-origin", answer.headers["Cross-Origin-Resource-Policy"])

    def test_bad_request(self):
        self.check_page(self.site.get("/%00"), 400)
        self.check_page(self.site.get("/%zz"), 400)
        self.check_page(self.site.get("/", **{"Host": "a b"}), 400)
        self.check_problem(self.site.get("/api/v1/", **{"Host": "a b"}), 400)
        for path in ("/api/v1/faqs/%00", "/api/v1/%zz", "http://a.example/api/v1/%00"):
            self.check_problem(self.site.get(path), 400)
        self.check_page(self.site.get("/apiary/%00"), 400)

    def test_not_http(self):
        status, fields = head_of(self.site.raw(b"\x16\x03\x01 what?\r\n\r\n"))
        self.assertEqual(400, status)
        self.assertEqual([SECURITY["Content-Security-Policy"]], fields["content-security-policy"])

    def test_unknown_protocol_or_coding(self):
        status, _ = head_of(self.site.raw(b"GET / HTTP/3.0\r\nHost: a\r\n\r\n"))
        self.assertEqual(505, status)
        self.check_problem(self.site.get("/api/v1/", **{"Transfer-Encoding": "rot13"}), 501)

    def test_too_large(self):
        self.check_page(self.site.get("/", "POST", b"x" * 20000), 413)
        self.check_problem(self.site.get("/api/v1/", "POST", b"x" * 20000), 413)

    def test_too_large_for_staff(self):
        patients = self.site.get("/administrator", "POST", b"x" * 20000)
        self.check_page(patients, 413)
        self.assertNotIn("Go to the desk", patients.text)
        for path in ("/admin/logo/clinic", "/admin/sign-in", "/admin/exchange"):
            answer = self.site.get(path, "POST", b"x" * 9_000_000)
            self.check_page(answer, 413)
            self.assertIn("says how large a file may be", answer.text)
            self.assertIn("Go to the desk", answer.text)
            self.assertNotIn('action="/search"', answer.text)
            self.assertRegex(answer.text, r'href="/static/admin\.\w{8}\.css"')

    def test_too_long(self):
        self.check_page(self.site.get("/" + LONG), 414)
        self.check_page(self.site.get("/", X=LONG), 431)
        self.check_problem(self.site.get("/api/v1/", X=LONG), 431)
        self.check_problem(self.site.get("/api/v1/search?q=" + LONG), 414)

    def test_condition_that_does_not_hold(self):
        """From the cache too, where nginx 1.22 crashes if it finds out late."""
        for _ in range(2):
            for name, value in (("If-Match", '"no"'), ("If-Match", "*"),
                                ("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")):
                self.check_page(self.site.get(PAGE, **{name: value}), 412)
                self.check_problem(self.site.get(DOCUMENT, **{name: value}), 412)
                self.check_page(self.site.get(static_paths(self.site)[0], **{name: value}), 412)
                for path in (PAGE, DOCUMENT):
                    self.assertEqual(200, self.site.get(path).status)
        self.assertEqual([], self.site.nginx_crashes())

    def test_the_clinics_own_files_are_refused_in_our_words_too(self):
        """Their location has an error page of its own."""
        self.check_page(self.site.get("/brand/logo.svg", **{"If-Match": "*"}), 412)
        self.check_page(self.site.get("/brand/logo.svg", "POST", b"x" * 20000), 413)

    def test_their_folder_is_not_a_page(self):
        answer = self.site.get("/errors/bad-request.html")
        self.assertEqual(404, answer.status)
        self.assertIn('action="/search"', answer.text)

    def test_missing_static_file_is_our_404(self):
        answer = self.site.get("/static/nope.css")
        self.assertEqual(404, answer.status)
        self.assertIn('action="/search"', answer.text)

    def test_every_file_is_sound_html(self):
        for path in sorted(self.site.errors.glob("*.html")):
            with self.subTest(path.name):
                self.assertNotRegex(path.read_text(), r"<script>|\sstyle=|\son\w+=")
        self.assertEqual(["bad-request", "enough", "slow-down", "too-large", "too-large-staff", "too-long",
                          "unavailable"],
                         sorted(path.stem for path in self.site.errors.glob("*.html")))
        # Those that nginx has before the daemon has written any are as complete.
        for folder in (self.site.errors, SOURCE / "www/nginx/errors"):
            problems = {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}
            self.assertEqual({"bad-request": 400, "enough": 429, "slow-down": 429, "too-large": 413,
                              "too-large-staff": 413, "too-long": 414, "unavailable": 503},
                             {name: each["status"] for name, each in problems.items()})
            self.assertIn("ten seconds", problems["slow-down"]["detail"], "as Retry-After says")
            self.assertIn("ten seconds", (folder / "slow-down.html").read_text())


class TestCache(SiteTest):
    def test_etag_is_answered_from_the_cache(self):
        first = self.site.get(PAGE)
        self.assertEqual("no-cache", first.headers["Cache-Control"])
        self.assertIn("Accept-Encoding", first.headers["Vary"])
        self.assertIsNone(first.headers["X-Accel-Expires"])
        self.assertIsNone(first.headers["Set-Cookie"])
        for etag in (first.headers["ETag"], "W/" + first.headers["ETag"],
                     '"other", ' + first.headers["ETag"]):
            answer = self.site.get(PAGE, **{"If-None-Match": etag})
            self.assertEqual((304, b""), (answer.status, answer.body))
            self.assertEqual(first.headers["ETag"], answer.headers["ETag"])
        self.assertEqual(200, self.site.get(PAGE, **{"If-None-Match": '"other"'}).status)

    def test_condition_with_a_query_reaches_the_daemon(self):
        first = self.site.get(DOCUMENT + "?pretty=1")
        answer = self.site.get(DOCUMENT + "?pretty=1", **{"If-None-Match": first.headers["ETag"]})
        self.assertEqual((304, b""), (answer.status, answer.body))

    def test_hits_do_not_reach_the_daemon(self):
        asked = lambda: len(self.site.log_lines("route=/questions/{slug}"))  # noqa: E731
        path = re.search(r'href="(/questions/[^"?]+)"', self.site.get("/questions").text)[1]
        before = asked()
        start = time.monotonic()
        for _ in range(40):
            self.assertEqual(200, self.site.get(path).status)
        seconds = time.monotonic() - start
        time.sleep(0.1)
        self.assertGreater(asked(), before)
        self.assertLessEqual(asked() - before, seconds + 2)

    def test_new_second_is_asked_about_once(self):
        """The daemon's clock says the new second as soon as nginx's does: one a few milliseconds
        behind would send copies that have ended already, each asked about again."""
        asked = lambda: len(self.site.log_lines("route=/questions/{slug}"))  # noqa: E731
        path = re.search(r'href="(/questions/[^"?]+)"', self.site.get("/questions").text)[1]
        time.sleep(0.5)
        before, seconds = asked(), 0
        for _ in range(5):
            time.sleep(1 - (time.time() + 0.005) % 1)  # a little before a second begins
            start = time.time()
            for _ in range(40):
                self.assertEqual(200, self.site.get(path).status)
            seconds += 1 + int(time.time()) - int(start)
        time.sleep(0.5)
        self.assertLessEqual(asked() - before, seconds)

    def test_expired_copy_is_asked_about_by_its_etag(self):
        etag = self.site.get("/about").headers["ETag"]
        time.sleep(2.1)
        before = len(self.site.log_lines("status=304"))
        answer = self.site.get("/about")
        self.assertEqual((200, etag), (answer.status, answer.headers["ETag"]))
        self.site.wait_log("status=304", count=before + 1)

    def test_head_neither_fills_nor_is_filled(self):
        for method in ("HEAD", "GET", "HEAD", "GET"):
            answer = self.site.get("/treatments", method)
            self.assertEqual(200, answer.status)
            self.assertGreater(int(answer.headers["Content-Length"]), 500)
            length = int(answer.headers["Content-Length"]) if method == "GET" else 0
            self.assertEqual(length, len(answer.body))

    def test_head_of_an_uncached_page(self):
        for path in ("/search?q=redness", DOCUMENT + "?pretty=1", "/health"):
            with self.subTest(path):
                head, got = self.site.get(path, "HEAD"), self.site.get(path)
                self.assertEqual((200, b""), (head.status, head.body))
                self.assertEqual(got.headers["Content-Length"], head.headers["Content-Length"])

    def test_codings_are_kept_apart(self):
        plain = self.site.get(PAGE).body
        for accept, coding in (
                ("br", "br"), ("gzip", "gzip"), ("gzip, deflate, br", "br"), ("", None),
                ("identity", None), ("br;q=0, gzip", "gzip"), ("gzip;q=0, br;q=0.0", None),
                ("gzip;q=0.000", None), ("gzip;q=0.001", "gzip"), ("BR;Q=1", "br"),
                ("x-gzip", "gzip"), ("*", "gzip"), ("*;q=0", None), ("gzip;q=0, *", None),
                ("brotli", None), ("gzip ; q=0.5", "gzip"), ("deflate", None)):
            with self.subTest(accept):
                for _ in range(2):  # filling and filled
                    answer = self.site.get(PAGE, **{"Accept-Encoding": accept})
                    self.assertEqual(coding, answer.headers.get("Content-Encoding"))
                    self.assertEqual(plain, decoded(answer))

    def test_etag_differs_by_coding(self):
        tags = {self.site.get(PAGE, **{"Accept-Encoding": a}).headers["ETag"]
                for a in ("br", "gzip", "identity")}
        self.assertEqual(3, len(tags))

    def test_query_passes_by_the_cache(self):
        """Also "?0", which nginx's own idea of an empty value would take for none."""
        good = self.site.get(DOCUMENT).body
        for query in ("?0", "?nonsense=1", "?=", "?pretty=1"):
            with self.subTest(query):
                answer = self.site.get(DOCUMENT + query)
                self.assertEqual(good, self.site.get(DOCUMENT).body)
                self.assertNotEqual(good, answer.body)
        self.assertEqual(good, self.site.get(DOCUMENT + "?").body)

    def test_search_is_kept_nowhere(self):
        word = "rednessneverseenbefore"
        answer = self.site.get(f"/search?q={word}")
        self.assertEqual("no-store", answer.headers["Cache-Control"])
        kept = subprocess.run(["grep", "-rlai", word, self.site.top], capture_output=True, text=True)
        self.assertEqual("", kept.stdout)

    def test_static_files(self):
        paths = static_paths(self.site)
        self.assertTrue([path for path in paths if path.endswith(".css")])
        for path in paths:
            with self.subTest(path):
                self.assertRegex(path, r"\.[0-9a-f]{8}\.\w+$")
                plain = self.site.get(path)
                self.assertEqual("public, max-age=31536000, immutable",
                                 plain.headers["Cache-Control"])
                if path.endswith(".png"):  # compressed already
                    answer = self.site.get(path, **{"Accept-Encoding": "gzip, br"})
                    self.assertNotIn("Content-Encoding", answer.headers)
                    continue
                for accept, coding in (("gzip", "gzip"), ("br", "br"), ("gzip, br", "br"),
                                       ("br;q=0, gzip", "gzip"), ("gzip;q=0", None)):
                    answer = self.site.get(path, **{"Accept-Encoding": accept})
                    self.assertEqual(coding, answer.headers.get("Content-Encoding"), accept)
                    self.assertIn("Accept-Encoding", answer.headers["Vary"])
                    self.assertEqual(plain.body, decoded(answer))


class TestImportIsSeen(unittest.TestCase):
    """nginx counts whole seconds: what it were to keep "for one second" it would for almost two. What
    it keeps until the second ends shows after one. It must not come old even once, however late it is."""

    def test_within_two_seconds(self):
        with Site() as site:
            for phone in ("(410) 555-0101", "(410) 555-0102", "(410) 555-0103"):
                self.assertNotIn(phone, site.get(PAGE).text + site.get("/about").text)
                site.import_files(site.edited("clinic.json", phone=phone), extra=("--replace",))
                time.sleep(1.5)
                for path in (PAGE, "/about"):
                    self.assertIn(phone, site.get(path).text, path)

    def test_moved_page_redirects_and_stays_so(self):
        """The old answer must not come back from the cache once the daemon has died."""
        with Site() as site:
            self.assertEqual(200, site.get(PAGE).status)
            site.import_files(site.edited("micro-needling-treatment.json", slug="needling"),
                              extra=("--replace",))
            time.sleep(2)
            self.assertEqual(308, site.get(PAGE).status)
            self.assertEqual(200, site.get("/treatments/needling").status)
            site.kill_daemon()
            time.sleep(2)
            answer = site.get(PAGE)
            self.assertEqual((308, "/treatments/needling"),
                             (answer.status, answer.headers["Location"]))
            self.assertEqual(200, site.get("/treatments/needling").status)


class TestDaemonGone(unittest.TestCase):
    def test_killed(self):
        with Site() as site:
            kept = {path: site.get(path) for path in (HOME, PAGE, DOCUMENT)}
            self.assertEqual(404, site.get("/nope").status)
            site.kill_daemon()
            time.sleep(2)
            for path, before in kept.items():
                answer = site.get(path)
                self.assertEqual((before.status, before.body), (answer.status, answer.body), path)
            self.check_gone(site)
            site.start_daemon()
            wait_for(lambda: site.get("/contact").status == 200, PATIENCE, "the daemon's return")

    def check_gone(self, site):
        for path in ("/contact", PAGE + "?page=1", "/search?q=a", "/health", "/admin/", "/nope",
                     "/static/nope.css"):
            answer = site.get(path)
            self.assertEqual(503, answer.status, path)
            self.assertEqual("no-store", answer.headers["Cache-Control"])
            self.assertEqual("10", answer.headers["Retry-After"])
            self.assertEqual([SECURITY["X-Content-Type-Options"]],
                             answer.headers.get_all("X-Content-Type-Options"))
            self.assertIn("<h1>", answer.text)
            self.assertNotIn("nginx", answer.text)
        answer = site.get("/api/v1/faqs")
        self.assertEqual(503, answer.status)
        self.assertEqual("application/problem+json", answer.headers["Content-Type"])
        self.assertTrue(answer.json()["detail"])


class TestPrivacy(SiteTest):
    def test_logs_tell_nothing_of_a_person(self):
        marks = {"query": "sorequery", "referrer": "soreref", "agent": "soreagent",
                 "cookie": "sorecookie", "path": "sorepath", "body": "sorebody"}
        headers = {"Referer": "http://a/" + marks["referrer"], "User-Agent": marks["agent"],
                   "Cookie": "a=" + marks["cookie"], "X-Forwarded-For": "203.0.113.7"}
        for path in (HOME, f"/search?q={marks['query']}", f"/?x={marks['query']}",
                     f"/{marks['path']}", "/" + marks["path"] + LONG, "/%00" + marks["path"]):
            self.site.get(path, **headers)
        self.site.get("/", "POST", b"q=" + marks["body"].encode(), **headers)
        self.site.get("/", "POST", marks["body"].encode() * 5000, **headers)
        time.sleep(0.2)
        nginx_log = (self.site.top / "nginx.log").read_text()
        for name, log in (("access", self.site.access_log()), ("nginx", nginx_log),
                          ("daemon", self.site.log())):
            for mark in [*marks.values(), "127.0.0.1:", "203.0.113.7", "127.0.0.1 "]:
                self.assertNotIn(mark, re.sub(r"base_url=\S+", "", log), name)

    def test_daemon_is_told_nothing_of_a_person(self):
        """What comes out of nginx on the reader's socket, with a listener of ours behind it."""
        with Site(start=False) as site, socket.socket(socket.AF_UNIX) as reader:
            reader.bind(str(site.reader_socket))
            reader.listen()
            reader.settimeout(10)
            site.port = free_port()
            site.start_nginx()
            sent = {"Cookie": "sore=cookie", "Referer": "http://sore/", "User-Agent": "soreagent",
                    "Proxy": "soreproxy", "X-Forwarded-For": "203.0.113.7", "Host": "sorehost",
                    "Accept-Language": "sore", "If-None-Match": '"sore"', "Authorization": "sore"}
            client = threading.Thread(target=site.get, args=("/nope",), kwargs=sent)
            client.start()
            with reader.accept()[0] as connection:
                told = connection.recv(65536)
            client.join()
        self.assertIn(b"REQUEST_METHODGET", told)
        self.assertIn(b"PATH_INFO/nope", told)
        for mark in (b"sore", b"REMOTE_", b"127.0.0.1", b"203.0.113.7", b"COOKIE", b"HTTP_HOST"):
            self.assertNotIn(mark, told)

    def test_search_is_not_in_the_access_log_at_all(self):
        before = len(self.site.access_log().splitlines())
        self.site.get("/search?q=a")
        self.site.get("/api/v1/faqs?limit=5&q=a")
        self.site.get("/api/v1/can-i?activity=sauna")
        self.site.get("/health")
        self.site.get(HOME)
        lines = wait_for(lambda: self.site.access_log().splitlines()[before:], PATIENCE, "a line")
        self.assertEqual(1, len(lines))
        self.assertRegex(lines[0], r"^time=\S+ id=[0-9a-f]{32} method=GET status=200 bytes=\d+ "
                                   r"seconds=\S+ cache=\w+$")

    def test_request_has_one_id_everywhere(self):
        before = len(self.site.access_log().splitlines())
        self.site.get("/treatments?nonsense=1")
        lines = wait_for(lambda: self.site.access_log().splitlines()[before:], PATIENCE, "a line")
        self.site.wait_log("id=" + re.search(r"id=(\w+)", lines[0])[1])


class TestLimits(unittest.TestCase):
    def test_search_and_posts_only(self):
        with Site(limits=True) as site:
            answers = [site.get("/search?q=a") for _ in range(150)]
            refused = [answer for answer in answers if answer.status == 429]
            self.assertGreater(len(answers) - len(refused), 40, "not generous")
            self.assertTrue(refused, "no limit")
            self.assertEqual("10", refused[0].headers["Retry-After"])
            self.assertEqual("no-store", refused[0].headers["Cache-Control"])
            self.assertIn("<h1>", refused[0].text)
            self.assertIsNotNone(refused[0].headers["Content-Security-Policy"])
            posts = [site.get("/api/v1/", "POST", b"a=b") for _ in range(60)]
            refused = [answer for answer in posts if answer.status == 429]
            self.assertTrue(refused)
            self.assertEqual("application/problem+json", refused[0].headers["Content-Type"])
            for _ in range(200):
                self.assertEqual(200, site.get(HOME).status)
            site.stop_nginx()
            site.limits = False
            site.start_nginx()
            self.assertEqual({200}, {site.get("/search?q=a").status for _ in range(150)})


class TestNetworks(unittest.TestCase):
    """By what an address is counted. nginx takes it from a header here, as it does behind a proxy."""

    NETWORKS = (("2001:db8:1:2::1", "2001:db8:1:2:a:b:c:d", "2001:db8:1:2:a::"),
                ("2001:db8:1::1", "2001:db8:1:0:a:b:c:d", "2001:db8:1::a:b:c"),
                ("2001:db8::1", "2001:db8::a:b:c:d", "2001:db8::a1:b:c:d", "2001:db8:0:0:a::"),
                ("2001:db8:0:1::1", "2001:db8:0:1:a:b:c:d"),
                ("2001::1", "2001::a:b:c:d", "2001::a:0:0:0"),
                ("2001::1:a:b:c:d", "2001:0:0:1::5"),
                ("192.0.2.1",), ("192.0.2.2",), ("::1",), ("::ffff:192.0.2.1",))

    def test_an_address_of_ipv6_is_counted_by_its_first_64_bits(self):
        with Site(limits=True, start=False) as site:
            site.port = free_port()
            configure = site.configure_nginx
            site.configure_nginx = lambda: (configure(), self.show_network(site))
            site.start_nginx()
            found = [{site.get("/network", **{"X-Real-IP": address}).body for address in network}
                     for network in self.NETWORKS]
        self.assertEqual([1] * len(found), [len(keys) for keys in found], found)
        self.assertEqual(len(found), len(set.union(*found)), found)

    def show_network(self, site):
        path = site.nginx_folder / "nginx.conf"
        whole = path.read_text()
        end = whole.rindex("        include ")
        path.write_text(whole[:end] + "set_real_ip_from 127.0.0.1; real_ip_header X-Real-IP;"
                                      " location = /network { return 200 $network; }\n" + whole[end:])


class TestMakeConf(unittest.TestCase):
    def test_a_path_that_nginx_cannot_have_ends_it(self):
        with tempfile.TemporaryDirectory() as folder:
            for option in ("--to", "--sockets", "--static", "--errors", "--cache"):
                paths = {"--to": f"{folder}/to", "--sockets": "/run", "--static": folder,
                         "--errors": f"{folder}/errors", option: f"{folder}/a$b"}
                done = subprocess.run([SOURCE / "www/nginx/make-conf", *sum(paths.items(), ())],
                                      capture_output=True, text=True)
                self.assertEqual((1, ""), (done.returncode, done.stdout), option)
                self.assertIn(f"{option}: '{folder}/a$b' has a character", done.stderr)
                self.assertEqual([], os.listdir(folder), "nothing is written")


if __name__ == "__main__":
    unittest.main()
