"""Runs a file of tests/browser/ over the pages of views.py, against a site of its own."""

import os
import shutil
import subprocess

from harness import SOURCE, SiteTest
from views import write_views


class WalkTest(SiteTest):
    def walk(self, story, views, people=None, **environment):
        """Fails with what node says, or prints it: it holds the figures of every page."""
        chromium = shutil.which("chromium")
        self.assertTrue(chromium, "Debian's package chromium is not installed")
        file = write_views(self.site.top / "views.json", views, people)
        done = subprocess.run(
            ["node", "--test", "--test-reporter=spec", SOURCE / "tests/browser" / story], capture_output=True, text=True,
            timeout=3000, env={**os.environ, "AFTERCARE_URL": self.site.base_url, "CHROMIUM": chromium,
                              "AFTERCARE_VIEWS": str(file), **environment})
        print(done.stdout)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
