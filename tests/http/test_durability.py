"""What was acknowledged is there: writers killed at any moment, and a disk that is full."""

import concurrent.futures
import contextlib
import http.client
import os
import random
import re
import signal
import sqlite3
import subprocess
import threading
import time
import unittest

from harness import SEED, Site, wait_for
from staff import make_staff

SAVES = 1000
KEYS = ("when-will-i-see-results", "how-long-does-a-session-take", "how-long-do-results-last",
        "are-results-permanent")


def rows(site, query):
    with contextlib.closing(sqlite3.connect(site.database)) as connection:
        return connection.execute(query).fetchall()


def writers(site):
    """The process ids of the writers that live."""
    started = re.findall(r"event=worker-started pid=(\d+) role=writer", site.log())
    return set(map(int, started)) & set(site.workers())


class Editor:
    """Saves one document again and again, and keeps count of what must have arrived."""

    def __init__(self, browser, key):
        self.browser, self.key, self.path = browser, key, f"/admin/documents/{key}"
        self.number = self.arrived = self.unsure = 0
        self.form = self.load()
        self.stored = self.form["title"]

    def load(self):
        """The form as it stands now, once the site answers."""
        def ask():
            with contextlib.suppress(OSError, http.client.HTTPException):
                page = self.browser.get(self.path)
                return page.status == 200 and page.form(self.path)
        return wait_for(ask, 60, f"the form of {self.key}")

    def save(self):
        self.number += 1
        self.form["title"] = title = f"Save number {self.number}?"
        try:
            page = self.browser.submit(self.form, follow=False, do="save")
            status = page.status
        except (OSError, http.client.HTTPException):
            status = 0
        if status == 303:
            self.arrived += 1
            self.stored = title
            self.form["version"] = str(int(self.form["version"]) + 1)
            if self.arrived == 1:  # the first makes the draft, whose versions have a start of their own
                self.form = self.load()
        elif status in (0, 502, 503, 504):
            self.look_again(title)
        else:
            raise AssertionError(f"{self.key}: {status} for save {self.number}\n{page.text[:2000]}")

    def look_again(self, title):
        """Nobody knows whether the save arrived. Either it did, or all is as it was."""
        self.unsure += 1
        self.form = self.load()
        if self.form["title"] == title:
            self.arrived += 1
        elif self.form["title"] != self.stored:
            raise AssertionError(f"{self.key}: {self.stored} was acknowledged, then "
                                 f"{title} sent; there is {self.form['title']}")
        self.stored = self.form["title"]


