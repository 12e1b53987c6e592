"""Documents made up for tests. They say nothing medical."""

import copy
import json
import pathlib

SEED_FOLDER = pathlib.Path(__file__).resolve().parents[2] / "sql/seed"


def seed(name):
    """What a seed file holds: seed("clinic")."""
    return json.loads((SEED_FOLDER / f"{name}.json").read_text())


def seed_documents():
    """{key: document} of the whole seed."""
    documents = {}
    for path in sorted(SEED_FOLDER.glob("*.json")):
        value = json.loads(path.read_text())
        documents.update({each["key"]: each
                          for each in (value if isinstance(value, list) else [value])})
    return documents


def faq(key, **changes):
    document = {
        "kind": "faq", "key": key, "slug": key, "lang": "en", "title": f"Sample question {key}?",
        "sources": [{"id": "test", "title": "Made up for a test"}],
        "review": {"next_due": "2030-01-01"},
        "short_answer": f"This is the sample answer of {key}.",
        "answer": "It has *no* meaning.", "confirmed": True,
    }
    return {**document, **changes}


def faqs(count, first=0):
    """Listed in the order of their numbers, after all that have a place of their own."""
    return [faq(f"sample-{number:04}", position=9000) for number in range(first, first + count)]


def without(document, *path):
    """A copy that lacks the member at path."""
    changed = copy.deepcopy(document)
    inner = changed
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    return changed


def write(folder, name, value):
    """A file for an import: value is written as it is if bytes or text, otherwise as JSON."""
    path = pathlib.Path(folder) / name
    if isinstance(value, bytes):
        path.write_bytes(value)
    else:
        path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path
