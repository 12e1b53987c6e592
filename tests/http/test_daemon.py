"""The daemon by itself: its sockets, signals, workers, limits and log. nginx is not needed."""

import contextlib
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
import unittest

import fastcgi
from harness import BINARY, PATIENCE, SOURCE, Site, wait_for

ID = "0123456789abcdef0123456789abcdef"


def wait_for_workers(site):
    """Until as many workers were started as the last start of the daemon announced."""
    started = site.wait_log("event=started")[-1]
    wanted = sum(map(int, re.findall(r"(?:readers|writers)=(\d+)", started)))
    wait_for(lambda: site.log().rpartition(started)[2].count("event=worker-started") >= wanted,
             10, "the workers")


class Daemon(Site):
    """A site without nginx, whose workers are all there once it has started."""

    def __init__(self, **options):
        super().__init__(nginx=False, **options)

    def start_daemon(self, *extra):
        super().start_daemon(*extra)
        if self.wait:
            wait_for_workers(self)


def daemon(**options):
    return Daemon(**options)


def ask(site, path="/", **options):
    return fastcgi.ask(site.reader_socket, path, **options)


def status(site, path="/"):
    return ask(site, path).status


def worker_pids(site, role):
    """The pids of the role's workers that run now, by the log."""
    started = re.findall(rf"event=worker-started pid=(\d+) role={role}", site.log())
    return [pid for pid in map(int, started) if pid in site.workers()]


def kill(pid, signum):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signum)


def start_request(path="/", body=b"", send=0, **more):
    """A request whose body is announced and only partly sent, and the rest of it."""
    whole = fastcgi.variables(path, method="POST", body=body, REQUEST_ID=ID, **more)
    return (fastcgi.begin() + fastcgi.params(whole) + fastcgi.stdin(body[:send], end=False)
            if send else fastcgi.begin() + fastcgi.params(whole), fastcgi.stdin(body[send:]))


def sql(path, text, then=""):
    """Runs SQL in a process of its own, then Python."""
    code = ("import os, signal, sqlite3, sys\n"
            "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "for statement in sys.argv[2].split(';'): db.execute(statement).fetchall()\n")
    return subprocess.run([sys.executable, "-c", code + then, str(path), text], check=not then)


class Load:
    """Requests from several threads until the end of the `with`; what came back in .replies."""

    def __init__(self, site, path="/", threads=4):
        self.site, self.path = site, path
        self.replies = []
        self.refused = []  # connections that could not be made; their threads end
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self.run) for _ in range(threads)]

    def run(self):
        try:
            while not self.stop.is_set():
                self.replies.append(ask(self.site, self.path))
        except OSError as refused:
            self.refused.append(refused)

    def wait_for_more(self, count=20):
        target = len(self.replies) + count
        wait_for(lambda: len(self.replies) >= target, PATIENCE, "more answers")

    @property
    def failed(self):
        return self.refused + [reply for reply in self.replies
                               if not reply.complete or reply.status != 200]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        self.wait_for_more()
        return self

    def __exit__(self, *_):
        self.stop.set()
        for thread in self.threads:
            thread.join()