class KilledWriters(unittest.TestCase):
    def kill_now_and_then(self, site, stop, killed):
        """One writer at a time, while another lives: their restarts come slower each time."""
        chance = random.Random(3)
        while not stop.wait(chance.uniform(0.01, 0.2)):
            living = sorted(writers(site))
            if len(living) > 1:
                victim = chance.choice(living)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(victim, signal.SIGKILL)
                    killed.append(victim)

    def run_saves(self, editors, count):
        def work(editor):
            for _ in range(count // len(editors)):
                editor.save()
        with concurrent.futures.ThreadPoolExecutor(len(editors)) as pool:
            for done in [pool.submit(work, editor) for editor in editors]:
                done.result()

    def check(self, site, editors, first):
        self.assertEqual([("ok",)], rows(site, "PRAGMA integrity_check"))
        self.assertEqual([], rows(site, "PRAGMA foreign_key_check"))
        for editor in editors:
            [(title, version, held)] = rows(site, "SELECT title, version, json_extract(body, '$.title') "
                                                  f"FROM draft WHERE key = '{editor.key}'")
            self.assertEqual((editor.stored, editor.stored), (title, held))
            # each save raises it once: none is there twice
            self.assertEqual(editor.arrived, version - first[editor.key])

    def test_every_acknowledged_save_is_there_once(self):
        with Site(arguments=("--writers", "4")) as site:
            editors = [Editor(make_staff(site, f"e{n}", "editor"), key)
                       for n, key in enumerate(KEYS)]
            first = {}
            for editor in editors:
                editor.save()
                first[editor.key] = int(editor.form["version"]) - 1
            stop, killed = threading.Event(), []
            killer = threading.Thread(target=self.kill_now_and_then, args=(site, stop, killed))
            killer.start()
            try:
                self.run_saves(editors, SAVES // 2)
            finally:
                stop.set()
                killer.join()
            self.check(site, editors, first)
            self.crash_during_saves(site, editors)
            self.run_saves(editors, SAVES // 2)
            self.check(site, editors, first)
            self.assertTrue(killed)  # how many depends on how fast the machine is
            self.assertEqual(SAVES + len(KEYS), sum(editor.number for editor in editors) - self.extra)
            print(f"{len(killed)} writers killed; "
                  f"{sum(editor.unsure for editor in editors)} saves were cut")

    def crash_during_saves(self, site, editors):
        """The supervisor and every worker at once, as when the power goes; then all again."""
        def restart():
            time.sleep(0.3)
            site.kill_daemon()
            site.start_daemon()
        numbers = sum(editor.number for editor in editors)
        crash = threading.Thread(target=restart)
        crash.start()
        while crash.is_alive():
            self.run_saves(editors, len(editors))
        crash.join()
        self.extra = sum(editor.number for editor in editors) - numbers


def mount_small(folder, megabytes):
    """A file system of that size there; False where this is not allowed."""
    return os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs", folder],
        capture_output=True).returncode == 0


class FullDisk(unittest.TestCase):
    def setUp(self):
        self.site = Site(seed=False, start=False, cache=False)
        self.addCleanup(self.site.clean_up)
        if not mount_small(self.site.data, 4):
            self.skipTest("a small file system can only be mounted by root, where mounting is allowed")
        self.addCleanup(subprocess.run, ["umount", "-l", self.site.data], check=True)
        for folder in (self.site.sockets, self.site.errors):
            folder.mkdir(mode=0o700)
        self.site.import_files(*SEED)
        self.site.start()
        self.filler = self.site.data / "filler"

    def fill(self):
        """Leaves no room at all."""
        with open(self.filler, "ab", buffering=0) as file:
            for size in (65536, 4096, 1):
                with contextlib.suppress(OSError):
                    while True:
                        file.write(b"x" * size)

    def save(self, browser, text):
        """The form with that text, and what a save of it answers."""
        path = f"/admin/documents/{KEYS[0]}"
        form = browser.get(path).form(path)
        form["answer"] = text
        return browser.submit(form, follow=False, do="save")

    def text(self, number):
        return f"Text number {number}. " + "Nothing of it may be lost. " * 300

    def fail_to_save(self, browser):
        """Saves until there is no room left in what the database has already; the first refusal."""
        for number in range(200):
            page = self.save(browser, self.text(number))
            if page.status != 303:
                return number, page
        raise AssertionError("200 saves found room on a full disk")

    def test_a_full_disk_is_told_reading_goes_on_and_saving_works_again(self):
        browser = make_staff(self.site, "ada", "editor")
        self.assertEqual(303, self.save(browser, "Before it is full.").status)
        self.fill()
        number, page = self.fail_to_save(browser)
        self.assertEqual(507, page.status, page.text[:1000])
        self.assertTrue("no room on the disk: nothing was saved. Your text is below" in page.text)
        # everything that was typed is still there, to be sent again
        form = page.form(f"/admin/documents/{KEYS[0]}")
        self.assertEqual(self.text(number).strip(), form["answer"].strip())
        for path in ("/", "/treatments/micro-needling", "/api/v1/faqs", "/admin/"):
            self.assertEqual(200, browser.get(path).status, path)
        last = self.text(number - 1) if number else "Before it is full."
        path = f"/admin/documents/{KEYS[0]}"
        self.assertEqual(last.strip(), browser.get(path).form(path)["answer"].strip())
        self.filler.unlink()
        self.assertEqual(303, browser.submit(form, follow=False, do="save").status)
        self.assertEqual(self.text(number).strip(), browser.get(path).form(path)["answer"].strip())
        self.assertEqual([("ok",)], rows(self.site, "PRAGMA integrity_check"))
        self.site.stop_nginx()
        self.assertEqual(0, self.site.stop_daemon())

    def test_a_backup_to_a_full_disk_leaves_nothing(self):
        self.fill()
        done = self.site.run("backup", "--database", self.site.database, "--to",
                             self.site.data / "copy.db")
        self.assertEqual(1, done.returncode)
        self.assertRegex(done.stderr, "full|space")
        self.assertEqual([], list(self.site.data.glob("copy.db*")))
        done = self.site.import_files(*SEED, extra=["--drafts"], check=False)
        self.assertIn(done.returncode, (0, 1))
        self.assertEqual(200, self.site.get("/").status)
        self.filler.unlink()
        self.site.run("backup", "--database", self.site.database, "--to",
                      self.site.data / "copy.db", check=True)
        self.site.stop_nginx()
        self.assertEqual(0, self.site.stop_daemon())


if __name__ == "__main__":
    unittest.main()
