"""The route table against what is written about it."""
import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def routes():
    """(method, pattern, parameters) of every route that the program prints."""
    output = subprocess.run([os.environ["AFTERCARE_BINARY"], "routes"], capture_output=True,
                            text=True, check=True).stdout
    for line in output.splitlines():
        method, pattern, rest = line.split(None, 2)
        yield method, pattern, tuple(re.findall(r"\?(\w+)", rest))


def documented():
    """The same, from the tables of docs/api.md: | `GET /path` | `a`, `b` | … |"""
    text = (ROOT / "docs" / "api.md").read_text()
    for method, pattern, cell in re.findall(r"^\| `(\w+) (/\S*)` \|([^|]*)\|", text, re.M):
        yield method, pattern, tuple(re.findall(r"`(\w+)`", cell))


class Routes(unittest.TestCase):
    def test_every_route_is_documented_and_no_other(self):
        self.assertGreater(len(list(routes())), 10)
        public = [route for route in routes() if not (route[1] + "/").startswith("/admin/")]
        self.assertEqual(sorted(documented()), sorted(public))

    def test_every_staff_page_says_who_may_ask_for_it(self):
        """Exactly one of four flags, and ADMIN, for /admin/; none of them elsewhere."""
        output = subprocess.run([os.environ["AFTERCARE_BINARY"], "routes", "--flags"],
                                capture_output=True, text=True, check=True).stdout
        self.assertIn("/admin/sign-in", output)
        for line in output.splitlines():
            method, pattern, *flags = line.split()
            who = {"OPEN", "STAFF", "PUBLISHER", "ADMINISTRATOR"} & set(flags)
            under = (pattern + "/").startswith("/admin/")
            with self.subTest(route=f"{method} {pattern}"):
                self.assertEqual(len(who), 1 if under else 0)
                self.assertEqual("ADMIN" in flags, under)

    def test_no_page_may_take_a_path_of_the_program(self):
        """A page stands at /slug: the first part of every other path must be reserved."""
        source = (ROOT / "src" / "content" / "publish.c").read_text()
        table = re.search(r"reserved_page_slugs\[\] = \{(.*?)\}", source, re.S).group(1)
        reserved = set(re.findall(r'"([\w-]+)"', table))
        first = {pattern.split("/")[1] for _, pattern, _ in routes()} - {"", "{slug}"}
        first = {part for part in first if "." not in part}  # no slug has a dot
        self.assertEqual(first - reserved, set())


if __name__ == "__main__":
    unittest.main()