class TestAnswers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = daemon(arguments=["--time-limit", "2"],
                          environment=fastcgi.SANITIZER_ENVIRONMENT)

    @classmethod
    def tearDownClass(cls):
        cls.site.stop()

    def test_page_on_both_sockets(self):
        for path in (self.site.reader_socket, self.site.writer_socket):
            reply = fastcgi.ask(path, "/")
            self.assertEqual((200, True, 0), (reply.status, reply.complete, reply.app_status))
            self.assertEqual(int(reply.headers["content-length"]), len(reply.body))

    def test_head_has_no_body(self):
        reply = ask(self.site, method="HEAD")
        self.assertEqual((200, b""), (reply.status, reply.body))
        self.assertGreater(int(reply.headers["content-length"]), 0)

    def test_not_modified(self):
        first = ask(self.site)
        again = ask(self.site, HTTP_IF_NONE_MATCH=first.headers["etag"])
        self.assertEqual((304, b""), (again.status, again.body))

    def test_path_from_request_uri(self):
        reply = ask(self.site, None, REQUEST_URI="/health?x=1")
        self.assertEqual((200, b"ok\n"), (reply.status, reply.body))

    def test_missing_parameters(self):
        for name in fastcgi.variables("/"):
            with self.subTest(name):
                values = fastcgi.variables("/")
                del values[name]
                with fastcgi.Stream(self.site.reader_socket) as stream:
                    stream.send(fastcgi.begin(), fastcgi.params(values), fastcgi.stdin())
                    reply = stream.reply()
                self.assertTrue(reply.complete)
                self.assertIn(reply.status, (200, 400, 405))

    def test_no_parameters(self):
        with fastcgi.Stream(self.site.reader_socket) as stream:
            stream.send(fastcgi.begin(), fastcgi.params({}), fastcgi.stdin())
            self.assertEqual(400, stream.reply().status)

    def test_first_of_two_equal_parameters(self):
        pairs = fastcgi.pairs(fastcgi.variables("/health")) + fastcgi.pair("PATH_INFO", "/")
        with fastcgi.Stream(self.site.reader_socket) as stream:
            stream.send(fastcgi.begin(), fastcgi.records(fastcgi.PARAMS, pairs), fastcgi.stdin())
            self.assertEqual(b"ok\n", stream.reply().body)

    def test_body_of_another_length(self):
        for body in (b"123", b"12345678"):
            with self.subTest(body), fastcgi.Stream(self.site.reader_socket) as stream:
                values = fastcgi.variables("/", method="POST", CONTENT_LENGTH="5")
                stream.send(fastcgi.begin(), fastcgi.params(values), fastcgi.stdin(body))
                self.assertEqual(400, stream.reply().status)

    def test_stream_without_body_records(self):
        with fastcgi.Stream(self.site.reader_socket) as stream:
            stream.send(fastcgi.begin(), fastcgi.params(fastcgi.variables("/"))).end()
            self.assertEqual(400, stream.reply().status)

    def test_body_too_large(self):
        for length in (str(1088 * 1024 + 1), "9" * 30):
            with self.subTest(length), fastcgi.Stream(self.site.reader_socket) as stream:
                values = fastcgi.variables("/", method="POST", CONTENT_LENGTH=length)
                stream.send(fastcgi.begin(), fastcgi.params(values),
                            fastcgi.stdin(bytes(1088 * 1024 + 1)))
                self.assertEqual(413, stream.reply().status)

    def test_other_roles_are_refused(self):
        for role in (fastcgi.AUTHORIZER, fastcgi.FILTER, 9):
            with self.subTest(role), fastcgi.Stream(self.site.reader_socket) as stream:
                stream.send(fastcgi.begin(role), fastcgi.params(fastcgi.variables("/")),
                            fastcgi.stdin())
                reply = stream.reply()
                self.assertEqual((b"", b""), (reply.out, reply.err))
        ours = ask(self.site)
        self.assertEqual((200, 0), (ours.status, ours.app_status))

    def test_junk_costs_at_most_its_worker(self):
        whole = fastcgi.request_bytes("/", REQUEST_ID=ID)
        junk = [whole[:cut] for cut in range(1, len(whole), 7)]
        junk += [b"GET / HTTP/1.0\r\n\r\n", bytes(100), b"\xff" * 100, whole[8:] + whole]
        for lengths in (b"\xff" * 8, b"\x90\0\0\0\1", b"\xff\xff\xff\xff\1", b"\1\xff\xff\xff\xff"):
            junk.append(fastcgi.begin() + fastcgi.record(fastcgi.PARAMS, lengths + b"ab"))
        junk.append(fastcgi.record(77, b"x", 0))
        junk.append(fastcgi.record(fastcgi.GET_VALUES, fastcgi.pair("FCGI_MPXS_CONNS", ""), 0))
        for data in junk:
            with fastcgi.Stream(self.site.reader_socket) as stream:
                with contextlib.suppress(OSError):
                    stream.send(data).end()
                stream.reply()
        self.assertEqual(200, status(self.site))

    def test_log_tells_nothing_of_the_patient(self):
        secrets = {"REMOTE_ADDR": "203.0.113.77", "HTTP_REFERER": "https://secret-referrer.example",
                   "HTTP_COOKIE": "secret-cookie=1", "HTTP_USER_AGENT": "secret-agent",
                   "HTTP_X_FORWARDED_FOR": "203.0.113.78", "REQUEST_URI": "/search?q=secret-term"}
        ask(self.site, "/search", query="q=secret-term", **secrets)
        ask(self.site, "/secret-path/secret-part", **secrets)
        ask(self.site, "/treatments/secret-slug", query="secret-query=%zz", **secrets)
        ask(self.site, "/health", REQUEST_ID=ID, **secrets)
        self.site.wait_log(f"id={ID}")
        self.assertNotRegex(self.site.log(), r"secret|203\.0\.113")

    def test_log_line_of_a_request(self):
        reply = ask(self.site, "/treatments/micro-needling", REQUEST_ID="f" * 32)
        line = self.site.wait_log("id=" + "f" * 32)[0]
        self.assertRegex(line, r"^event=request id=f{32} method=GET route=/treatments/\{slug\} "
                               r"status=200 ms=\d+\.\d bytes=(\d+)$")
        self.assertEqual(len(reply.out), int(line.rpartition("=")[2]))


