"""The clinic's own look in Chromium: tests/browser/brand.mjs, against a site of its own."""

import os
import shutil
import subprocess
import unittest

from harness import SOURCE, SiteTest
from staff import PASSWORD, make_staff


class Chromium(SiteTest):
    def test_the_look(self):
        chromium = shutil.which("chromium")
        self.assertTrue(chromium, "Debian's package chromium is not installed")
        make_staff(self.site, "pam", "publisher")
        done = subprocess.run(["node", "--test", SOURCE / "tests/browser/brand.mjs"], capture_output=True,
                              text=True, timeout=3000,
                              env={**os.environ, "AFTERCARE_URL": self.site.base_url, "CHROMIUM": chromium,
                                   "AFTERCARE_PERSON": "pam", "AFTERCARE_PASSWORD": PASSWORD})
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
