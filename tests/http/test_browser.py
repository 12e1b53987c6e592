"""The editing form in Chromium: tests/browser/editing.mjs, against a site of its own."""
import os
import shutil
import subprocess
import unittest

from harness import SOURCE, SiteTest
from staff import PASSWORD, make_staff

STORY = SOURCE / "tests/browser/editing.mjs"
# One for each test there: a person's codes work once, and their drafts are theirs.
PEOPLE = [f"person-{letter}" for letter in "abcdefghijkl"]


class Chromium(SiteTest):
    def test_editing(self):
        chromium = shutil.which("chromium")
        self.assertTrue(chromium, "Debian's package chromium is not installed")
        for name in PEOPLE:
            make_staff(self.site, name, "administrator" if name == PEOPLE[-1] else "publisher")
        done = subprocess.run(
            ["node", "--test", STORY], capture_output=True, text=True, timeout=3000,
            env={**os.environ, "AFTERCARE_URL": self.site.base_url, "CHROMIUM": chromium,
                 "AFTERCARE_PEOPLE": " ".join(PEOPLE), "AFTERCARE_PASSWORD": PASSWORD})
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
