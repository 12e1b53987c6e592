"""Every page of patients and of staff in Chromium: tests/browser/walk.mjs."""
import unittest

from samples import write
from test_markup import full_documents
from views import patient_views, staff_views, view
from walk import WalkTest

# Of the many questions made up to fill lists, one is enough; and of the second treatment's days, two.
MANY = r"^/questions/sample-(?!0000)|^/aftercare/full/day/(?![01]$)"

# What the sample clinic does not use: signs that are urgent, what was withdrawn, a second page of a list.
FULL = [view("withdrawn", "/questions/withdrawn"), view("questions-2", "/questions?page=2")]


class Walk(WalkTest):
    def test_every_page_can_be_used_by_everybody(self):
        self.site.import_files(write(self.site.top, "full.json", full_documents()))
        people, views = staff_views(self.site)
        self.walk("walk.mjs", [*patient_views(self.site, leave_out=MANY), *FULL, *views], people)


if __name__ == "__main__":
    unittest.main()
