"""The first view of every patient page in Chromium: tests/browser/first_view.mjs."""
import base64
import random
import re
import struct
import unittest
import zlib

from harness import SOURCE
from test_brand import chunk
from views import PLANS, patient_views, view
from walk import WalkTest

WORKER_TOO = {"PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS": "1"}
WIDTH, HEIGHT = 80, 20
MOST = int(re.search(r"PICTURE_SENT_MAX = (\d+)", (SOURCE / "src/content/picture.h").read_text())[1])


def noise(count):
    """A gray picture whose first pixels, so many, cannot be packed: as JSON has a logo."""
    grays = random.Random(1).randbytes(count) + bytes(WIDTH * HEIGHT - count)
    lines = b"".join(b"\0" + grays[at:at + WIDTH] for at in range(0, len(grays), WIDTH))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    data = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines))
            + chunk(b"IEND", b""))
    return {"type": "image/png", "data": base64.b64encode(data).decode(), "width": WIDTH, "height": HEIGHT}


class FirstView(WalkTest):
    def test_1_every_page_fits_one_breath_of_the_network(self):
        # The page for programmers is none of patients'.
        views = [each for each in patient_views(self.site) if each["name"] != "api-docs"]
        self.walk("first_view.mjs", views, **WORKER_TOO)

    def publish_logo_of_most_bytes(self):
        """The largest that is taken: one byte more is refused."""
        for count in range(MOST - 100, MOST - 250, -1):
            file = self.site.edited("clinic.json", accent="#7a1f5c", logo=noise(count))
            if self.site.import_files(file, extra=("--replace",), check=False).returncode == 0:
                break
        logo = re.search(r'"(/brand/logo-[^"]*)"', self.site.get("/contact").text)[1]
        self.assertEqual(MOST, len(self.site.get(logo).body))

    def test_2_so_does_a_clinic_with_the_largest_logo_that_is_taken(self):
        self.publish_logo_of_most_bytes()
        paths = ("/", "/treatments/micro-needling", "/aftercare/micro-needling", "/contact")
        self.walk("first_view.mjs", [*(view(path, path) for path in paths), *PLANS], **WORKER_TOO)


if __name__ == "__main__":
    unittest.main()
