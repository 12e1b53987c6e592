"""aftercare backup and restore, while people read and write."""

import contextlib
import pathlib
import sqlite3
import stat
import threading
import time
import unittest

from harness import Site
from samples import faq, write
from staff import Browser, make_staff

# What a backup must bring back. The trail gets a line of the restore; sessions end with it.
KEPT = {
    "document": "SELECT * FROM document ORDER BY id",
    "revision": "SELECT * FROM revision ORDER BY id",
    "redirect": "SELECT * FROM redirect ORDER BY 1, 2",
    "live": "SELECT * FROM live ORDER BY document",
    "reference": "SELECT * FROM reference ORDER BY 1, 2, 5, 6",
    "search": "SELECT rowid, title, names, text FROM search ORDER BY rowid",
    "staff": "SELECT * FROM staff ORDER BY id",
    "draft": "SELECT * FROM draft ORDER BY key",
    "setting": "SELECT * FROM setting ORDER BY name",
    "audit": "SELECT * FROM audit WHERE action <> 'restored' ORDER BY id",
}


def rows(path, query):
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


def contents(path):
    return {name: rows(path, query) for name, query in KEPT.items()}


def is_sound(path):
    return (rows(path, "PRAGMA integrity_check") == [("ok",)]
            and rows(path, "PRAGMA foreign_key_check") == [])


class BackupTest(unittest.TestCase):
    def setUp(self):
        self.site = Site(nginx=False, start=False)
        self.addCleanup(self.site.stop)
        self.database = self.site.database
        self.copy = self.site.top / "copy.db"

    def backup(self, to=None, status=0):
        done = self.site.run("backup", "--database", self.database, "--to", to or self.copy)
        self.assertEqual(status, done.returncode, done.stderr)
        return done

    def restore(self, source=None, database=None, status=0):
        done = self.site.run("restore", "--from", source or self.copy, "--database",
                             database or self.database)
        self.assertEqual(status, done.returncode, done.stderr)
        return done

    def kept_files(self):
        return sorted(path for path in self.site.data.glob("*.before-*")
                      if not path.name.endswith(("-wal", "-shm")))

    def test_a_backup_is_one_whole_file_for_its_owner_alone(self):
        done = self.backup()
        self.assertIn("bytes, checked", done.stdout)
        self.assertEqual(0o600, stat.S_IMODE(self.copy.stat().st_mode))
        self.assertEqual([self.copy], sorted(self.site.top.glob("copy.db*")))
        self.assertTrue(is_sound(self.copy))
        self.assertEqual([("delete",)], rows(self.copy, "PRAGMA journal_mode"))
        self.assertEqual(contents(self.database), contents(self.copy))

    def test_a_backup_never_overwrites(self):
        self.copy.write_text("mine")
        done = self.backup(status=1)
        self.assertIn("is there already; nothing was written", done.stderr)
        self.assertEqual("mine", self.copy.read_text())
        self.assertEqual(1, len(list(self.site.top.glob("copy.db*"))))

    def test_what_cannot_be_backed_up_is_said(self):
        done = self.backup(to=self.site.top / "nowhere/copy.db", status=1)
        self.assertIn("No such file or directory", done.stderr)
        done = self.site.run("backup", "--database", self.site.top / "none.db", "--to", self.copy)
        self.assertEqual(1, done.returncode)
        self.assertFalse(self.copy.exists())
        self.assertEqual(2, self.site.run("backup", "--database", self.database).returncode)
        self.assertEqual(2, self.site.run("restore", "--database", self.database).returncode)

    def test_a_damaged_database_makes_no_backup(self):
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with open(self.database, "r+b") as file:
            file.seek(3 * 4096)
            file.write(b"\x55" * 4096 * 20)
        done = self.backup(status=1)
        self.assertRegex(done.stderr, "damaged|malformed")
        self.assertEqual([], list(self.site.top.glob("copy.db*")))

    def test_a_restore_brings_everything_back_and_keeps_what_it_replaces(self):
        before = contents(self.database)
        version = rows(self.database, "SELECT version FROM site")[0][0]
        self.backup()
        self.site.import_files(write(self.site.top, "a.json", faq("later")))
        later = contents(self.database)
        done = self.restore()
        self.assertRegex(done.stdout, r"restored .*: \d+ documents, \d+ revisions, 0 staff\n"
                                      r"what stood there before is kept as ")
        self.assertEqual(before, contents(self.database))
        self.assertTrue(is_sound(self.database))
        self.assertGreater(rows(self.database, "SELECT version FROM site")[0][0], version)
        [kept] = self.kept_files()
        self.assertEqual(later, contents(kept))
        self.assertTrue(is_sound(kept))
        self.assertEqual([("restored", str(self.copy))], rows(
            self.database, "SELECT action, detail FROM audit WHERE action = 'restored'"))

    def test_a_restore_makes_a_site_elsewhere(self):
        self.backup()
        elsewhere = self.site.top / "elsewhere.db"
        done = self.restore(database=elsewhere)
        self.assertNotIn("is kept as", done.stdout)
        self.assertEqual(contents(self.database), contents(elsewhere))

    def test_what_is_no_backup_is_refused_and_nothing_changes(self):
        before = contents(self.database)
        self.backup()
        damaged = self.site.top / "damaged.db"
        data = bytearray(self.copy.read_bytes())
        data[3 * 4096:23 * 4096] = b"\x55" * 4096 * 20
        damaged.write_bytes(data)
        foreign, newer, text = (self.site.top / name for name in ("foreign", "newer", "text"))
        with contextlib.closing(sqlite3.connect(foreign)) as connection:
            connection.execute("CREATE TABLE a (b)")
        newer.write_bytes(self.copy.read_bytes())
        with contextlib.closing(sqlite3.connect(newer)) as connection:
            connection.execute("PRAGMA user_version = 999")
        text.write_text("no database at all\n" * 100)
        for path, words in ((damaged, "damaged|malformed"), (foreign, "no database of this program"),
                            (newer, "its schema is version 999"), (text, "not a database"),
                            (self.site.top / "none", "No such file")):
            done = self.restore(path, status=1)
            self.assertRegex(done.stderr, words)
            self.assertEqual("", done.stdout)
        self.assertEqual(before, contents(self.database))
        self.assertEqual([], self.kept_files())
        self.assertEqual([], list(self.site.data.glob("*.part-*")))

    def test_a_database_that_is_served_is_not_replaced(self):
        self.backup()
        self.site.base_url = "http://127.0.0.1:1"
        self.site.start_daemon()
        before = contents(self.database)
        done = self.restore(status=1)
        self.assertIn("is being served: stop 'aftercare serve' first", done.stderr)
        self.assertEqual(before, contents(self.database))
        self.assertEqual([], self.kept_files())
        self.site.stop_daemon()
        self.restore()
        self.site.start_daemon()
        self.site.stop_daemon()

    def test_a_crash_leaves_no_lock_behind(self):
        self.backup()
        self.site.base_url = "http://127.0.0.1:1"
        self.site.start_daemon()
        self.site.kill_daemon()
        self.restore()

    def test_a_database_that_another_program_has_open_is_not_replaced(self):
        self.backup()
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            connection.execute("SELECT count(*) FROM document").fetchall()
            done = self.restore(status=1)
        self.assertIn("another program has", done.stderr)
        self.assertEqual([], self.kept_files())
        self.restore()

    def test_a_ruined_database_is_replaced_and_kept_too(self):
        before = contents(self.database)
        self.backup()
        for ending in ("-wal", "-shm"):
            pathlib.Path(f"{self.database}{ending}").unlink(missing_ok=True)
        self.database.write_bytes(b"ruined" * 10000)
        self.restore()
        self.assertEqual(before, contents(self.database))
        [kept] = self.kept_files()
        self.assertEqual(b"ruined" * 10000, kept.read_bytes())


