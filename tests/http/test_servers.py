"""Other ways to be served: spawn-fcgi with nginx, lighttpd (FastCGI and CGI), fcgiwrap, a command
line. Their configurations are the blocks of docs/operations.md."""

import contextlib
import os
import re
import signal
import socket
import ssl
import subprocess
import unittest
import urllib.request

import harness
from harness import BINARY, PATIENCE, SOURCE, Site, free_port, wait_for

QUESTION = "micro-needling-aftercare"  # a text that asks whether it helped
SAY_YES = f"key={QUESTION}&answer=yes"
PATHS = ("/", "/treatments/micro-needling", "/api/v1/treatments/micro-needling")


def block(title):
    """The configuration in docs/operations.md that begins with this comment."""
    text = (SOURCE / "docs/operations.md").read_text()
    found = [body for body in re.findall(r"```\w+\n(.*?)```", text, re.S)
             if body.startswith(f"# {title}\n")]
    assert len(found) == 1, f"{len(found)} blocks of {title}"
    return found[0]


def listens(address, family=socket.AF_INET):
    with socket.socket(family) as probe, contextlib.suppress(OSError):
        probe.connect(address)
        return True
    return False


class ServedSite(Site):
    """A site of another web server: the data folder of Site, and processes of our own."""

    def __init__(self, **options):
        super().__init__(nginx=False, start=False, **options)
        self.others = []

    def adapted(self, text):
        """The document's paths and port, as they are here."""
        self.port = self.port or free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        for shown, here in (("/usr/local/share/aftercare/static", self.static),
                            ("/usr/local/share/aftercare/templates", self.templates),
                            ("/usr/local/bin/aftercare", BINARY),
                            ("/var/lib/aftercare/aftercare.db", self.database),
                            ("/run/aftercare", self.sockets), ("/var/empty", self.top),
                            ("/etc/aftercare/nginx", self.nginx_folder),
                            ("https://aftercare.example.org", self.base_url)):
            text = text.replace(shown, str(here))
        return text

    def spawn(self, *command, **options):
        with open(self.log_file, "ab") as log:
            process = subprocess.Popen([str(part) for part in command], stdout=log, stderr=log,
                                       start_new_session=True,
                                       **{"stdin": subprocess.DEVNULL, **options})
        self.sessions.add(process.pid)
        self.others.append(process)
        return process

    def wait_port(self):
        wait_for(lambda: listens(("127.0.0.1", self.port)), PATIENCE, f"the server:\n{self.log()}")

    def lighttpd(self, title):
        path = self.top / "lighttpd.conf"
        path.write_text(self.adapted(block(title)).replace(
            "server.port = 80\n", f'server.port = {self.port}\nserver.bind = "127.0.0.1"\n'))
        self.spawn("lighttpd", "-D", "-f", path)
        self.wait_port()

    def nginx_around(self, title):
        """nginx with http.conf and the document's server block."""
        text = self.adapted(block(title)).replace("listen 80;", f"listen 127.0.0.1:{self.port};")
        self.configure_nginx()
        whole = (self.nginx_folder / "nginx.conf").read_text()
        whole = whole[:whole.index("    server {")] + text + "}\n"
        (self.nginx_folder / "nginx.conf").write_text(whole)
        self.spawn("nginx", "-e", "stderr", "-c", self.nginx_folder / "nginx.conf")
        self.wait_port()

    def stop(self):
        for process in self.others:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.others:
            process.wait(harness.PATIENCE)
        super().stop()

    def clean_up(self):
        super().clean_up()
        for process in getattr(self, "others", []):
            process.wait(harness.PATIENCE)


