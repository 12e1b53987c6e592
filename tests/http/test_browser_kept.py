"""Pages without a connection in Chromium: tests/browser/kept.mjs, against a site of its own."""
import json
import os
import shlex
import shutil
import subprocess
import unittest

from harness import BINARY, SOURCE, SiteTest

STORY = SOURCE / "tests/browser/kept.mjs"


class Chromium(SiteTest):
    def command_that_imports(self, name, **changes):
        pages = json.loads((SOURCE / "sql/seed/pages.json").read_text())
        about = next(each for each in pages if each["slug"] == "about")
        path = self.site.top / name
        path.write_text(json.dumps({**about, **changes}))
        return self.command_that_takes(path)

    def command_that_takes(self, path):
        return shlex.join(str(each) for each in (BINARY, "import", "--replace", "--database", self.site.database, path))

    def test_kept_pages(self):
        chromium = shutil.which("chromium")
        self.assertTrue(chromium, "Debian's package chromium is not installed")
        clinic = json.loads((SOURCE / "sql/seed/clinic.json").read_text())
        done = subprocess.run(
            ["node", "--test", STORY], capture_output=True, text=True, timeout=3000,
            env={**os.environ, "AFTERCARE_URL": self.site.base_url, "CHROMIUM": chromium,
                 "PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS": "1",  # what the worker asks for can be answered here
                 "AFTERCARE_PHONE": clinic["phone"],
                 "AFTERCARE_PUBLISH": self.command_that_imports("anew.json", title="Told anew"),
                 "AFTERCARE_RESTORE": self.command_that_imports("as-it-was.json"),
                 "AFTERCARE_CHANGE": self.command_that_takes(
                     self.site.edited("micro-needling-checklist.json", title="Advice made anew")),
                 "AFTERCARE_WITHDRAW": self.command_that_imports("gone.json", withdrawn={"reason": "Out of date."})})
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
