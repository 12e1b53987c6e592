"""The first view of every patient page in Chromium: tests/browser/first_view.mjs."""
import base64
import unittest

from test_brand import SVG
from views import patient_views, view
from walk import WalkTest

LOGO = {"type": "image/svg+xml", "data": base64.b64encode(SVG.encode()).decode(), "width": 240, "height": 80}
WORKER_TOO = {"PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS": "1"}


class FirstView(WalkTest):
    def test_1_every_page_fits_one_breath_of_the_network(self):
        # The page for programmers is none of patients'.
        views = [each for each in patient_views(self.site) if each["name"] != "api-docs"]
        self.walk("first_view.mjs", views, **WORKER_TOO)

    def test_2_so_does_a_clinic_with_a_look_of_its_own(self):
        self.site.import_files(self.site.edited("clinic.json", accent="#7a1f5c", logo=LOGO), extra=("--replace",))
        paths = ("/", "/treatments/micro-needling", "/aftercare/micro-needling", "/contact")
        self.assertIn("/brand/logo-", self.site.get("/contact").text)
        self.walk("first_view.mjs", [view(path, path) for path in paths], **WORKER_TOO)


if __name__ == "__main__":
    unittest.main()
