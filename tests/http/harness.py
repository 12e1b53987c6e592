"""A whole site for a test: its own data folder, ports, daemon and nginx, never a served one.

    class TestSomething(SiteTest):              # one site for the class, self.site
        site_options = {"limits": True}         # any argument of Site

        def test_home(self):
            answer = self.site.get("/", **{"Accept-Encoding": "gzip"})
            self.assertEqual(200, answer.status)

    with Site(nginx=False, readers=1) as site:  # or one site for a test
        ...

The binary under test is named by the environment variable AFTERCARE_BINARY. Site.stop (called by
`with` and by SiteTest) fails if the daemon's log holds a sanitizer's report, if the daemon did not
end cleanly, or if any process of the site is left.

    Site(nginx=True, seed=True, ...)    see Site.__init__
    .base_url .port .data .database .sockets .reader_socket .writer_socket .errors .templates
    .get(path, method=, body=, **headers) -> Answer     through nginx, one connection a request
    .raw(bytes) -> bytes                what nginx answers to just these bytes
    .log() .log_lines("event=request")  what the daemon wrote on stderr so far
    .wait_log(text)                     waits until the log holds it
    .access_log() .nginx_crashes()      nginx's
    .import_files(*paths, extra=())     `aftercare import`; CompletedProcess
    .edited("clinic.json", phone=...)   a changed copy of a seed file, to import
    .run("export", ...)                 any command of the binary
    .daemon                             Popen of the supervisor; .workers() -> pids of its children
    .cpu_seconds() .cost_of(what)       what these have computed, to compare with each other
    .start_daemon(*extra) .stop_daemon() .kill_daemon() .start_nginx() .stop_nginx()
"""

import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("AFTERCARE_BINARY", SOURCE / "build/release/aftercare"))
SEED = sorted((SOURCE / "sql/seed").glob("*.json"))
IS_SLOW = b"__asan_init" in BINARY.read_bytes()  # sanitizers cost five to ten times the computing
SANITIZER = re.compile(r"ERROR: \w+Sanitizer|runtime error:|Sanitizer:DEADLYSIGNAL")


def end_with_us():
    """The kernel ends what a test started if the test itself is killed; it looks at the thread that
    started it, so that this is only for the one that lives as long as the test."""
    is_main = threading.current_thread() is threading.main_thread()
    return ("setpriv", "--pdeathsig", "TERM", "--") if is_main else ()


# How long is waited for what must come. A busy machine is no fault: what never comes is told a minute later.
# No test asks how long something took; tests/bench/ does.
PATIENCE = 60.0

os.environ["PATH"] += ":/usr/sbin:/sbin"