class TestLimits(unittest.TestCase):
    def test_stalled_stream_is_dropped_and_its_worker_kept(self):
        with daemon(arguments=["--readers", "1", "--time-limit", "0.5"]) as site:
            before = worker_pids(site, "reader")
            head, _ = start_request(body=b"never comes")
            for data in (b"", fastcgi.begin(), head[:40], head):
                with self.subTest(length=len(data)), fastcgi.Stream(site.reader_socket) as stream:
                    self.assertFalse(stream.send(data).reply().complete)  # the connection was closed
            self.assertEqual(200, status(site))
            self.assertEqual(before, worker_pids(site, "reader"))
            self.assertTrue(site.log_lines(f"event=request-stalled id={ID}"))

    def test_peer_that_does_not_close_holds_nobody_for_long(self):
        with daemon(arguments=["--readers", "1", "--time-limit", "1"]) as site:
            with fastcgi.Stream(site.reader_socket) as lazy:
                self.assertEqual(200, lazy.send(fastcgi.request_bytes("/")).reply().status)
                self.assertEqual(200, status(site))  # from the same worker, while the other is still there
            self.assertFalse(site.log_lines("event=worker-died"))

    def test_long_query_is_ended_and_answered(self):
        with daemon(arguments=["--readers", "1", "--time-limit", "0.5"]) as site:
            before = worker_pids(site, "reader")
            sql(site.database, """ALTER TABLE site RENAME TO site_aside;
                CREATE VIEW site AS WITH RECURSIVE n (i) AS
                (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)
                SELECT 1 AS id, count(*) AS version FROM n""")
            reply = ask(site)  # which would take minutes
            self.assertEqual((503, True), (reply.status, reply.complete))
            self.assertIn("retry-after", reply.headers)
            sql(site.database, "DROP VIEW site; ALTER TABLE site_aside RENAME TO site")
            self.assertEqual(200, status(site))
            self.assertEqual(before, worker_pids(site, "reader"))

    def test_stopped_worker_is_killed_and_named(self):
        with daemon(arguments=["--readers", "1", "--time-limit", "2"]) as site:
            worker = worker_pids(site, "reader")[0]
            head, _ = start_request(body=b"12345")
            with fastcgi.Stream(site.reader_socket) as stream:
                stream.send(head)
                stream.wait_until_read()
                os.kill(worker, signal.SIGSTOP)
                self.assertFalse(stream.reply().complete)
            overdue = site.wait_log("event=worker-overdue")[0]
            self.assertIn(f"pid={worker} role=reader request={ID}", overdue)
            died = site.wait_log("event=worker-died")[0]
            self.assertIn(f"pid={worker} role=reader signal=9 request={ID}", died)
            self.assertEqual(200, status(site))


class TestDeaths(unittest.TestCase):
    def test_killed_workers_cost_at_most_what_they_served(self):
        kills = 0
        with daemon(arguments=["--readers", "3"]) as site:
            with Load(site) as load:
                for _ in range(4):
                    kill(worker_pids(site, "reader")[0], signal.SIGKILL)
                    kills += 1
                    site.wait_log("event=worker-died", count=kills)
                    load.wait_for_more()
            self.assertLessEqual(len(load.failed), kills)
            self.assertEqual(kills, len(site.log_lines("signal=9")))
            wait_for(lambda: len(worker_pids(site, "reader")) == 3, PATIENCE, "three readers")

    def test_death_is_logged_with_the_request(self):
        with daemon(arguments=["--readers", "1"]) as site:
            head, _ = start_request(body=b"12345")
            with fastcgi.Stream(site.reader_socket) as stream:
                stream.send(head).wait_until_read()
                os.kill(worker_pids(site, "reader")[0], signal.SIGKILL)
                self.assertFalse(stream.reply().complete)
            self.assertIn(f"signal=9 request={ID}", site.wait_log("event=worker-died")[0])
            self.assertEqual(200, status(site))

    def test_pause_grows_while_workers_die_in_a_row(self):
        with daemon(arguments=["--readers", "1"]) as site:
            for count in range(1, 6):
                pid = wait_for(lambda: worker_pids(site, "reader"), PATIENCE, "a reader")[0]
                begun = time.monotonic()
                os.kill(pid, signal.SIGKILL)
                site.wait_log("event=worker-died", count=count)
            pauses = re.findall(r"pause_ms=(\d+)", site.log())
            self.assertEqual(["0", "100", "200", "400", "800"], pauses)
            self.assertEqual(200, status(site))
            self.assertGreater(time.monotonic() - begun, 0.8)  # since the last was killed

    def test_writer_is_replaced_too(self):
        with daemon(arguments=["--writers", "1"]) as site:
            os.kill(worker_pids(site, "writer")[0], signal.SIGABRT)
            self.assertIn("role=writer signal=6", site.wait_log("event=worker-died")[0])
            self.assertEqual(200, fastcgi.ask(site.writer_socket, "/").status)

    def test_workers_end_with_a_killed_supervisor(self):
        with daemon() as site:
            workers = site.workers()
            self.assertEqual(4, len(workers))
            os.kill(site.daemon.pid, signal.SIGKILL)
            site.daemon.wait()
            wait_for(lambda: not site.left(), PATIENCE, "the workers' end")
            site.start_daemon()  # over the sockets that are left
            self.assertEqual(200, status(site))