class Served(unittest.TestCase):
    def check(self, site, **conditions):
        """conditions: conditional=False where the server keeps If-None-Match to itself."""
        for path in PATHS:
            with self.subTest(path):
                self.check_path(site, path, **conditions)
        self.assertEqual(404, site.get("/nope").status)
        self.assertEqual(400, site.get("/api/v1/faqs?nonsense=1").status)
        post = site.get("/treatments", "POST", b"a=b")
        self.assertEqual(405, post.status)
        self.assertIn("GET", post.headers["Allow"])
        found = site.get("/search?q=redness")
        self.assertEqual(200, found.status)
        self.assertIn("redness", found.text.lower())
        self.check_worker(site)

    def check_worker(self, site):
        """Of the static files the worker alone may answer for the whole site."""
        home = site.get("/").text
        for path, scope in ((re.search(r'data-worker="([^"]+)"', home)[1], "/"),
                            (re.search(r'/static/[^"]+\.css', home)[0], None)):
            answer = site.get(path)
            self.assertEqual(200, answer.status, path)
            self.assertEqual(scope and [scope], answer.headers.get_all("Service-Worker-Allowed"), path)

    def check_counted(self, site):
        """An answer to "Did this answer your question?" comes to the one who counts."""
        answer = self.say_yes(site)
        self.assertEqual((303, f"/helpful/yes/{QUESTION}"), (answer.status, answer.headers["Location"]))
        self.assertEqual("no-referrer", answer.headers["Referrer-Policy"])

    def check_not_counted(self, site):
        answer = self.say_yes(site)
        self.assertEqual(421, answer.status)
        self.assertIn("Nothing that you sent was kept", answer.text)

    def say_yes(self, site):
        return site.get("/helpful", "POST", SAY_YES.encode(), **{
            "Content-Type": "application/x-www-form-urlencoded", "Origin": "null",
            "Sec-Fetch-Site": "same-origin"})

    def check_path(self, site, path, conditional=True):
        got = site.get(path, **{"Accept-Encoding": "identity"})
        self.assertEqual(200, got.status, got.text[:2000])
        self.assertIn("icro", got.text)
        self.assertEqual(str(len(got.body)), got.headers["Content-Length"])
        etag = got.headers["ETag"]
        self.assertRegex(etag, r'^"[^"]+"$')
        head = site.get(path, "HEAD", **{"Accept-Encoding": "identity"})
        self.assertEqual((200, b"", etag), (head.status, head.body, head.headers["ETag"]))
        packed = site.get(path, **{"Accept-Encoding": "gzip"})
        self.assertEqual("gzip", packed.headers["Content-Encoding"])
        self.assertNotEqual(etag, packed.headers["ETag"])
        if conditional:
            again = site.get(path, **{"Accept-Encoding": "identity", "If-None-Match": etag})
            self.assertEqual((304, b"", etag), (again.status, again.body, again.headers["ETag"]))


class TestServers(Served):
    def test_spawn_fcgi_with_nginx(self):
        """The socket comes as descriptor 0, so there is no writer."""
        with ServedSite() as site:
            site.port = free_port()
            site.base_url = f"http://127.0.0.1:{site.port}"
            site.spawn("spawn-fcgi", "-n", "-s", site.reader_socket, "-M", "0660", "--", BINARY,
                       "serve", "--database", site.database, "--templates", site.templates,
                       "--base-url", site.base_url)
            wait_for(lambda: listens(str(site.reader_socket), socket.AF_UNIX), PATIENCE, "the socket")
            site.start_nginx()
            self.check(site)
            self.assertFalse(site.writer_socket.exists())

    def test_lighttpd_fastcgi_to_both_sockets(self):
        with ServedSite() as site:
            site.adapted("")
            site.start_daemon()
            site.lighttpd("lighttpd: FastCGI to both sockets")
            self.check(site)
            self.check_counted(site)
            answer = site.get("/admin/nope")
            self.assertEqual(404, answer.status)
            self.assertEqual("same-origin", answer.headers["Referrer-Policy"])
            self.assertEqual("no-referrer", site.get("/").headers["Referrer-Policy"])
            site.wait_log("status=404")
            style = re.search(r'/static/[^"]+\.css', site.get("/").text)[0]
            self.assertEqual("text/css", site.get(style).headers["Content-Type"])

    def test_lighttpd_cgi(self):
        with ServedSite() as site:
            site.lighttpd("lighttpd: CGI")
            self.check(site)
            self.check_not_counted(site)

    def test_fcgiwrap_with_nginx(self):
        with ServedSite() as site:
            wrap = site.sockets / "fcgiwrap.socket"
            site.spawn("fcgiwrap", "-f", "-s", f"unix:{wrap}")
            wait_for(lambda: listens(str(wrap), socket.AF_UNIX), PATIENCE, "fcgiwrap")
            title = "nginx: fcgiwrap"
            adapted = site.adapted
            site.adapted = lambda text: adapted(text).replace("/run/fcgiwrap.socket", str(wrap))
            site.nginx_around(title)
            # fastcgi.conf passes a condition on for requests that are never kept
            self.check(site, conditional=False)
            self.check_not_counted(site)
            etag = site.get("/api/v1/treatments?pretty=1").headers["ETag"]
            again = site.get("/api/v1/treatments?pretty=1", **{"If-None-Match": etag})
            self.assertEqual((304, b""), (again.status, again.body))


