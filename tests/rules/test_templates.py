"""What templates may hold, so that nothing that was typed can become markup or script."""
import pathlib
import re
import unittest

TEMPLATES = pathlib.Path(__file__).resolve().parents[2] / "www" / "templates"
TAG = re.compile(r"\{\{\{.*?\}\}\}|\{\{.*?\}\}", re.S)
URL_ATTRIBUTES = {"href", "src", "action", "formaction", "poster", "data", "cite", "srcset"}
# A path of ours with a slug in it, which holds nothing but small letters, digits and hyphens.
SLUG_PATH = re.compile(r"/[a-z/-]*/\{\{[\w.]*slug\}\}(?:/[a-z-]+)?(?:#[a-z-]+)?")


class Templates(unittest.TestCase):
    def templates(self):
        files = sorted(TEMPLATES.glob("*.mustache"))
        self.assertGreater(len(files), 10)
        for path in files:
            with self.subTest(template=path.name):
                yield path.read_text()

    def test_raw_tags_only_for_names_that_end_in_html(self):
        for text in self.templates():
            for tag in TAG.findall(text):
                if tag.startswith("{{{") or tag.startswith("{{&"):
                    self.assertRegex(tag, r"^\{\{\{[\w.]+_html\}\}\}$")

    def test_html_is_never_escaped_by_mistake(self):
        for text in self.templates():
            self.assertNotRegex(text, r"(?<!\{)\{\{[\w.]+_html\}\}(?!\})")

    def test_no_script_no_style_no_handlers(self):
        for text in self.templates():
            # Files of our own, which the pages can do without.
            text = text.replace('<script src="{{admin_script_url}}" defer></script>', "")
            text = text.replace('<script src="{{script_url}}" data-worker="{{worker_url}}"'
                                ' data-plan="{{plan_script_url}}" data-search="{{search_script_url}}"'
                                ' data-fresh="{{fresh_script_url}}" defer></script>', "")
            self.assertNotRegex(text, r"(?i)<script|<style|\sstyle\s*=|\son\w+\s*=|javascript:")

    def test_attributes_with_tags_stand_in_double_quotes(self):
        for text in self.templates():
            self.assertNotRegex(text, r"=\s*'[^']*\{\{")
            self.assertNotRegex(text, r"<[^>\"]*=\{\{")

    def test_addresses_come_from_names_that_end_in_url(self):
        for text in self.templates():
            for name, value in re.findall(r'([\w-]+)="([^"]*)"', text):
                if name.lower() in URL_ATTRIBUTES and "{{" in value:
                    # A place on the page itself is no other address, whatever its name.
                    if not SLUG_PATH.fullmatch(value) and not value.startswith("#"):
                        self.assertRegex(value, r"^\{\{[\w.]*_url\}\}$", name)

    def test_no_other_host(self):
        for text in self.templates():
            self.assertNotRegex(text, r"(?:https?:)?//[\w-]+\.\w")


if __name__ == "__main__":
    unittest.main()
