"""A page as it comes out on paper, printed by Chromium.

    pages, text = printed(html, "A4")   how many, and all their words; size: any of CSS (@page)
"""

import pathlib
import re
import subprocess
import tempfile

from harness import SOURCE
from pages import squeezed


def printed(html, size):
    style = (SOURCE / "www/static/site.css").read_text() + f"@page {{ size: {size} }}"
    inlined = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: f"<style>{style}</style>", html)
    with tempfile.TemporaryDirectory(prefix="aftercare-paper-") as name:
        folder = pathlib.Path(name)
        page, pdf = folder / "page.html", folder / "page.pdf"
        page.write_text(inlined, encoding="utf-8")
        subprocess.run(["chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                        f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
                        f"--print-to-pdf={pdf}", page.as_uri()],
                       check=True, capture_output=True, timeout=180)
        told = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
        text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True,
                              text=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", told).group(1)), squeezed(text)
