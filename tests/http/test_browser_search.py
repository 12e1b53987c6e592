"""Suggestions while typing, in Chromium: tests/browser/search.mjs, against a site of its own; nothing of
what was typed there is left in a log, in nginx's cache or in the database."""

import os
import shutil
import subprocess
import unittest

from harness import SOURCE, SiteTest


class Chromium(SiteTest):
    def test_suggestions(self):
        chromium = shutil.which("chromium")
        self.assertTrue(chromium, "Debian's package chromium is not installed")
        done = subprocess.run(["node", "--test", SOURCE / "tests/browser/search.mjs"], capture_output=True,
                              text=True, timeout=3000,
                              env={**os.environ, "AFTERCARE_URL": self.site.base_url, "CHROMIUM": chromium})
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        for path in self.site.top.rglob("*"):
            if path.is_file():
                self.assertNotIn(b"q=sau", path.read_bytes(), path.name)


if __name__ == "__main__":
    unittest.main()