def wait_for(condition, seconds=PATIENCE, what="the condition"):
    """Calls condition until what it returns is true, and returns that."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s for {what}")
        time.sleep(0.02)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes():
    """{pid: (state, parent, session)} of all processes."""
    found = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            found[int(folder.name)] = (fields[0], int(fields[1]), int(fields[3]))
    return found


def running(sessions):
    return [pid for pid, (state, _, session) in processes().items() if session in sessions and state != "Z"]


def children(pid):
    return sorted(p for p, (state, parent, _) in processes().items()
                  if parent == pid and state != "Z")


class Answer:
    """status, reason, headers (case does not matter; .get, .get_all), body as it came."""

    def __init__(self, response):
        self.status = response.status
        self.reason = response.reason
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self):
        return self.body.decode("utf-8")

    def json(self):
        return json.loads(self.body)


class Site:
    def __init__(self, nginx=True, seed=True, limits=False, cache=True, arguments=(),
                 environment=None, templates=None, prefix=(), user=None, start=True, wait=True):
        """nginx     also start nginx, with the shipped configuration
        seed      True: import sql/seed; a list of files: import these; False: no database
        limits    nginx's rate limits on
        cache     nginx's cache on
        arguments further arguments of `aftercare serve`, as ("--readers", "1")
        environment  further environment variables of the daemon
        templates another folder of templates (a copy of the shipped one, to change)
        prefix    a command that runs the daemon, as ("setpriv", "--no-new-privs")
        user      (uid, gid) that the daemon runs as; the data folder is then theirs
        start     start at once, otherwise by start()
        wait      wait until the site answers
        """
        self.binary = BINARY
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="aftercare-test-"))
        self.data = self.top / "data"
        self.database = self.data / "aftercare.db"
        self.sockets = self.data / "run"
        self.reader_socket = self.sockets / "reader.sock"
        self.writer_socket = self.sockets / "writer.sock"
        self.errors = self.data / "errors"
        self.static = BINARY.parent / "static"
        self.templates = pathlib.Path(templates or SOURCE / "www/templates")
        self.log_file = self.top / "daemon.log"
        self.nginx_folder = self.top / "nginx"
        self.port = None
        self.base_url = None
        self.daemon = None
        self.nginx = None
        self.arguments = list(arguments)
        self.environment = environment or {}
        self.prefix = list(prefix)
        self.user = user
        self.wait = wait
        self.with_nginx, self.limits, self.cache = nginx, limits, cache
        self.sessions = set()
        for folder in (self.data, self.sockets, self.errors):
            folder.mkdir(mode=0o700)
        try:
            if seed:
                self.import_files(*(SEED if seed is True else seed), check=True)
            self.own()
            if start:
                self.start()
        except BaseException:
            self.clean_up()
            raise

    # --- starting -----------------------------------------------------------------------------

    def own(self):
        """Gives the data folder to the user that the daemon runs as."""
        if self.user:
            self.top.chmod(0o755)
            for path in [self.data, *self.data.rglob("*")]:
                os.chown(path, *self.user)

    def start(self):
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.start_daemon()
        if self.with_nginx:
            self.start_nginx()

    def start_daemon(self, *extra):
        """Starts `aftercare serve`; with wait, returns once its workers have started."""
        command = [*end_with_us(), *self.prefix, str(BINARY), "serve", "--database", str(self.database),
                   "--templates", str(self.templates), "--sockets", str(self.sockets),
                   "--base-url", self.base_url or "http://127.0.0.1:1", "--error-pages", str(self.errors),
                   *self.time_for_sanitizers(), *self.arguments, *extra]
        who = {"user": self.user[0], "group": self.user[1], "extra_groups": []} if self.user else {}
        log_from = len(self.log())
        with open(self.log_file, "ab") as log:
            self.daemon = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log,
                                           stderr=log, env={**os.environ, **self.environment},
                                           start_new_session=True, **who)
        self.sessions.add(self.daemon.pid)
        if self.wait:
            wait_for(lambda: self.daemon_is_up(log_from), PATIENCE, "the daemon's workers")
        return self.daemon

    def time_for_sanitizers(self):
        """What a request may take, where the usual limit would end what is slow only here."""
        return ("--time-limit", str(PATIENCE)) if IS_SLOW and self.with_nginx else ()

    def daemon_is_up(self, log_from):
        """True once it has started all its workers; it listens long before that."""
        if self.daemon.poll() is not None:
            raise AssertionError(f"the daemon ended with {self.daemon.returncode}:\n{self.log()}")
        log = self.log()[log_from:]
        started = re.search(r"event=started .*readers=(\d+) writers=(\d+)", log)
        return started and log.count("event=worker-started") >= sum(map(int, started.groups()))

    def start_nginx(self):
        """Starts nginx; another port if somebody was quicker to take the first."""
        for _ in range(3):
            self.configure_nginx()
            with open(self.top / "nginx.log", "ab") as log:
                self.nginx = subprocess.Popen(
                    [*end_with_us(), "nginx", "-e", "stderr",
                     "-c", str(self.nginx_folder / "nginx.conf")],
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
            self.sessions.add(self.nginx.pid)
            if wait_for(self.nginx_state, PATIENCE, "nginx") == "up":
                return self.nginx
            self.port = free_port()
        raise AssertionError(f"nginx does not start:\n{(self.top / 'nginx.log').read_text()}")

    def configure_nginx(self):
        command = [SOURCE / "www/nginx/make-conf", "--to", self.nginx_folder,
                   "--sockets", self.sockets, "--static", self.static, "--errors", self.errors,
                   "--listen", f"127.0.0.1:{self.port}"]
        if not self.limits:
            command.append("--no-limits")
        if not self.cache:
            command.append("--no-cache")
        subprocess.run(command, check=True)
        if IS_SLOW:
            path = self.nginx_folder / "fastcgi.conf"
            path.write_text(re.sub(r"(fastcgi_(?:read|send)_timeout) \S+;", rf"\1 {PATIENCE:.0f}s;", path.read_text()))
        self.own()

    def nginx_state(self):
        """"up", "gone" (its port was taken), or None while it is starting."""
        if self.nginx.poll() is not None:
            return "gone"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 5):
            return "up"
        return None

    # --- asking -------------------------------------------------------------------------------

    def get(self, path, /, method="GET", body=None, timeout=PATIENCE, **headers):
        """One request on a connection of its own. Nothing is added to the headers but Host, and
        Content-Length where there is a body; use {"Accept-Encoding": …} with **."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        with contextlib.closing(connection):
            connection.putrequest(method, path, skip_accept_encoding=True,
                                  skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            return Answer(connection.getresponse())

    def raw(self, data, timeout=PATIENCE):
        """All that nginx answers to these bytes, until it closes the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout) as client:
            answer = b""
            with contextlib.suppress(ConnectionError):
                client.sendall(data)
                while chunk := client.recv(65536):
                    answer += chunk
            return answer

    def run(self, *arguments, check=False, **options):
        """Runs the binary with these arguments; output as text."""
        done = subprocess.run([str(BINARY), *map(str, arguments)], capture_output=True, text=True,
                              timeout=1500, **options)
        if SANITIZER.search(done.stderr):
            raise AssertionError(f"sanitizer report of {arguments}:\n{done.stderr}")
        if check and done.returncode:
            raise AssertionError(f"{arguments} ended with {done.returncode}:\n{done.stderr}")
        return done

    def import_files(self, *paths, extra=(), check=True):
        return self.run("import", "--database", self.database, *extra, *paths, check=check)

    def edited(self, name, /, **changes):
        """A copy of the seed file of that name with other top-level members; for import_files."""
        document = json.loads((SOURCE / "sql/seed" / name).read_text())
        document.update(changes)
        path = self.top / f"edited-{name}"
        path.write_text(json.dumps(document))
        return path

    # --- looking ------------------------------------------------------------------------------

    def log(self):
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def log_lines(self, text):
        return [line for line in self.log().splitlines() if text in line]

    def wait_log(self, text, seconds=PATIENCE, count=1):
        return wait_for(lambda: len(lines := self.log_lines(text)) >= count and lines, seconds,
                        f"'{text}' in the daemon's log")

    def access_log(self):
        path = self.nginx_folder / "access.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def nginx_crashes(self):
        """Lines of nginx on workers of its own that did not end by themselves."""
        lines = (self.top / "nginx.log").read_text(errors="replace").splitlines()
        return [line for line in lines if "exited on signal" in line]

    def workers(self):
        return children(self.daemon.pid)

    def cpu_seconds(self):
        """What the workers have computed so far. Unlike the clock on the wall it knows no other work of the
        machine; compare two with each other."""
        spent = [int(pathlib.Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in self.workers()]
        return sum(spent) / 1e9

    def cost_of(self, what):
        """(what it returns, the seconds that the workers computed for it)"""
        before = self.cpu_seconds()
        return what(), self.cpu_seconds() - before

    # --- stopping -----------------------------------------------------------------------------

    def stop_daemon(self, signum=signal.SIGTERM):
        """Ends the daemon and returns its status; None if none runs."""
        if not self.daemon:
            return None
        if self.daemon.poll() is None:
            self.daemon.send_signal(signum)
        status = self.daemon.wait(PATIENCE)
        self.daemon = None
        return status

    def kill_daemon(self):
        """kill -9 of the supervisor and all its workers, as a crash would; returns when none holds anything
        any more, which the kernel sees to a moment after the signal."""
        session = self.daemon.pid
        for pid in [session, *self.workers()]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.daemon.wait(PATIENCE)
        self.daemon = None
        wait_for(lambda: not running([session]), PATIENCE, "the end of the daemon's workers")

    def stop_nginx(self):
        if self.nginx and self.nginx.poll() is None:
            self.nginx.terminate()
            self.nginx.wait(PATIENCE)
        self.nginx = None

    def left(self):
        """Processes of this site that still run."""
        return running(self.sessions)

    def stop(self):
        """Stops everything and says what was not as it must be."""
        try:
            self.stop_nginx()
            status = self.stop_daemon()
            wait_for(lambda: not self.left(), PATIENCE, f"the end of {self.left()}")
            log = self.log()
            if SANITIZER.search(log):
                raise AssertionError(f"a sanitizer's report in the daemon's log:\n{log[-8000:]}")
            if status:
                raise AssertionError(f"the daemon ended with {status}:\n{log[-4000:]}")
        finally:
            self.clean_up()

    def clean_up(self):
        for _ in range(3):  # a process that is being killed may start another
            for pid in self.left():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        for process in (self.daemon, self.nginx):
            if process:
                process.wait(PATIENCE)
        shutil.rmtree(self.top, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            print(f"--- end of the daemon's log\n{self.log()[-4000:]}")
            self.clean_up()
        else:
            self.stop()


class SiteTest(unittest.TestCase):
    """A test whose methods share one site."""

    site_options = {}

    @classmethod
    def setUpClass(cls):
        cls.site = Site(**cls.site_options)

    @classmethod
    def tearDownClass(cls):
        cls.site.stop()
