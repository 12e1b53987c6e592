"""The first view of every patient page in Chromium: tests/browser/first_view.mjs."""
import unittest

from views import patient_views
from walk import WalkTest


class FirstView(WalkTest):
    def test_every_page_fits_one_breath_of_the_network(self):
        # The page for programmers is none of patients'.
        views = [each for each in patient_views(self.site) if each["name"] != "api-docs"]
        self.walk("first_view.mjs", views, PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS="1")


if __name__ == "__main__":
    unittest.main()
