"""The walls between the folders of src/: includes go down only, and one file (or folder) knows
each outside library."""
import pathlib
import re
import unittest

SRC = pathlib.Path(__file__).resolve().parents[2] / "src"

# What each folder may include, besides its own files.
MAY_INCLUDE = {
    "base": set(),
    "text": {"base"},
    "store": {"base"},
    "content": {"base", "text", "store"},
    "lint": {"base", "text", "store", "content"},
    "http": {"base"},
    "plan": {"base", "text", "store", "content"},
    "view": {"base", "text", "store", "content", "plan"},
    "site": {"base", "text", "store", "content", "plan", "view", "http"},
    "api": {"base", "text", "store", "content", "plan", "view", "http"},
    "staff": {"base", "store"},
    "admin": {"base", "text", "store", "content", "plan", "lint", "view", "http", "staff"},
    "routes": {"base", "store", "content", "plan", "view", "http", "site", "api", "admin"},
    "server": {"base", "text", "store", "content", "view", "http", "site", "routes"},
    "command": {"base", "text", "store", "content", "view", "http", "site", "routes", "server",
                "lint", "staff"},
    "main": {"command"},
}

# Outside headers, and the files that may include them.
LIBRARIES = {
    r"fcgiapp\.h|fcgi_config\.h|fcgios\.h": r"server/fcgi\.c",
    r"sqlite3\.h": r"store/\w+\.c",
    r"cmark\.h": r"text/markdown\.c",
    r"utf8proc\.h": r"text/\w+\.c",
    r"hunspell/.*": r"text/spelling\.c",
    r"sodium\.h": r"staff/\w+\.c",
    r"liboath/.*": r"staff/code\.c",
    r"qrencode\.h": r"text/qr\.c",
    r"libxml/.*": r"text/svg_clean\.c",
    r"png\.h": r"text/png_(clean|fit)\.c",
    r"libical/.*": r"plan/calendar\.c",
    r"zlib\.h|brotli/.*": r"http/compress\.c",
    r"zopfli/.*": r"base/squeeze\.c",
}


def folder_of(path):
    """The folder of a file of src/, or the name of one that stands in src/ itself."""
    relative = path.relative_to(SRC)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def includes(path, pattern):
    return re.findall(r"^\s*#\s*include\s+" + pattern, path.read_text(), re.M)


class Walls(unittest.TestCase):
    def sources(self):
        files = sorted(SRC.rglob("*.[ch]"))
        self.assertGreater(len(files), 50)
        return files

    def test_includes_go_down_only(self):
        for path in self.sources():
            own = folder_of(path)
            for name in includes(path, r'"([^"]+)"'):
                target = name.split("/")[0] if "/" in name else pathlib.Path(name).stem
                with self.subTest(file=str(path.relative_to(SRC)), includes=name):
                    self.assertTrue(target == own or target in MAY_INCLUDE[own],
                                    f"{own} may not know {target}")

    def test_one_file_knows_each_library(self):
        for path in self.sources():
            relative = str(path.relative_to(SRC))
            for name in includes(path, r"<([^>]+)>"):
                for library, owner in LIBRARIES.items():
                    if re.fullmatch(library, name):
                        with self.subTest(file=relative, includes=name):
                            self.assertRegex(relative, f"^{owner}$")

    def test_every_folder_is_known_here(self):
        self.assertEqual({folder_of(path) for path in self.sources()} - set(MAY_INCLUDE), set())

    def test_sql_stands_in_sql(self):
        statement = re.compile(r'"\s*((SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER)\s|'
                               r'DROP\s+(TABLE|INDEX|TRIGGER|VIEW)\b)', re.I)
        for path in self.sources():
            if folder_of(path) != "store":
                with self.subTest(file=str(path.relative_to(SRC))):
                    self.assertIsNone(statement.search(path.read_text()))


if __name__ == "__main__":
    unittest.main()
