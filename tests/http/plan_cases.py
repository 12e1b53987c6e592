"""The hand-worked cases of tests/cases/plan.json, as documents to import and as what is posted.

    for case in cases(): ...
    documents(case) -> [document …]     its treatments, checklists and activities
    slug(case, 0)                       the checklist of its first treatment
    fields(case) -> {"treated": …}      for a POST; as_form(…) makes the body
"""

import json
import pathlib
import urllib.parse

FILE = pathlib.Path(__file__).resolve().parents[1] / "cases/plan.json"
COMMON = {"lang": "en", "sources": [{"id": "test", "title": "Made up for a test"}],
          "review": {"next_due": "2040-01-01"}}
SOURCE = {"source": "test", "place": "Nowhere"}
FILLER = {"id": "filler", "action": "do", "phase": "after", "title": "A step that says nothing",
          "confirmed": False, **SOURCE}


def cases():
    listed = json.loads(FILE.read_text())
    for number, case in enumerate(listed):
        case["number"] = number
    return listed


def slug(case, treatment):
    return f"case-{case['number']}-{treatment}"


def activity_key(name):
    return f"case-{name}"


def with_words(time):
    return {**time, "words": "as published"}


def title(claim):
    """A do-not says so."""
    return f"Do not {claim['id']}" if claim.get("action") == "do-not" else claim["id"].upper()


def step(claim):
    made = {**claim, "title": title(claim), **SOURCE}
    del made["type"]
    for name in ("from", "until"):
        if name in made:
            made[name] = with_words(made[name])
    if "activity" in made:
        made["activity"] = activity_key(made["activity"])
    return made


def sign(claim):
    made = {**claim, "title": title(claim), **SOURCE}
    del made["type"]
    for name in ("eases", "gone"):
        if name in made:
            made[name] = [{"time": with_words(time), **SOURCE} for time in made[name]]
    if made["urgency"] != "usual":
        made["call"] = "Whenever you see it."
    return made


def treatment_documents(case, number):
    claims = case["treatments"][number]["claims"]
    name = slug(case, number)
    steps = [step(claim) for claim in claims if claim["type"] == "step"]
    signs = [sign(claim) for claim in claims if claim["type"] == "sign"]
    treatment = {"kind": "treatment", "key": name, "slug": name, "title": f"Case {name}",
                 "summary": "A case.", "what": "A case.", "how": "By hand.", **COMMON}
    if signs:
        treatment["signs"] = signs
    checklist = {"kind": "checklist", "key": f"{name}-steps", "slug": name,
                 "title": f"After {name}", "treatment": name, "summary": "A case.",
                 "steps": steps or [FILLER], **COMMON}
    return [treatment, checklist]


def documents(case):
    names = {claim["activity"] for treatment in case["treatments"]
             for claim in treatment["claims"] if "activity" in claim}
    made = [{"kind": "activity", "key": activity_key(name), "slug": activity_key(name),
             "title": name.capitalize(), **COMMON} for name in sorted(names)]
    for number in range(len(case["treatments"])):
        made += treatment_documents(case, number)
    return made


def fields(case):
    """[(name, value) …] to post to the plan of slug(case, 0)."""
    first, *others = case["treatments"]
    return [("treated", first["treated"]), ("at", case["at"])] + [
        ("with", f"{slug(case, number)}@{other['treated']}")
        for number, other in enumerate(others, 1)]


def as_form(pairs):
    return urllib.parse.urlencode(pairs).encode()
