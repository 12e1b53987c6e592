"""Documents and files that an import must refuse, with what it must say of them."""

import copy
import hashlib

from samples import faq, seed, without


def changed(document, *path_and_value):
    """A copy with another value at the path of names and numbers."""
    *path, name, value = path_and_value
    copied = copy.deepcopy(document)
    inner = copied
    for step in path:
        inner = inner[step]
    inner[name] = value
    return copied


# A file's text and what is said of it, after "file: ".
UNREADABLE = [
    (b'{"kind":', "line 1, column 9: a value is missing"),
    (b"", "line 1, column 1: a value is missing"),
    (b"\xef\xbb\xbf{}", "line 1, column 1: a byte order mark is not allowed"),
    (b'{"a": "\xff"}', "line 1, column 8: not UTF-8"),
    (b'{"a": "\xed\xa0\x80"}', "line 1, column 8: not UTF-8"),
    (b'{"a": NaN}', "line 1, column 7: "),
    (b'{"a": -Infinity}', "line 1, column 8: "),
    (b'{\n"a": 1,\n"a": 2}', "line 3, column 1: this name stands here twice"),
    (b'{"a": 1} {"b": 2}', "line 1, column 10: something follows the value"),
    (b"{'a': 1}", "line 1, column 2: "),
    (b'{"a": 1,}', "line 1, column 9: "),
    (b'{"a": "\\u0000"}', "line 1, column 8: the character NUL is not allowed"),
    (b'{"a": "\\ud800"}', "line 1, column 8: half of a surrogate pair"),
    (b'{"a": "\x00"}', "line 1, column 8: "),
    (b'{"a": 1e999}', "line 1, column 7: "),
    (b"[" * 200000, "line 1, column 33: nested too deep"),
    (b'{"a":' * 200000, "nested too deep"),
    (b'{"a": ' + b"9" * 100000 + b"}", "line 1, column 7: a number with more than 15 digits"),
    (b"// no\n{}", "line 1, column 1: "),
    (b"null", "line 1, column 1: null alone says nothing"),
]

FAQ = faq("sample")
CHECKLIST = seed("micro-needling-checklist")
TREATMENT = seed("micro-needling-treatment")
# A document that can be read, and each of its faults.
FAULTY = [
    (7, ["document 1: is not an object"]),
    ('"text"', ["document 1: is not an object"]),
    ({}, ["document 1.kind: is required"]),
    ({"kind": "wat"}, ["document 1.kind: is no kind of document: 'wat'"]),
    (without(FAQ, "short_answer"), ["sample.short_answer: is required"]),
    (without(FAQ, "key"), ["document 1.key: is required"]),
    ({**FAQ, "short_answer": 7}, ["sample.short_answer: is not a text"]),
    ({**FAQ, "short_answer": ""}, ["sample.short_answer: is empty; leave it out, or fill it"]),
    ({**FAQ, "short_answer": "x" * 401}, ["sample.short_answer: is 401 letters long; at most 400"]),
    ({**FAQ, "answer": "x" * 3_000_000}, ["sample.answer: is 3000000 letters long; at most 20000"]),
    ({**FAQ, "title": "a\nb"}, ["sample.title: holds a line break or a control character"]),
    ({**FAQ, "title": "a\u202eb"}, ["sample.title: holds an invisible mark"]),
    ({**FAQ, "nope": 1}, ["sample.nope: is not a field here"]),
    ({**FAQ, "confirmed": "yes"}, ["sample.confirmed: is not true or false"]),
    ({**FAQ, "slug": "A b"}, ["sample.slug: is 'A b'; it takes"]),
    ({**FAQ, "sources": []}, ["sample.sources: has 0 entries"]),
    ({**FAQ, "review": {"next_due": "2026-02-30"}}, ["sample.review.next_due: is no day"]),
    ({**FAQ, "review": {"next_due": "2030-01-01", "reviewed_by": "X"}},
     ["sample.review.reviewed_on: is required beside reviewed_by"]),
    ({**FAQ, "position": 1.5}, ["sample.position: is not a whole number"]),
    ({**FAQ, "short_answer": None}, ["sample.short_answer: is required"]),
    ({**FAQ, "treatments": ["nope"]}, ["sample.treatments: names 'nope', which is neither live nor"]),
    ({**FAQ, "related": ["sample", "sample"]}, ["sample.related"]),
    ({**FAQ, "withdrawn": {"reason": "x", "instead": "nope"}},
     ["sample.withdrawn.instead: names 'nope'"]),
    ({**seed("pages")[0], "slug": "search"}, ["slug: is 'search', which the program itself uses"]),
    ({**seed("clinic"), "time_zone": "Mars/Base"}, ["time_zone: is no time zone"]),
    ({**seed("clinic"), "phone_url": "javascript:alert(1)"}, ["phone_url: is no address"]),
    ({**seed("clinic"), "phone_url": "//example.org"}, ["phone_url: is no address"]),
    (changed(CHECKLIST, "steps", 2, "action", "maybe"),
     ["micro-needling-aftercare.steps.no-swimming.action: is 'maybe'; it takes one of: do, do-not"]),
    (changed(CHECKLIST, "steps", 2, "until", "high", 0),
     ["steps.no-swimming.until.low: names the greater figure first", "steps.no-swimming.until.high: is 0"]),
    (changed(CHECKLIST, "steps", 2, "until", "kind", "unstated"),
     [f"steps.no-swimming.until.{name}: stands only beside a length of time"
      for name in ("low", "high", "unit", "precision")]),
    (changed(CHECKLIST, "steps", 2, "id", "no-sauna"), ["steps.no-sauna: stands in the list twice"]),
    (changed(CHECKLIST, "steps", 2, "source", "nope"),
     ["steps.no-swimming.source: names 'nope', which is not among this document's sources"]),
    (changed(TREATMENT, "facts", 1, "confirmed", True),
     ["micro-needling.facts.results-last.confirmed: is true, but there are several figures"]),
]

ANYTHING = [None, True, 7, -1, 1.5, "", "x", "é" * 300, [], {}, [None], [[]], [{}], ["x", "x"]]


def places_in(value, path=()):
    """The path of everything inside value."""
    for name, inner in (value.items() if isinstance(value, dict) else
                        enumerate(value[:2]) if isinstance(value, list) else ()):
        yield (*path, name)
        yield from places_in(inner, (*path, name))


def mutations(document):
    """document with each of ANYTHING in each place, under a key of its own."""
    for place in places_in(document):
        for value in ANYTHING:
            copied = changed(document, *place, value)
            if place not in (("key",), ("kind",)):
                digest = hashlib.sha1(repr((document["kind"], place, value)).encode()).hexdigest()
                copied["key"] = copied["slug"] = "m" + digest[:16]
                yield copied
