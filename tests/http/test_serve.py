"""www/serve: from a checkout to a running site, and back to nothing."""

import contextlib
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import unittest

from harness import PATIENCE, SOURCE, free_port, wait_for

SERVE = SOURCE / "www/serve"
BINARY = SOURCE / "build/release/aftercare"


def get(port, path="/"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    with contextlib.closing(connection):
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()


def processes_of(data):
    """Processes with this folder in their command line, or (nginx's workers hide theirs) with a
    file open in it."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            used = (folder / "cmdline").read_bytes().decode(errors="replace")
            for descriptor in (folder / "fd").iterdir():
                with contextlib.suppress(OSError):
                    used += " " + os.readlink(descriptor)
            if str(data) in used:
                found.append(int(folder.name))
    return found


def in_use(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Run:
    """One run of www/serve, with what it prints in files."""

    def __init__(self, data, port=None, expect_ready=True):
        self.data, self.port = data, port or free_port()
        self.out, self.err = tempfile.TemporaryFile("w+"), tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [SERVE, "--port", str(self.port), "--data", str(data)], stdin=subprocess.DEVNULL,
            stdout=self.out, stderr=self.err, start_new_session=True)
        if expect_ready:
            wait_for(lambda: self.ready() or self.process.poll() is not None, 120, "www/serve")
            assert self.ready(), self.text(self.err)

    @staticmethod
    def text(file):
        file.seek(0)
        return file.read()

    def ready(self):
        return f"ready: http://127.0.0.1:{self.port}/" in self.text(self.out).splitlines()

    def stop(self, signum=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(signum)
        status = self.process.wait(PATIENCE)
        self.close()
        return status

    def close(self):
        self.out.close()
        self.err.close()


class TestServe(unittest.TestCase):
    def setUp(self):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="aftercare serve "))
        self.data = self.top / "its data"
        if os.geteuid() == 0:  # www/serve runs as the owner of the checkout then
            owner = SOURCE.stat()
            os.chown(self.top, owner.st_uid, owner.st_gid)
        self.addCleanup(self.clean_up)

    def clean_up(self):
        for pid in processes_of(self.top):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        shutil.rmtree(self.top, ignore_errors=True)

    def assert_nothing_left(self, run):
        wait_for(lambda: not processes_of(self.top), PATIENCE, f"the end of {processes_of(self.top)}")
        self.assertFalse(in_use(run.port))
        self.assertEqual([], list((self.data / "run").glob("*.sock")))

    def test_first_and_second_run(self):
        run = Run(self.data)
        status, page = get(run.port)
        self.assertEqual(200, status)
        self.assertIn("(410) 205-1846", page)
        self.assertEqual(0o700, stat.S_IMODE(self.data.stat().st_mode))
        self.assertNotIn("aftercare.db.new", {path.name for path in self.data.iterdir()})
        style = re.search(r'/static/[^"]+\.css', page)[0]
        self.assertEqual(200, get(run.port, style)[0])
        link = re.search(rf"(?m)^staff: http://127.0.0.1:{run.port}(/admin/link/[\w-]+)$",
                         run.text(run.out))
        self.assertIn("Choose a password", get(run.port, link[1])[1])
        self.assertEqual(0, run.stop())
        self.assert_nothing_left(run)

        clinic = self.top / "clinic.json"
        clinic.write_text((SOURCE / "sql/seed/clinic.json").read_text()
                          .replace("(410) 205-1846", "(410) 555-0199"))
        subprocess.run([BINARY, "import", "--replace", "--database", self.data / "aftercare.db",
                        clinic], check=True, capture_output=True)
        run = Run(self.data)
        self.assertIn("(410) 555-0199", get(run.port)[1])
        self.assertNotIn("Importing", run.text(run.out))
        self.assertEqual(0, run.stop(signal.SIGINT))
        self.assert_nothing_left(run)

    def test_import_that_was_cut_off_is_begun_again(self):
        self.data.mkdir()
        (self.data / "aftercare.db.new").write_bytes(b"half a clinic")
        run = Run(self.data)
        self.assertEqual(200, get(run.port, "/treatments/micro-needling")[0])
        self.assertEqual(0, run.stop(signal.SIGHUP))
        self.assert_nothing_left(run)

    def test_two_at_once(self):
        one, two = Run(self.data), Run(self.top / "other")
        self.assertEqual((200, 200), (get(one.port)[0], get(two.port)[0]))
        self.assertEqual(0, one.stop())
        self.assertEqual(200, get(two.port)[0])
        third = Run(self.top / "other", expect_ready=False)
        self.assertEqual(1, third.process.wait(PATIENCE))
        self.assertIn("is being served already", third.text(third.err))
        third.close()
        self.assertEqual(200, get(two.port)[0])
        self.assertEqual(0, two.stop())

    def test_port_in_use(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            run = Run(self.data, other.getsockname()[1], expect_ready=False)
            self.assertEqual(1, run.process.wait(PATIENCE))
            self.assertRegex(run.text(run.err), rf"\Awww/serve: port {run.port} .*\n\Z")
            self.assertEqual("", run.text(run.out))
            self.assertFalse(self.data.exists())
            run.close()

    def test_stops_when_nginx_ends(self):
        run = Run(self.data)
        os.kill(self.pid_of("nginx"), signal.SIGKILL)
        self.assertEqual(1, run.process.wait(PATIENCE))
        self.assertIn("www/serve: nginx ended with status 137", run.text(run.err))
        wait_for(lambda: not processes_of(self.top), PATIENCE, "the end of the others")
        self.assertFalse(in_use(run.port))
        run.close()

    def test_a_daemon_that_ends_is_started_again(self):
        run = Run(self.data)
        get(run.port, "/about")
        killed = self.pid_of("aftercare")
        os.kill(killed, signal.SIGKILL)
        self.assertEqual(200, get(run.port, "/about")[0])  # kept by nginx
        wait_for(lambda: "starting it again" in run.text(run.out), PATIENCE, "the word of it")
        wait_for(lambda: get(run.port, "/contact")[0] == 200, PATIENCE, "a page that was not kept")
        self.assertNotEqual(killed, self.pid_of("aftercare"))
        self.assertEqual(0, run.stop())

    def pid_of(self, name):
        """The master or supervisor: the lowest process id of that program."""
        return min(pid for pid in processes_of(self.top)
                   if os.path.basename(os.readlink(f"/proc/{pid}/exe")) == name)

    def test_killed_itself(self):
        run = Run(self.data)
        self.assertEqual(-signal.SIGKILL, run.stop(signal.SIGKILL))
        wait_for(lambda: not processes_of(self.top), PATIENCE, "the end of what it started")
        run = Run(self.data)
        self.assertEqual(0, run.stop())

    def test_daemon_that_cannot_start(self):
        self.data.mkdir()
        (self.data / "aftercare.db").write_text("this is no database, whatever its name says" * 50)
        run = Run(self.data, expect_ready=False)
        self.assertEqual(1, run.process.wait(PATIENCE))
        self.assertIn("www/serve: the daemon", run.text(run.err))
        self.assertFalse(in_use(run.port))
        run.close()

    def test_wrong_options(self):
        for options, words in ((["--port"], "needs a value"), (["--port", "0"], "'0'"),
                               (["--port", "65536"], "65536"), (["--port", "http"], "'http'"),
                               (["--data="], "empty"), (["--data", "/a\"b"], "cannot be served"),
                               (["--data", "/" + "x" * 100], "too long"),
                               (["--nonsense"], "'--nonsense'"), (["more"], "'more'")):
            with self.subTest(options):
                done = subprocess.run([SERVE, *options], capture_output=True, text=True)
                self.assertEqual((2, ""), (done.returncode, done.stdout))
                self.assertRegex(done.stderr, r"\Awww/serve: [^\n]+\n\Z")
                self.assertIn(words, done.stderr)

    def test_help(self):
        done = subprocess.run([SERVE, "--help"], capture_output=True, text=True)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertIn("--port", done.stdout)
        self.assertIn("--data", done.stdout)


class TestPackages(unittest.TestCase):
    """tools/packages, where all is installed: the first run needs a bare machine."""

    def run_it(self, *groups, **environment):
        inherited = {**os.environ}
        inherited.pop("AFTERCARE_CALLER", None)  # tests/run sets it: the name in error lines
        return subprocess.run([SOURCE / "tools/packages", *groups], capture_output=True, text=True,
                              env={**inherited, **environment})

    def test_nothing_to_do_is_silent(self):
        done = self.run_it("serve", "build", "test")
        self.assertEqual((0, "", ""), (done.returncode, done.stdout, done.stderr))

    def test_unknown_group(self):
        done = self.run_it("serve", "nonsense")
        self.assertEqual(2, done.returncode)
        self.assertRegex(done.stderr, r"\Atools/packages: no group 'nonsense'[^\n]*\n\Z")

    def test_every_line_is_known(self):
        text = (SOURCE / "packages.txt").read_text()
        for line in re.sub(r"#.*", "", text).splitlines():
            if line.strip():
                self.assertRegex(line, r"^(serve|build|test|bench|lighthouse|pictures|fuzz) [a-z0-9.+-]+( [a-z0-9-]+)?\s*$")


if __name__ == "__main__":
    unittest.main()
