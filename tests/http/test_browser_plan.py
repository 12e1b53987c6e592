"""My plan in Chromium: tests/browser/plan.mjs, against a site of its own; and that nothing of what was
typed there is left in a log, in nginx's cache or in the database."""
import datetime
import os
import shlex
import shutil
import subprocess
import unittest

from harness import BINARY, SOURCE, SiteTest
from kept import kept_by_nginx

STORY = SOURCE / "tests/browser/plan.mjs"
TREATED = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=2)).strftime("%Y-%m-%dT05:37")


def files_with(text, folder):
    """Files below folder that hold the text, sockets left out."""
    done = subprocess.run(["grep", "-rlaF", "-D", "skip", text, folder], capture_output=True, text=True)
    return done.stdout.split()


class Chromium(SiteTest):
    def test_plan(self):
        chromium = shutil.which("chromium")
        self.assertTrue(chromium, "Debian's package chromium is not installed")
        changed = self.site.edited("micro-needling-checklist.json", title="Advice made anew")
        publish = [str(each) for each in (BINARY, "import", "--replace", "--database", self.site.database, changed)]
        done = subprocess.run(
            ["node", "--test", STORY], capture_output=True, text=True, timeout=3000,
            env={**os.environ, "AFTERCARE_URL": self.site.base_url, "CHROMIUM": chromium,
                 "AFTERCARE_TREATED": TREATED, "AFTERCARE_PUBLISH": shlex.join(publish),
                 "PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS": "1"})
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        self.check_nothing_is_left()

    def check_nothing_is_left(self):
        day, hour = TREATED.split("T")
        kept = kept_by_nginx(self.site.nginx_folder / "cache")
        for text in (day, f"T{hour}", hour.replace(":", "%3A"), "treated="):
            self.assertEqual([], files_with(text, self.site.top), text)
            self.assertEqual([], [key for key, page in kept.items() if text in page], text)
        # It would have been found: this is what was looked through.
        self.assertIn("route=/aftercare/{slug}/plan", self.site.log())
        for text in ("event=request", "method=GET", "Advice made anew"):
            self.assertTrue(files_with(text, self.site.top), text)
        self.assertTrue([key for key, page in kept.items() if "Advice made anew" in page])


if __name__ == "__main__":
    unittest.main()
