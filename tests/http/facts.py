"""The facts of the clinic's article, as tables for test_facts.py.

Figures and key words of our own texts stand here, never the article's sentences. Where the article
contradicts itself, every figure must be there, unconfirmed (docs/source-decisions.md)."""

import re

PHONE = "(410) 205-1846"
ARTICLE = re.compile(r"How Long Do Micro Needling Baltimore Results Last")
TREATMENT, CHECKLIST = "treatments/micro-needling", "checklists/micro-needling"
COMPARISON = "comparisons/micro-needling-or-facelift"
PAGES = {TREATMENT: "/treatments/micro-needling", CHECKLIST: "/aftercare/micro-needling",
         COMPARISON: "/comparisons/micro-needling-or-facelift"}

# list of the document: what the id of its entries begins with on the page
ELEMENTS = {"facts": "fact-", "signs": "sign-", "benefits": "benefit-", "steps": "step-",
            "rows": "row-", "sections": "section-"}

TWO_DAYS, HEALING = (2, 2, "day", "at-most"), (2, 3, "day", "exact")
HOURS_72, TWO_WEEKS = (72, 72, "hour", "exact"), (2, 2, "week", "exact")
FIRST_WEEK = (1, 1, "week", "exact")
SURE, OPEN = True, False

# document, list and id, whether it is confirmed, its times in figures, words on the page
CLAIMS = [
    (TREATMENT, "facts.session-length", SURE, [(20, 30, "minute", "exact")], ["20 to 30 minutes"]),
    (TREATMENT, "facts.results-last", OPEN,
     [(4, 6, "week", "exact"), (1, 1, "year", "about")],
     ["4 to 6 weeks", "about a year", "short time", "long time", "look after your skin",
      "maintenance visits"]),
    (TREATMENT, "facts.best-results", SURE, [(3, 3, "month", "at-least")], ["3 months or longer"]),
    (TREATMENT, "facts.maintenance", SURE, [(6, 10, "week", "exact"), (6, 10, "week", None)],
     ["every 6 to 10 weeks"]),
    (TREATMENT, "facts.time-off", OPEN, [HOURS_72, TWO_WEEKS, HEALING],
     ["no time off", "72 hours", "2 weeks", "2 to 3 days"]),
    (TREATMENT, "facts.product-absorption", SURE, [FIRST_WEEK], ["first week", "more easily"]),

    (TREATMENT, "benefits.healthier-skin", SURE, [],
     ["color", "smooth", "collagen", "wrinkles", "dark spots", "fine lines"]),
    (TREATMENT, "benefits.scars", OPEN, [], ["surface", "collagen", "acne", "rolling", "keloid"]),
    (TREATMENT, "benefits.acne", OPEN, [], ["inflammation", "sebum", "new skin"]),
    (TREATMENT, "benefits.absorption", OPEN, [], ["first week", "retinol", "hyaluronic acid"]),
    (TREATMENT, "benefits.natural-look", SURE, [], ["natural"]),

    (TREATMENT, "signs.pink-glow", SURE, [(24, 24, "hour", "at-most")],
     ["pink", "most people", "eases", "24 hours or less"]),
    (TREATMENT, "signs.irritation", OPEN, [HEALING],
     ["most common", "2 to 3 days", "a few days", "two times"]),
    (TREATMENT, "signs.redness", OPEN, [TWO_DAYS, HEALING],
     ["mild", "less than 2 days", "2 to 3 days", "a few days", "different times"]),
    (TREATMENT, "signs.swelling", OPEN, [TWO_DAYS, HEALING],
     ["mild", "less than 2 days", "2 to 3 days", "a few days", "different times"]),
    (TREATMENT, "signs.bruising", OPEN, [TWO_DAYS, HEALING],
     ["mild", "less than 2 days", "2 to 3 days", "a few days", "different times"]),
    (TREATMENT, "signs.light-sensitivity", OPEN, [HEALING],
     ["sensitive to light", "2 to 3 days", "a few days", "two times"]),

    (CHECKLIST, "steps.plan-routine", SURE, [], ["skincare routine", "last longer"]),
    (CHECKLIST, "steps.exfoliate", SURE, [], ["exfoliate", "several days", "before", "dead skin"]),
    (CHECKLIST, "steps.sunscreen", SURE, [TWO_WEEKS, (1, 1, "day", None)],
     ["sunscreen", "every day", "2 weeks"]),
    (CHECKLIST, "steps.less-sun", SURE, [TWO_WEEKS], ["sun", "2 weeks", "color", "dry"]),
    (CHECKLIST, "steps.no-swimming", SURE, [HOURS_72], ["do not", "pool", "72 hours"]),
    (CHECKLIST, "steps.no-sauna", SURE, [HOURS_72], ["do not", "sauna", "72 hours"]),
    (CHECKLIST, "steps.no-heavy-workouts", SURE, [HOURS_72],
     ["do not", "workouts", "72 hours", "without a time of their own"]),
    (CHECKLIST, "steps.no-sweating", SURE, [], ["do not", "sweat", "time to heal"]),
    (CHECKLIST, "steps.moisturize", SURE, [], ["moist", "moisturize"]),
    (CHECKLIST, "steps.hands-off", SURE, [], ["do not", "touch your face", "infection"]),
    (CHECKLIST, "steps.wash-hands", SURE, [], ["wash your hands", "infection"]),
    (CHECKLIST, "steps.low-stress", SURE, [], ["stress", "recover"]),
    (CHECKLIST, "steps.ask-retinol", OPEN, [FIRST_WEEK], ["retinol", "first week", "ask us"]),
    (CHECKLIST, "steps.ask-anti-aging", OPEN, [FIRST_WEEK],
     ["anti-aging", "hyaluronic acid", "ask us"]),
    (CHECKLIST, "steps.ask-serum-mask", OPEN, [(1, 1, "day", "exact")],
     ["antioxidant serum", "sheet mask", "the day of", "ask us"]),
    (CHECKLIST, "steps.ask-antibiotic", OPEN, [],
     ["antibiotic cream", "dermatologist", "prescribed", "infection", "ask us"]),

    (COMPARISON, "rows.kind", None, [], ["not surgery", "surgery"]),
    (COMPARISON, "rows.how", None, [], ["fine needles", "small holes", "takes away skin", "tightens"]),
    (COMPARISON, "rows.body", None, [], ["injuries", "collagen", "elastin", "elastic tissue"]),
    (COMPARISON, "rows.helps", None, [], ["fine lines", "acne", "sags", "wrinkles", "deep"]),
    (COMPARISON, "rows.aim", None, [], ["younger"]),
    (COMPARISON, "rows.risks", None, [], ["risks", "benefits", "ask your doctor"]),
]