class TestSignals(unittest.TestCase):
    def copy_of_templates(self, site_folder):
        folder = site_folder / "templates"
        shutil.copytree(SOURCE / "www/templates", folder)
        return folder

    def started_with_copy(self, **options):
        site = daemon(start=False, **options)
        site.templates = self.copy_of_templates(site.top)
        site.start()
        return site

    def test_reload_under_load_loses_no_request(self):
        with self.started_with_copy(arguments=["--readers", "2"]) as site:
            before = site.workers()
            etag = ask(site).headers["etag"]
            with Load(site) as load:
                for count in range(1, 4):
                    template = site.templates / "page_end.mustache"
                    template.write_text(template.read_text() + f"<!-- change {count} -->\n")
                    os.kill(site.daemon.pid, signal.SIGHUP)
                    site.wait_log("event=reloaded", count=count)
                    load.wait_for_more()
            self.assertEqual([], load.failed)
            self.assertIn("change 3", load.replies[-1].text)
            self.assertNotEqual(etag, ask(site).headers["etag"])
            wait_for(lambda: len(site.workers()) == 4, PATIENCE, "the end of the old workers")
            self.assertFalse(set(before) & set(site.workers()))
            self.assertIn("change 3", fastcgi.ask(site.writer_socket, "/", timeout=PATIENCE).text)
            self.assertFalse(site.log_lines("event=worker-died"))

    def test_reload_with_a_broken_template_keeps_the_old(self):
        with self.started_with_copy(arguments=["--readers", "2"]) as site:
            before = site.workers()
            (site.templates / "home.mustache").write_text("{{#open}} never closed")
            os.kill(site.daemon.pid, signal.SIGHUP)
            site.wait_log("event=reload-failed")
            self.assertIn("home.mustache:", site.log_lines("event=opener-failed")[0])
            self.assertEqual(before, site.workers())
            os.kill(worker_pids(site, "reader")[0], signal.SIGKILL)
            site.wait_log("event=worker-started", count=5)
            for _ in range(10):  # the replacement shows the old templates too
                self.assertEqual(200, status(site))

    def test_stop_finishes_what_is_running(self):
        for signum in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(signum), daemon(arguments=["--readers", "1"]) as site:
                head, rest = start_request(body=b"12345", send=2)
                with fastcgi.Stream(site.reader_socket) as stream:
                    stream.send(head).wait_until_read()
                    site.daemon.send_signal(signum)
                    site.wait_log("event=stopping")
                    time.sleep(0.2)
                    self.assertIsNone(site.daemon.poll())
                    reply = stream.send(rest).reply()
                self.assertEqual((405, True), (reply.status, reply.complete))
                self.assertEqual(0, site.daemon.wait(PATIENCE))
                self.assertFalse(site.reader_socket.exists() or site.writer_socket.exists())
                self.assertFalse(site.log_lines("event=worker-died"))

    def test_stop_does_not_wait_for_ever(self):
        with daemon(arguments=["--readers", "1", "--time-limit", "1"]) as site:
            os.kill(worker_pids(site, "reader")[0], signal.SIGSTOP)
            begun = time.monotonic()
            site.daemon.terminate()
            self.assertEqual(0, site.daemon.wait(PATIENCE))
            self.assertGreater(time.monotonic() - begun, 1.5)
            self.assertTrue(site.log_lines("event=worker-does-not-leave"))

    def test_signals_that_mean_nothing(self):
        with daemon(arguments=["--readers", "1"]) as site:
            reader = worker_pids(site, "reader")[0]
            os.kill(reader, signal.SIGHUP)
            for pid in (reader, site.daemon.pid):
                os.kill(pid, signal.SIGUSR1)
                os.kill(pid, signal.SIGPIPE)
            for _ in range(3):
                self.assertEqual(200, status(site))
            self.assertEqual([reader], worker_pids(site, "reader"))

    def test_told_worker_is_replaced_without_a_pause(self):
        with daemon(arguments=["--readers", "1"]) as site:
            for count in range(1, 5):
                os.kill(worker_pids(site, "reader")[0], signal.SIGTERM)
                wait_for(lambda: site.log().count("role=reader") > count, what="another reader")
            self.assertEqual(200, status(site))
            self.assertFalse(site.log_lines("event=worker-died"))

    def test_stop_under_load_ends_soon(self):
        with daemon(arguments=["--readers", "2"]) as site:
            with Load(site) as load:
                site.daemon.terminate()
                self.assertEqual(0, site.daemon.wait(PATIENCE))
            self.assertFalse(site.log_lines("event=worker-does-not-leave"))
            cut = [reply for reply in load.replies if reply.out and not reply.complete]
            self.assertEqual([], cut)


