"""Requests a second and the 99th percentile of the treatment page through the shipped nginx, as
ratios to nginx's own static file of the same bytes, and the memory of all processes."""

import argparse
import contextlib
import gzip
import os
import pathlib
import re
import statistics
import subprocess

import growth
from harness import SOURCE, Site, free_port, processes, wait_for

PAGE = "/treatments/micro-needling"
GOALS = {"cached": 0.95, "every request to the daemon": 0.25}


def parse_options():
    parser = argparse.ArgumentParser(prog="tests/bench/run", description=__doc__)
    parser.add_argument("--seconds", type=int, default=8, help="of each measurement (8)")
    parser.add_argument("--rounds", type=int, default=3, help="of all ways in turn (3)")
    parser.add_argument("--connections", type=int, default=32, help="at once (32)")
    parser.add_argument("--sizes", default="100,10000,100000",
                        help="numbers of questions to grow to, with commas between; '' for none (%(default)s)")
    parser.add_argument("--requests", type=int, default=100, help="of each kind at each size (100)")
    parser.add_argument("--growth-only", action="store_true", help="leave out the speed through nginx")
    parser.add_argument("--page", default=PAGE, help=f"path ({PAGE})")
    return parser.parse_args()


@contextlib.contextmanager
def second_nginx(site):
    """The same configuration without its cache, on another port."""
    port, folder = free_port(), site.top / "nginx-uncached"
    subprocess.run([SOURCE / "www/nginx/make-conf", "--to", folder, "--sockets", site.sockets,
                    "--static", site.static, "--errors", site.errors, "--no-limits", "--no-cache",
                    "--listen", f"127.0.0.1:{port}"], check=True)
    nginx = subprocess.Popen(["nginx", "-e", "stderr", "-c", folder / "nginx.conf"],
                             stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        yield port
    finally:
        nginx.terminate()
        nginx.wait(30)


def milliseconds(value, unit):
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def wrk(url, options):
    """(requests a second, 99th percentile in ms) of one measurement."""
    out = subprocess.run(
        ["wrk", "-t2", f"-c{options.connections}", f"-d{options.seconds}s", "--latency",
         "-H", "Accept-Encoding: gzip", url], check=True, capture_output=True, text=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", out)
    if "Non-2xx" in out or "Socket errors" in out or not rate or not p99:
        raise SystemExit(f"no sound measurement of {url}:\n{out}")
    return float(rate[1]), milliseconds(*p99.groups())


def pss(pid):
    """Kilobytes; memory that several processes share is divided among them."""
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1])


def print_memory(site):
    print("\nmemory (PSS)                          processes      MB")
    total = 0
    for name, process in (("aftercare", site.daemon), ("nginx, with its cache", site.nginx)):
        pids = [pid for pid, (_, _, session) in processes().items() if session == process.pid]
        size = sum(map(pss, pids))
        total += size
        print(f"  {name:<34}{len(pids):>11}{size / 1024:>8.1f}")
    print(f"  {'all':<34}{'':>11}{total / 1024:>8.1f}")


def print_speed(results):
    print(f"\n{'':<36}requests/s   p99 ms   of static   goal")
    limit = statistics.median(rate for rate, _ in results["static file"])
    for name, rounds in results.items():
        rate = statistics.median(rate for rate, _ in rounds)
        p99 = statistics.median(p99 for _, p99 in rounds)
        goal = GOALS.get(name)
        verdict = "" if goal is None else f"{goal:.2f} {'met' if rate / limit >= goal else 'missed'}"
        print(f"  {name:<34}{rate:>10,.0f}{p99:>9.2f}{rate / limit:>12.2f}   {verdict}")


def measure(site, options):
    packed = site.get(options.page, **{"Accept-Encoding": "gzip"})
    assert packed.status == 200 and packed.headers["Content-Encoding"] == "gzip"
    plain = gzip.decompress(packed.body)
    (site.static / "page.html").write_bytes(plain)
    (site.static / "page.html.gz").write_bytes(packed.body)
    with second_nginx(site) as uncached:
        base = f"http://127.0.0.1:{site.port}"
        ways = {"static file": f"{base}/static/page.html", "cached": base + options.page,
                "every request to the daemon": f"http://127.0.0.1:{uncached}{options.page}"}
        print(f"{options.page}: {len(plain):,} bytes, {len(packed.body):,} gzipped; "
              f"{options.connections} connections, {os.cpu_count()} cores, "
              f"{options.rounds} rounds of {options.seconds} s, medians")
        wait_for(lambda: site.get("/static/page.html").status == 200, 5, "the static file")
        results = {name: [] for name in ways}
        for _ in range(options.rounds):
            for name, url in ways.items():
                results[name].append(wrk(url, options))
        print_speed(results)
        print_memory(site)


def main():
    options = parse_options()
    if not options.growth_only:
        with Site(start=False) as site:
            site.static = site.top / "static"
            site.static.mkdir()
            site.start()
            measure(site, options)
    if options.sizes:
        growth.run([int(size) for size in options.sizes.split(",")], options.requests, pss)


if __name__ == "__main__":
    main()
