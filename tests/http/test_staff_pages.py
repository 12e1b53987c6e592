"""Staff's pages as a whole: every link among them leads somewhere, and the HTML of each is valid."""
import html
import pathlib
import re
import tempfile
import unittest

from harness import SiteTest
from staff import Browser, make_staff
from test_markup import complaints
from views import read, staff_views

# One page of each of these is enough: /admin/documents/{key} and the like.
MANY = re.compile(r"^/admin/(documents|history|preview|publish|reviewed|treatments|withdraw|on|"
                  r"compare)(?=[/?])")
EACH = 3
# What ends the walk, or is no page.
LEAVE_OUT = re.compile(r"^/admin/(sign-in|sign-out|link/|audit/export|exchange/)")


class StaffPages(SiteTest):
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
        people, views = staff_views(self.site)
        browser = Browser(self.site)
        browser.cookies = dict(people["ada"])
        pages = self.walk(browser)
        for path, page in pages.items():
            self.assertEqual(200, page.status, path)
        self.assertGreater(len(pages), 25)
        # And what is typed or pressed, refusals above all; every route of staff's pages is among these.
        pages.update((each["name"], read(self.site, each, people)) for each in views)
        self.assertLessEqual({403, 404, 409, 422}, {page.status for page in pages.values()})
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for number, (path, page) in enumerate(pages.items()):
                name = re.sub(r"\W+", "-", path).strip("-")
                files.append(pathlib.Path(folder) / f"{number:03}-{name}.html")
                files[-1].write_text(page.text)
            found = complaints(files)
        self.assertFalse(found, "\n" + "\n".join(found))

    def test_where_there_is_nothing_staff_keep_their_menu(self):
        make_staff(self.site, "nell", "editor")
        signed_in = Browser(self.site)
        signed_in.sign_in("nell")
        for browser, menu in ((Browser(self.site), self.assertNotIn), (signed_in, self.assertIn)):
            page = browser.get("/admin/nothing")
            self.assertEqual((404, "There is nothing here"), (page.status, page.title))
            menu('href="/admin/publish"', page.text)
            self.assertIn('<a href="/admin/">Go to the desk</a>', page.text)


if __name__ == "__main__":
    unittest.main()