class WhileEditing(unittest.TestCase):
    def test_a_backup_during_edits_is_one_moment_and_restores_elsewhere(self):
        with Site() as site:
            make_staff(site, "ada", "administrator")
            browsers = [make_staff(site, f"e{n}", "editor") for n in range(2)]
            stop = threading.Event()
            saved = []

            def edit(browser, key):
                number = 0
                while not stop.is_set():
                    number += 1
                    page = browser.get(f"/admin/documents/{key}")
                    browser.submit(page.form(f"/admin/documents/{key}"), do="save",
                                   title=f"Title {number}?")
                    saved.append((key, number))

            def publish():
                number = 0
                while not stop.is_set():
                    number += 1
                    path = write(site.top, "p.json", faq("published", title=f"Title {number}?"))
                    site.import_files(path, extra=["--replace"])

            keys = ["when-will-i-see-results", "how-long-does-a-session-take"]
            threads = [threading.Thread(target=edit, args=pair) for pair in zip(browsers, keys)]
            threads.append(threading.Thread(target=publish))
            for thread in threads:
                thread.start()
            copies = []
            try:
                for number in range(4):
                    time.sleep(0.7)
                    copies.append(site.top / f"copy-{number}.db")
                    site.run("backup", "--database", site.database, "--to", copies[-1], check=True)
            finally:
                stop.set()
                for thread in threads:
                    thread.join()
            self.assertGreater(len(saved), 4)
            for copy in copies:
                self.assertTrue(is_sound(copy))
                # one moment: what is live is the last revision, and the derived rows are its own
                self.assertEqual([], rows(copy, "SELECT d.key FROM document d JOIN live l "
                                                "ON l.document = d.id WHERE l.revision <> d.live"))
            revisions = [len(contents(copy)["revision"]) for copy in copies]
            self.assertEqual(sorted(revisions), revisions)
            self.assertLess(revisions[0], revisions[-1])
            self.elsewhere(site, copies[-1], browsers[0])

    def elsewhere(self, site, copy, browser):
        """The copy makes another site, with the same documents, revisions and people."""
        with Site(seed=False, start=False) as other:
            other.run("restore", "--from", copy, "--database", other.database, check=True)
            self.assertEqual(contents(copy), contents(other.database))
            other.start()
            self.assertEqual(200, other.get("/questions/published").status)
            back = Browser(other)
            back.cookies = dict(browser.cookies)
            self.assertEqual(303, back.get("/admin/", follow=False).status, "a session came back")
            back.cookies = {}
            self.assertEqual(200, back.sign_in("e0").status)


if __name__ == "__main__":
    unittest.main()
