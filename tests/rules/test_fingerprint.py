"""What cmake/fingerprint.cmake makes of the static files when something goes wrong."""
import os
import pathlib
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
# Stands in for minify, to be cut off at a moment that the real one does not wait for.
CUT_OFF = '#!/bin/sh\nprintf "a{col" >"$2"\nexit 1\n'


class Fingerprint(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.top = pathlib.Path(self.folder.name)
        for name in ("from", "icons", "header"):
            (self.top / name).mkdir()

    def run_it(self, path=os.environ["PATH"]):
        places = {"FROM": "from", "ICONS": "icons", "JOINED": "joined", "TO": "to", "HEADER": "header/files.h"}
        return subprocess.run(
            ["cmake", *(f"-D{name}={self.top / place}" for name, place in places.items()),
             "-P", SOURCE / "cmake/fingerprint.cmake"],
            capture_output=True, text=True, env={**os.environ, "PATH": path})

    def test_a_folder_without_a_style_sheet_is_told(self):
        done = self.run_it()
        self.assertNotEqual(0, done.returncode)
        self.assertIn(f"no site.css in {self.top / 'from'}", " ".join(done.stderr.split()))

    def test_a_file_that_was_cut_off_is_made_anew(self):
        (self.top / "from/site.css").write_text("a { color: red }\n")
        (self.top / "minify").write_text(CUT_OFF)
        (self.top / "minify").chmod(0o755)
        self.assertNotEqual(0, self.run_it(f"{self.top}:{os.environ['PATH']}").returncode)
        done = self.run_it()
        self.assertEqual(0, done.returncode, done.stderr)
        made = sorted((self.top / "to").iterdir())
        self.assertEqual([".css", ".br", ".gz"], [path.suffix for path in made])
        self.assertEqual("a{color:red}", made[0].read_text())


if __name__ == "__main__":
    unittest.main()
