"""Staff's pages as a whole: every link among them leads somewhere, and the HTML is valid."""
import html
import pathlib
import re
import tempfile
import unittest

from harness import SiteTest
from staff import make_staff
from test_markup import complaints

# One page of each of these is enough: /admin/documents/{key} and the like.
MANY = re.compile(r"^/admin/(documents|history|preview|publish|reviewed|treatments|withdraw|on|"
                  r"compare)(?=[/?])")
EACH = 3
# What ends the walk, or is no page.
LEAVE_OUT = re.compile(r"^/admin/(sign-in|sign-out|link/|audit/export|exchange/)")


class StaffPages(SiteTest):
    def save(self, browser, key, **fields):
        form = browser.get(f"/admin/documents/{key}").form(f"/admin/documents/{key}", button="save")
        return browser.submit(form, do="save", **fields)

    def prepare(self, browser):
        """Something of everything: a history, a review, a draft, faults, words to escape."""
        self.save(browser, "accessibility", title="Second <b> & \"more\"")
        page = browser.get("/admin/publish?key=accessibility")
        browser.submit(page.form("/admin/publish"), note="why <i> & how")
        self.save(browser, "about", title="Under <review>")
        page = browser.get("/admin/publish?key=about")
        browser.submit(page.form("/admin/review/about"), note="look at <this>")
        self.save(browser, "privacy", title="")
        self.save(browser, "micro-needling", title="A draft & so on", what="A wholly other text.")

    def walk(self, browser):
        """{path: page} of what is reached from the desk."""
        pages, waiting, of_kind = {}, ["/admin/"], {}
        while waiting:
            path = waiting.pop(0)
            if path in pages or LEAVE_OUT.match(path):
                continue
            kind = MANY.match(path)
            # The document that has everything is always looked at.
            if kind and not re.search(r"(/|=)(micro-needling|accessibility)\b(?!-)", path):
                of_kind[kind.group()] = of_kind.get(kind.group(), 0) + 1
                if of_kind[kind.group()] > EACH:
                    continue
            page = pages[path] = browser.get(path)
            found = [html.unescape(link) for link in re.findall(r'href="(/admin[^"#]*)', page.text)]
            waiting += [link for link in found if link not in pages]
        return pages

    def test_every_link_leads_somewhere_and_every_page_is_valid(self):
        browser = make_staff(self.site, "ada", "administrator")
        self.prepare(browser)
        pages = self.walk(browser)
        for path in ("/admin/publish?key=privacy&key=micro-needling&key=about&key=nothing",
                     "/admin/on/accessibility?day=2030-01-01", "/admin/find?q=%3Cb%3E",
                     "/admin/compare/accessibility?from=1&to=2"):
            pages[path] = browser.get(path)
        self.assertGreater(len(pages), 25)
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for number, (path, page) in enumerate(pages.items()):
                self.assertEqual(200, page.status, path)
                name = re.sub(r"\W+", "-", path).strip("-")
                files.append(pathlib.Path(folder) / f"{number:03}-{name}.html")
                files[-1].write_text(page.text)
            found = complaints(files)
        self.assertFalse(found, "\n" + "\n".join(found))


if __name__ == "__main__":
    unittest.main()