class TestSockets(unittest.TestCase):
    def serve(self, site, *flags, prefix=(), **options):
        command = [*prefix, str(BINARY), "serve", "--database", str(site.database), "--templates",
                   str(site.templates), *map(str, flags)]
        return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, **options)

    def test_mode_whatever_the_umask(self):
        for mask in ("0", "077"):
            prefix = ["sh", "-c", f'umask {mask}; exec "$@"', "sh"]
            with self.subTest(mask), daemon(prefix=prefix) as site:
                for path in (site.reader_socket, site.writer_socket):
                    self.assertEqual(0o660, stat.S_IMODE(path.stat().st_mode))
                self.assertEqual({"reader.sock", "writer.sock"},
                                 {path.name for path in site.sockets.iterdir()})

    def test_live_socket_is_refused(self):
        with daemon() as site:
            refused = self.serve(site, "--sockets", site.sockets)
            self.assertEqual(1, refused.returncode)
            self.assertEqual(f"aftercare serve: another aftercare serves at {site.reader_socket}\n",
                             refused.stderr)
            self.assertEqual(200, status(site))

    def test_stale_socket_is_replaced(self):
        with daemon(start=False) as site:
            for path in (site.reader_socket, site.writer_socket):
                with socket.socket(socket.AF_UNIX) as stale:
                    stale.bind(str(path))
            site.start()
            self.assertEqual(200, status(site))

    def test_other_files_are_never_removed(self):
        with daemon(start=False) as site:
            site.writer_socket.write_text("precious")
            refused = self.serve(site, "--sockets", site.sockets)
            self.assertEqual(1, refused.returncode)
            self.assertIn("is in the way", refused.stderr)
            self.assertEqual("precious", site.writer_socket.read_text())
            self.assertFalse(site.reader_socket.exists())

    def test_file_of_a_successor_is_left_alone(self):
        with daemon() as site:
            site.reader_socket.unlink()
            site.reader_socket.write_text("somebody else's")
            site.stop_daemon()
            self.assertTrue(site.reader_socket.exists())
            self.assertFalse(site.writer_socket.exists())

    def test_folder_that_cannot_be_used(self):
        with daemon(start=False) as site:
            for folder, words in (("/nonexistent", "cannot make the socket"),
                                  ("/tmp/" + "x" * 120, "too long")):
                refused = self.serve(site, "--sockets", folder)
                self.assertEqual((1, 1), (refused.returncode, refused.stderr.count("\n")))
                self.assertIn(words, refused.stderr)
            self.assertIn("--sockets is needed", self.serve(site, stdin=subprocess.DEVNULL).stderr)

    @contextlib.contextmanager
    def inherited(self, site, names, count=2, flags=()):
        """The daemon with sockets passed as systemd does; gives their paths."""
        paths = [site.top / f"{i}.sock" for i in range(count)]
        with contextlib.ExitStack() as stack:
            sockets = [stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in paths]
            for listener, path in zip(sockets, paths):
                listener.bind(str(path))
                listener.listen()

            def pass_on():
                spare = [os.dup2(listener.fileno(), 20 + i) for i, listener in enumerate(sockets)]
                for i, fd in enumerate(spare):
                    os.dup2(fd, 3 + i)
                    os.close(fd)

            command = ["sh", "-c", 'LISTEN_PID=$$ exec "$@"', "sh", str(BINARY), "serve",
                       "--database", str(site.database), "--templates", str(site.templates), *flags]
            with open(site.log_file, "ab") as log:
                site.daemon = subprocess.Popen(
                    command, stderr=log, stdin=subprocess.DEVNULL, preexec_fn=pass_on,
                    close_fds=False, start_new_session=True,
                    env={**os.environ, "LISTEN_FDS": str(count), "LISTEN_FDNAMES": names})
            site.sessions.add(site.daemon.pid)
            yield paths

    def test_sockets_by_name(self):
        with daemon(start=False) as site, self.inherited(site, "writer:reader") as paths:
            self.assertEqual(200, fastcgi.ask(paths[1], "/").status)
            self.assertEqual(200, fastcgi.ask(paths[0], "/").status)
            wait_for_workers(site)
            writer = worker_pids(site, "writer")[0]
            folder = f"/proc/{writer}/fd"
            links = {os.readlink(f"{folder}/{fd}") for fd in os.listdir(folder)}
            self.assertIn(self.inode_of(paths[0]), links)
            self.assertNotIn(self.inode_of(paths[1]), links)
            site.stop_daemon()
            self.assertTrue(paths[0].exists() and paths[1].exists())

    @staticmethod
    def inode_of(path):
        with open("/proc/net/unix", encoding="utf-8") as table:
            for line in table:
                fields = line.split()
                if fields[-1] == str(path):
                    return f"socket:[{fields[6]}]"
        raise AssertionError(f"{path} is not listened on")

    def test_reader_alone_has_no_writers(self):
        with daemon(start=False) as site, self.inherited(site, "reader", 1) as paths:
            self.assertEqual(200, fastcgi.ask(paths[0], "/").status)
            self.assertIn("there is no writer socket", site.wait_log("event=started")[0])
            self.assertEqual([], worker_pids(site, "writer"))

    def test_wrong_names(self):
        for names in ("reader:reader", "reader:other", "reader", ""):
            with self.subTest(names), daemon(start=False) as site:
                with self.inherited(site, names):
                    self.assertEqual(1, site.daemon.wait(PATIENCE))
                self.assertIn("LISTEN_FDS: descriptor", site.log())
                site.daemon = None

    def test_standard_input(self):
        with daemon(start=False) as site:
            path = site.top / "stdin.sock"
            with socket.socket(socket.AF_UNIX) as listener:
                listener.bind(str(path))
                listener.listen()
                with open(site.log_file, "ab") as log:
                    site.daemon = subprocess.Popen(
                        [str(BINARY), "serve", "--database", str(site.database), "--templates",
                         str(site.templates), "--sockets", str(site.sockets)],
                        stdin=listener, stderr=log, start_new_session=True)
                site.sessions.add(site.daemon.pid)
            self.assertEqual(200, fastcgi.ask(path, "/").status)
            wait_for(site.writer_socket.exists, PATIENCE, "the writer's socket")
            self.assertEqual(200, fastcgi.ask(site.writer_socket, "/").status)
            self.assertFalse(site.reader_socket.exists())


