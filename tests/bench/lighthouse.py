"""Lighthouse (mobile, simulated throttling) over the shipped nginx and daemon: the median of several
runs of each page. Fails where one of the four scores is below 100; performance may be as far below as
that of an empty page, which is asked beside them."""

import argparse
import os
import shutil
import subprocess
import sys

from harness import SOURCE, Site

PAGES = ["/", "/treatments/micro-needling", "/aftercare/micro-needling", "/questions/how-long-will-my-face-be-red",
         "/contact", "/search?q=sauna"]


def parse_options():
    parser = argparse.ArgumentParser(prog="tests/bench/lighthouse", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each page (3)")
    parser.add_argument("--reports", help="a folder for the reports as JSON, to see why")
    parser.add_argument("pages", nargs="*", default=PAGES, help="paths (%(default)s)")
    return parser.parse_args()


def main():
    options = parse_options()
    if options.reports:
        os.makedirs(options.reports, exist_ok=True)
    with Site() as site:
        for page in options.pages:
            site.get(page)  # nginx has kept it, as it has for nearly every patient
        done = subprocess.run(
            ["node", SOURCE / "tests/bench/lighthouse.mjs", *options.pages], check=False,
            env={**os.environ, "AFTERCARE_URL": site.base_url, "CHROME_PATH": shutil.which("chromium"),
                 "AFTERCARE_RUNS": str(options.runs), "AFTERCARE_REPORTS": os.path.abspath(options.reports or "")
                 if options.reports else ""})
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
