"""What nginx's cache holds, as text."""

import gzip
import subprocess


def kept_by_nginx(folder):
    """{key: page} of nginx's cache; a page is kept compressed, behind its key and its headers."""
    pages = {}
    for path in folder.rglob("*"):
        if path.is_file():
            head, _, body = path.read_bytes().partition(b"\r\n\r\n")
            key = head.partition(b"\nKEY: ")[2].partition(b"\n")[0].decode()
            if key.startswith("br|"):
                body = subprocess.run(["brotli", "-dc"], input=body, capture_output=True, check=True).stdout
            elif key.startswith("gzip|"):
                body = gzip.decompress(body)
            pages[key] = head.decode("latin-1") + body.decode("utf-8", "replace")
    return pages