class TestDatabase(unittest.TestCase):
    """design.md's table of what a reader may find, each row at start and while it serves."""

    nobody = (65534, 65534)

    def refused(self, site):
        """The one line with which the daemon does not start."""
        site.wait = False
        site.start_daemon()
        self.assertEqual(1, site.daemon.wait(PATIENCE))
        site.daemon = None
        lines = [line for line in site.log().splitlines() if not line.startswith("event=")]
        self.assertEqual(1, len(lines), lines)
        return lines[0]

    def wait_for_status(self, site, wanted, path="/"):
        wait_for(lambda: status(site, path) == wanted, PATIENCE, f"status {wanted}")

    def assert_unavailable(self, site):
        self.wait_for_status(site, 503)
        reply = ask(site)
        self.assertEqual((503, True), (reply.status, reply.complete))
        self.assertIn("retry-after", reply.headers)
        self.assertEqual(503, status(site, "/health"))

    def files(self, site):
        return [site.database.with_name(site.database.name + end) for end in ("", "-wal", "-shm")]

    def remove_sides(self, site):
        for path in self.files(site)[1:]:
            path.unlink(missing_ok=True)

    def another_database(self, site, title="Another Name"):
        """A sound database with other content, beside the one that is served; clean."""
        other = site.data / "other.db"
        site.run("import", "--database", other, *(SOURCE / "sql/seed").glob("*.json"), check=True)
        if title:
            site.run("import", "--database", other, "--replace",
                     site.edited("clinic.json", title=title), check=True)
        sql(other, "PRAGMA wal_checkpoint(TRUNCATE)")
        return other

    def move_over(self, site, path):
        self.remove_sides(site)
        os.replace(path, site.database)

    # --- no file ------------------------------------------------------------------------------

    def test_no_file_at_start(self):
        with daemon(seed=False, start=False) as site:
            line = self.refused(site)
            self.assertIn(f"there is no database at {site.database}", line)
            self.assertIn("aftercare import --database", line)
            self.assertFalse(site.database.exists())

    def test_no_file_while_it_serves(self):
        with daemon() as site:
            aside = site.data / "aside"
            os.replace(site.database, aside)
            self.assert_unavailable(site)
            self.assertFalse(site.database.exists())
            os.replace(aside, site.database)
            self.wait_for_status(site, 200)

    # --- what is there is not ours ------------------------------------------------------------

    def test_not_a_database(self):
        with daemon() as site:
            good, bad = self.another_database(site), site.data / "bad"
            bad.write_bytes(b"this is no database at all, but long enough to look at. " * 200)
            self.move_over(site, bad)
            self.assert_unavailable(site)
            site.wait_log("event=opener-failed")
            self.move_over(site, good)
            self.wait_for_status(site, 200)

    def test_overwritten_in_place(self):
        """The file is the same, so that an open connection finds out only when it reads."""
        with daemon(arguments=["--readers", "1"]) as site:
            self.assertEqual(200, status(site))
            sql(site.database, "PRAGMA wal_checkpoint(TRUNCATE)")
            good = site.database.read_bytes()
            site.database.write_bytes(b"\0" * 100 + good[100:])
            self.assertEqual(503, status(site))
            self.assertEqual(1, len(site.wait_log("event=database-lost")))
            self.assert_unavailable(site)
            site.database.write_bytes(good)
            self.wait_for_status(site, 200)
            self.assertFalse(site.log_lines("event=worker-died"))

    def test_not_a_database_at_start(self):
        with daemon(seed=False, start=False) as site:
            site.database.write_bytes(b"this is no database at all" * 100)
            self.assertIn("cannot be opened", self.refused(site))

    def test_another_programs_database(self):
        with daemon(seed=False, start=False) as site:
            sql(site.database, "CREATE TABLE other (x)")
            self.assertIn("belongs to another program", self.refused(site))

    def test_newer_schema(self):
        with daemon(start=False) as site:
            sql(site.database, "PRAGMA user_version = 9999")
            self.assertIn("9999", self.refused(site))

    # --- replaced -----------------------------------------------------------------------------

    def test_replaced_by_another(self):
        with daemon() as site:
            self.assertNotIn(b"Another Name", ask(site).body)
            self.move_over(site, self.another_database(site))
            for _ in range(8):
                reply = ask(site)
                self.assertEqual(200, reply.status)
                self.assertIn(b"Another Name", reply.body)
            self.assertTrue(site.log_lines("event=database-replaced"))

    # --- a writer that died -------------------------------------------------------------------

    def test_writer_killed_in_a_transaction(self):
        with daemon() as site:
            sql(site.database, "PRAGMA cache_size = 1; BEGIN IMMEDIATE; DELETE FROM live; "
                                    "DELETE FROM search",
                     then="os.kill(os.getpid(), signal.SIGKILL)")
            for _ in range(8):
                self.assertEqual(200, status(site))
            site.import_files(site.edited("clinic.json", title="After The Crash"),
                              extra=["--replace"])
            self.assertIn(b"After The Crash", ask(site).body)

    def leave_hot_wal(self, site):
        """A change that stands in the write-ahead log alone, and no -shm file."""
        sql(site.database, "PRAGMA wal_autocheckpoint = 0; UPDATE live SET title = 'From the log' "
                                "WHERE key = 'micro-needling'",
                 then="os.kill(os.getpid(), signal.SIGKILL)")
        self.files(site)[2].unlink()
        self.assertGreater(self.files(site)[1].stat().st_size, 0)

    def test_hot_log_without_shm_is_recovered(self):
        with daemon(start=False) as site:
            self.leave_hot_wal(site)
            site.start()
            self.assertIn(b"From the log", ask(site, "/treatments").body)

    def test_hot_log_without_shm_while_it_serves(self):
        """Moved in with its log, in a folder that the readers may not write for a moment."""
        with daemon(user=self.nobody, arguments=["--readers", "1"]) as site:
            other = self.another_database(site)
            sql(other, "PRAGMA wal_autocheckpoint = 0; UPDATE live SET title = 'From the log' "
                       "WHERE key = 'micro-needling'",
                then="os.kill(os.getpid(), signal.SIGKILL)")
            os.replace(str(other) + "-wal", self.files(site)[1])
            self.files(site)[2].unlink()
            os.replace(other, site.database)
            site.own()
            site.data.chmod(0o555)
            self.assert_unavailable(site)
            site.data.chmod(0o755)
            self.wait_for_status(site, 200)
            self.assertIn(b"From the log", ask(site, "/treatments").body)

    def test_hot_log_without_shm_in_a_read_only_folder(self):
        with daemon(user=self.nobody, start=False) as site:
            self.leave_hot_wal(site)
            site.own()
            site.data.chmod(0o555)
            self.assertIn("cannot be opened", self.refused(site))
            site.data.chmod(0o755)
            site.wait = True
            site.start()
            self.assertIn(b"From the log", ask(site, "/treatments").body)

    # --- a folder or a file that may not be written -------------------------------------------

    def test_read_only_folder_after_a_clean_close(self):
        with daemon(user=self.nobody, start=False) as site:
            sql(site.database, "PRAGMA wal_checkpoint(TRUNCATE)")
            self.remove_sides(site)
            site.own()
            site.data.chmod(0o555)
            self.assertIn("cannot be opened", self.refused(site))

    def test_read_only_folder_while_it_serves(self):
        with daemon(user=self.nobody, arguments=["--readers", "1"]) as site:
            site.data.chmod(0o555)
            os.kill(worker_pids(site, "reader")[0], signal.SIGKILL)
            site.wait_log("event=worker-died")
            self.assertEqual(200, status(site))
            self.move_over(site, self.another_database(site))
            site.own()
            self.assert_unavailable(site)
            site.data.chmod(0o755)
            self.wait_for_status(site, 200)

    def test_torn_shm_that_may_not_be_written(self):
        # A writer still on its way into the database would mend what is torn below: there is one, and it has
        # answered.
        with daemon(user=self.nobody, arguments=["--readers", "1", "--writers", "1"]) as site:
            self.assertEqual(200, status(site))
            self.assertEqual(200, fastcgi.ask(site.writer_socket, "/", timeout=PATIENCE).status)
            site.import_files(site.edited("clinic.json", title="In The Log"), extra=["--replace"])
            shm = self.files(site)[2]
            os.chown(shm, 0, 0)
            shm.chmod(0o644)
            with open(shm, "r+b") as torn:
                torn.write(os.urandom(136))
            os.kill(worker_pids(site, "reader")[0], signal.SIGKILL)
            self.assert_unavailable(site)
            self.assertTrue(site.log_lines("event=database-lost"))
            os.chown(shm, *self.nobody)
            self.wait_for_status(site, 200)
            self.assertIn(b"In The Log", ask(site).body)

    def test_torn_shm_at_start(self):
        with daemon() as site:
            site.import_files(site.edited("clinic.json", title="In The Log"), extra=["--replace"])
            site.kill_daemon()
            with open(self.files(site)[2], "r+b") as torn:
                torn.write(os.urandom(136))
            site.start_daemon()
            self.assertIn(b"In The Log", ask(site).body)

    # --- while it is down ---------------------------------------------------------------------

    def test_nobody_waits_while_it_is_down(self):
        with daemon(arguments=["--readers", "2"]) as site:
            aside = site.data / "aside"
            os.replace(site.database, aside)
            self.assert_unavailable(site)
            times = []
            for _ in range(30):
                begun = time.monotonic()
                reply = ask(site)
                self.assertEqual((503, True), (reply.status, reply.complete))
                times.append(time.monotonic() - begun)
            self.assertLess(min(times), 3)  # the least: a wait of ours would be in all of them
            self.assertEqual(503, status(site, "/api/v1/"))
            os.replace(aside, site.database)
            self.wait_for_status(site, 200)
            self.assertFalse(site.log_lines("event=worker-died"))


class TestOpener(unittest.TestCase):
    def test_broken_template_at_start(self):
        with daemon(start=False) as site:
            site.templates = site.top / "templates"
            shutil.copytree(SOURCE / "www/templates", site.templates)
            (site.templates / "home.mustache").write_text("{{#open}} never closed")
            site.wait = False
            site.start_daemon()
            self.assertEqual(1, site.daemon.wait(PATIENCE))
            self.assertRegex(site.log(), r"^aftercare serve: .*home\.mustache:1: .*\n$")
            self.assertEqual([], list(site.sockets.iterdir()))
            site.daemon = None

    def test_error_pages_are_written(self):
        with daemon() as site:
            names = {path.name for path in site.errors.iterdir()}
            self.assertLessEqual({"unavailable.html", "unavailable.json", "too-large.html"}, names)
            self.assertFalse([name for name in names if name.endswith(".new")])


if __name__ == "__main__":
    unittest.main()
