"""How the site bears growth: with 100, 10,000 and 100,000 generated questions, the median and the 99th
percentile of a search, a suggestion, a page, an API list and a publish, in milliseconds, one request at a
time; and the memory of all processes. Flat is wanted for page, list and publish; a search has 50 ms of
looking."""

import json
import pathlib
import random
import statistics
import subprocess
import time
import urllib.parse

from harness import Site, processes

PIECE = 5000  # documents of one import
TREATMENTS = 20
WARM_UP = 10
WORDS = """skin face cheek forehead chin neck hand arm red warm swell sun pool gym cream serum needle scar pore
sleep shower hair water doctor heal week day morning evening pillow towel cotton cloth soap razor shave brow lash lip
nose ear eye glow dry flake itch tight soft smooth line spot patch mark dark light pale tone peel mask oil gel foam
drink salt spice coffee tea travel flight train desk work school child dog cat garden beach snow wind rain cold heat
mirror phone photo wedding party holiday birthday friend partner mother nurse clinic chair room light lamp music""".split()

SEARCHES = {
    "a rare word": ["zqword{n}"],
    "a common word": ["skin", "face", "cream"],
    "two common words": ["red skin", "sun cream", "dry face"],
    "a beginning": ["s", "sk", "cre"],
    "misspelt": ["skinn craem", "swimmng poool", "forehaed"],
    "a question": ["when can i go to the gym after", "how long will my face be red and warm"],
}


def sources():
    return {"sources": [{"id": "made", "title": "Made up to measure"}], "review": {"next_due": "2030-01-01"}}


def treatment(number):
    name = f"measured-{number}"
    return {"kind": "treatment", "key": name, "slug": name, "lang": "en", "title": f"Measured treatment {number}",
            **sources(), "summary": "Made up.", "what": "Made up.", "how": "Made up."}


def question(number, more=""):
    """The same each time for a number."""
    dice = random.Random(number)
    words = dice.choices(WORDS, k=60)
    return {"kind": "faq", "key": f"measured-q{number}", "slug": f"measured-q{number}", "lang": "en",
            "title": f"What about {' '.join(words[:4])} {number}?", "position": 9000, **sources(),
            "short_answer": f"About {' '.join(words[4:14])}.{more}",
            "answer": f"About {' '.join(words[14:37])}.\n\nAnd {' '.join(words[37:])} zqword{number}.",
            "treatments": [f"measured-{number % TREATMENTS}"], "confirmed": True}


def import_documents(site, documents, *extra):
    file = site.top / "measured.json"
    file.write_text(json.dumps(documents))
    started = time.monotonic()
    subprocess.run([site.binary, "import", "--database", site.database, *extra, file], check=True,
                   capture_output=True, timeout=1200)
    return (time.monotonic() - started) * 1000


def grow(site, have, want):
    if not have:
        import_documents(site, [treatment(number) for number in range(TREATMENTS)])
    for first in range(have, want, PIECE):
        import_documents(site, [question(number) for number in range(first, min(first + PIECE, want))])


def milliseconds(site, path):
    started = time.monotonic()
    answer = site.get(path)
    took = (time.monotonic() - started) * 1000
    assert answer.status == 200, (path, answer.status, answer.text[:200])
    return took, answer


def time_paths(site, paths):
    for path in paths[:WARM_UP]:
        milliseconds(site, path)
    return [milliseconds(site, path)[0] for path in paths]


def deep_page(site):
    """The address of a list's page behind many others."""
    path = "/api/v1/faqs?limit=100&fields=title"
    for _ in range(30):
        following = milliseconds(site, path)[1].json().get("next")
        if not following:
            break
        path = following[len(site.base_url):]
    return path


def requests_of(site, size, rounds):
    """{what: paths}; each with something that differs, so that no kept answer is measured."""
    dice = random.Random(size)
    numbers = [dice.randrange(size) for _ in range(rounds)]
    quoted = {name: [urllib.parse.quote(each) for each in texts] for name, texts in SEARCHES.items()}
    found = {f"search: {name}": [f"/api/v1/search?q={texts[at % len(texts)]}".replace("%7Bn%7D", str(number))
                                 for at, number in enumerate(numbers)] for name, texts in quoted.items()}
    typed = ["what", "what about s", "sk", "mea", "abou"]
    deep = deep_page(site)
    return {**found,
            "suggestion": [f"/api/v1/suggest?q={urllib.parse.quote(typed[at % len(typed)])}" for at in range(rounds)],
            "page": [f"/questions/measured-q{number}?round={at}" for at, number in enumerate(numbers)],
            "list: first": [f"/api/v1/faqs?limit={20 + at % 80}&pretty={at % 2}" for at in range(rounds)],
            "list: deep": [f"{deep}&pretty={at % 2}" for at in range(rounds)],
            "list: newest": [f"/api/v1/faqs?sort=-updated&limit={20 + at % 80}" for at in range(rounds)],
            "list: of a treatment": [f"/api/v1/faqs?treatment=measured-{at % TREATMENTS}&limit=20&pretty={at % 2}"
                                     for at in range(rounds)]}


def publishes(site, size, rounds):
    """One edited question each: the whole command, its start included."""
    dice = random.Random(size + 1)
    return [import_documents(site, [question(dice.randrange(size), f" Round {at}.")], "--replace")
            for at in range(rounds)]


def memory(site, pss):
    pids = [pid for pid, (_, _, session) in processes().items() if session == site.daemon.pid]
    return sum(map(pss, pids)) / 1024


def measure(site, size, rounds, pss):
    results = {name: time_paths(site, paths) for name, paths in requests_of(site, size, rounds).items()}
    results["publish of one"] = publishes(site, size, max(10, rounds // 5))
    figures = {name: (statistics.median(times), sorted(times)[int(len(times) * 0.99) - 1])
               for name, times in results.items()}
    file = sum(pathlib.Path(f"{site.database}{end}").stat().st_size for end in ("", "-wal")) / 1e6
    return figures, memory(site, pss), file


def print_table(measured):
    sizes = list(measured)
    print("\np50 / p99 in ms, and the p50 as a ratio to that of the fewest")
    print(f"  {'questions':<24}" + "".join(f"{size:>24,}" for size in sizes))
    for name in measured[sizes[0]][0]:
        least = measured[sizes[0]][0][name][0]
        cells = [f"{p50:.1f} / {p99:.1f} ({p50 / least:.1f})"
                 for p50, p99 in (measured[size][0][name] for size in sizes)]
        print(f"  {name:<24}" + "".join(f"{cell:>24}" for cell in cells))
    print(f"  {'memory, MB (PSS)':<24}" + "".join(f"{measured[size][1]:>24.1f}" for size in sizes))
    print(f"  {'database, MB':<24}" + "".join(f"{measured[size][2]:>24.1f}" for size in sizes))


def run(sizes, rounds, pss):
    measured, have = {}, 0
    with Site(cache=False) as site:
        for size in sorted(sizes):
            started = time.monotonic()
            grow(site, have, size)
            print(f"{size:,} questions, {size - have:,} of them imported in {time.monotonic() - started:.1f} s",
                  flush=True)
            have = size
            measured[size] = measure(site, size, rounds, pss)
            print_table(measured)
