"""The colors that the program reckons with are those of the style sheet: what can be read there is
judged by them (src/content/accent.h)."""
import pathlib
import re
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
CSS = (SOURCE / "www/static/site.css").read_text()
CODE = (SOURCE / "src/content/accent.c").read_text() + (SOURCE / "src/content/accent.h").read_text()


def token(name, at_night):
    """A token's color by day, or at night, as six digits."""
    day, night = re.split(r"@media[^{]*prefers-color-scheme: dark[^{]*\{", CSS)[:2]
    digits = re.search(rf"--{name}: (?:var\(--\w+, )?#([0-9a-f]+)\b", night if at_night else day).group(1)
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


class Colors(unittest.TestCase):
    def triples(self, table):
        """The colors of a table of accent.c, in its order."""
        body = re.search(rf"\b{table}\b[^=]*= \{{(.*?)\}};", CODE, re.S).group(1)
        return ["".join(each) for each in re.findall(r"0x(..), 0x(..), 0x(..)", body)]

    def test_the_grounds_and_the_words_are_those_of_the_style_sheet(self):
        paper, card = token("paper", False), token("card", False)
        self.assertEqual([paper, card, paper], self.triples("light_grounds"))
        self.assertEqual([token("paper", True), token("card", True)], self.triples("dark_grounds"))
        self.assertEqual([token("ink", True)], self.triples("dark_ink"))

    def test_the_color_without_a_clinics_is_that_of_the_style_sheet(self):
        self.assertEqual("#" + token("accent", False), re.search(r'ACCENT_OWN +"(#\w+)"', CODE).group(1))


if __name__ == "__main__":
    unittest.main()