class TestCommandLine(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = Site(nginx=False, start=False)

    @classmethod
    def tearDownClass(cls):
        cls.site.stop()

    def cgi(self, path, method="GET", body=b"", database=None, **variables):
        """(status, {header: value}, body) of one run of the binary as a CGI program."""
        environment = {"PATH": os.environ["PATH"], "GATEWAY_INTERFACE": "CGI/1.1",
                       "REQUEST_METHOD": method, "PATH_INFO": path,
                       "AFTERCARE_DATABASE": str(database or self.site.database),
                       "AFTERCARE_TEMPLATES": str(SOURCE / "www/templates"),
                       "AFTERCARE_BASE_URL": "http://127.0.0.1", **variables}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        done = subprocess.run([BINARY], input=body, capture_output=True, env=environment, timeout=60)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIsNone(harness.SANITIZER.search(done.stderr.decode(errors="replace")))
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        return int(fields.pop("Status").split()[0]), fields, body

    def test_pages(self):
        for path in PATHS:
            with self.subTest(path):
                status, fields, body = self.cgi(path)
                self.assertEqual((200, str(len(body))), (status, fields["Content-Length"]))
                self.assertIn(b"icro", body)
                status, head, empty = self.cgi(path, "HEAD")
                self.assertEqual((200, b"", fields["ETag"]), (status, empty, head["ETag"]))
                status, again, empty = self.cgi(path, HTTP_IF_NONE_MATCH=fields["ETag"])
                self.assertEqual((304, b"", fields["ETag"]), (status, empty, again["ETag"]))

    def test_path_from_request_uri(self):
        status, _, body = self.cgi("", REQUEST_URI="/treatments/micro%2Dneedling?")
        self.assertEqual(200, status)
        self.assertIn(b"icro", body)

    def test_faults(self):
        self.assertEqual(404, self.cgi("/nope")[0])
        self.assertEqual(400, self.cgi("/api/v1/faqs", QUERY_STRING="nonsense=1")[0])
        self.assertEqual(405, self.cgi("/treatments", "POST", b"a=b", CONTENT_LENGTH="3")[0])
        self.assertEqual(400, self.cgi("/", "POST", b"a", CONTENT_LENGTH="3")[0])
        self.assertEqual(400, self.cgi("/\x01")[0])
        status, fields, _ = self.cgi("/", database="/nonexistent/aftercare.db")
        self.assertEqual(503, status)
        self.assertIn("Retry-After", fields)


class TestTls(unittest.TestCase):
    """The example with TLS: it adds HSTS and keeps the other headers."""

    def test_example(self):
        with ServedSite() as site:
            site.adapted("")
            site.start_daemon()
            plain = free_port()
            text = site.adapted(block("nginx: a site with TLS"))
            for shown, here in (("listen 443", f"listen 127.0.0.1:{site.port}"),
                                ("listen 80", f"listen 127.0.0.1:{plain}"),
                                ("/etc/ssl/aftercare", str(site.top)),
                                ("/var/log/nginx", str(site.top))):
                self.assertIn(shown, text)
                text = text.replace(shown, here)
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                            "-subj", "/CN=aftercare.example.org",
                            "-keyout", site.top / "key.pem", "-out", site.top / "certificate.pem"],
                           check=True, capture_output=True)
            site.configure_nginx()
            whole = (site.nginx_folder / "nginx.conf").read_text()
            end = whole.index(f'    include "{site.nginx_folder}/http.conf"')
            (site.nginx_folder / "nginx.conf").write_text(whole[:end] + text + "}\n")
            site.spawn("nginx", "-e", "stderr", "-c", site.nginx_folder / "nginx.conf")
            site.wait_port()
            self.check_tls(site)
            site.port = plain
            answer = site.get("/faqs?page=2")
            self.assertEqual(308, answer.status)
            self.assertTrue(answer.headers["Location"].endswith("/faqs?page=2"))

    def check_tls(self, site):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with urllib.request.urlopen(f"https://127.0.0.1:{site.port}/", context=context) as answer:
            self.assertEqual(200, answer.status)
            self.assertEqual("max-age=31536000", answer.headers["Strict-Transport-Security"])
            self.assertEqual("nosniff", answer.headers["X-Content-Type-Options"])
            self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        with urllib.request.urlopen(f"https://127.0.0.1:{site.port}/helpful", SAY_YES.encode(),
                                    context=context) as thanks:
            self.assertTrue(thanks.url.endswith(f"/helpful/yes/{QUESTION}"))
        self.check_log(site, context)

    def check_log(self, site, context):
        """A line of the first page and of the last; the answer above has none, nor has a search."""
        lines = lambda: (site.top / "aftercare.log").read_text().count("\n")  # noqa: E731
        for path in ("/api/v1/can-i?activity=sauna", "/api/v1/faqs?q=redness", "/about"):
            urllib.request.urlopen(f"https://127.0.0.1:{site.port}{path}", context=context).close()
        wait_for(lambda: lines() >= 2, PATIENCE, "two lines")
        self.assertEqual(2, lines())


if __name__ == "__main__":
    unittest.main()