# document, the field, words that must stand in it and on the page
TEXTS = [
    (TREATMENT, "summary", ["small holes", "smoother", "younger", "not surgery"]),
    (TREATMENT, "what", ["pen", "top layer", "collagen", "elastin", "signs of age", "fine lines",
                         "wrinkles", "stretchy", "pores", "sun", "hyperpigmentation", "acne",
                         "burns", "stretch marks", "blood", "brighter", "PIN", "PCIT",
                         "Percutaneous Induction Needling",
                         "Percutaneous Collagen Induction Therapy"]),
    (TREATMENT, "how", ["hundreds", "depths", "lower eyelids", "crow's feet", "20 to 30 minutes",
                        "pink glow", "chemical peel", "microcurrent facial", "on its own"]),
    (TREATMENT, "results", ["3 months", "6 to 10 weeks", "4 to 6 weeks", "about a year",
                            "not confirmed", "professionals"]),
    (TREATMENT, "ask_first", ["keloid", "acne", "retinol", "antibiotic", "facelift"]),
    (COMPARISON, "advice", ["doctor", "risks", "benefits"]),
]

# a question, whether it is confirmed, words in its answer
QUESTIONS = [
    ("how-long-does-a-session-take", SURE, ["20 to 30 minutes"]),
    ("when-will-i-see-results", SURE, ["3 months or longer", "patient"]),
    ("how-long-do-results-last", OPEN,
     ["4 to 6 weeks", "about a year", "short time", "different answers", "6 to 10 weeks", PHONE]),
    ("are-results-permanent", OPEN, ["long-lasting", "short time", "6 to 10 weeks", PHONE]),
    ("how-often-should-i-come-back", SURE, ["every 6 to 10 weeks"]),
    ("how-long-will-my-face-be-red", OPEN,
     ["24 hours", "less than 2 days", "2 to 3 days", "a few days", "different times", "911", PHONE]),
    ("can-i-swim-use-a-sauna-or-go-to-the-gym", SURE,
     ["pools", "saunas", "heavy workouts", "72 hours", "without a time of their own"]),
    ("do-i-need-sunscreen", SURE, ["every day", "2 weeks"]),
    ("can-i-use-retinol", OPEN, ["ask us first", "first week", "hyaluronic acid", PHONE]),
    ("what-can-i-put-on-my-skin", OPEN,
     ["moist", "retinol", "antioxidant serum", "sheet mask", "antibiotic", "dermatologist", PHONE]),
    ("may-i-touch-my-face", SURE, ["wash your hands", "infection"]),
    ("do-i-need-time-off", OPEN, ["no time to recover", "72 hours", "2 weeks", PHONE]),
    ("does-it-help-acne-scars-and-stretch-marks", SURE, ["acne scars", "stretch marks", "burns"]),
    ("does-it-help-acne-or-keloid-scars", OPEN, ["keloid", "sebum", "ask us first", PHONE]),
    ("is-it-the-same-as-a-facelift", SURE, ["surgery", "ask your doctor"]),
    ("what-should-i-do-before-my-treatment", SURE, ["exfoliate", "several days", "dead skin"]),
    ("can-it-be-combined-with-other-treatments", SURE, ["chemical peel", "microcurrent facial"]),
    ("whom-do-i-call", SURE, ["911"]),
]

# Every figure of the article as (low, high, unit), and no other.
FIGURES = {(20, 30, "minute"), (24, 24, "hour"), (72, 72, "hour"), (2, 2, "day"), (2, 3, "day"),
           (1, 1, "day"), (1, 1, "week"), (2, 2, "week"), (4, 6, "week"), (6, 10, "week"),
           (3, 3, "month"), (1, 1, "year")}
NUMBERS = {str(number) for low, high, _ in FIGURES for number in (low, high)} | {
    "911", "410", "205", "1846"}
