"""My plan as pages, without script: the form, the plan that comes back, and the general days. Every
hand-worked case of tests/cases/plan.json is read from the page, to the minute."""

import html.parser
import re
import unittest

from harness import SiteTest
from pages import VOID, Page, squeezed, words_missing
from paper import printed
from plan_cases import activity_key, as_form, cases, documents, fields, slug
from samples import seed, write

CARE = "/aftercare/micro-needling"
PLAN = CARE + "/plan"
API = "/api/v1/checklists/micro-needling/plan"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TREATED, AT = "2026-11-23T14:00", "2026-11-25T09:00"
CLINIC = seed("clinic")
# The plan's list: the heading of its section on the page. (The urgent signs of the cases are all emergencies.)
SECTIONS = {"do_not": "plan-do-not", "do": "plan-do", "usual": "plan-signs", "call": "signs-emergency",
            "later": "plan-later", "over": "plan-over"}
# States in which the sentence of a step names its end.
ENDS_TOLD = ["now", "not-yet", "over"]


class PlanPage(html.parser.HTMLParser):
    """The parts of a plan's page that tests ask about:

    steps     {"treatment/id": {"state", "section", "text", "times": {datetime: words}}}
    times     {datetime: words} of the whole page
    regions   {id of a heading: the section's text}
    fields    [{attributes of an input, select or button, and "form": its action}]
    """

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.steps, self.times, self.regions, self.fields = {}, {}, {}, []
        self.open, self.time = [], None
        self.feed(source)
        for step in self.steps.values():
            step["text"] = squeezed(step["text"])
        self.regions = {name: squeezed(text) for name, text in self.regions.items()}

    def around(self, name):
        return next((fields[name] for _, fields in reversed(self.open) if fields.get(name)), None)

    def handle_starttag(self, tag, attrs):
        fields = dict(attrs)
        if tag in ("input", "select", "button", "option"):
            self.fields.append({**fields, "tag": tag, "form": self.around("action")})
        if tag not in VOID:
            self.open.append((tag, fields))
        if "data-step" in fields:
            assert fields["data-step"] not in self.steps, f"{fields['data-step']} stands twice"
            self.steps[fields["data-step"]] = {"state": fields["data-state"], "text": "", "times": {},
                                               "section": self.around("aria-labelledby")}
        if tag == "time":
            self.time = fields["datetime"]

    def handle_endtag(self, tag):
        self.open.pop()
        if tag == "time":
            self.time = None

    def handle_data(self, data):
        step, region = self.around("data-step"), self.around("aria-labelledby")
        if step:
            self.steps[step]["text"] += data + " "
        if region:
            self.regions[region] = self.regions.get(region, "") + data
        if self.time:
            self.times[self.time] = data
            if step:
                self.steps[step]["times"][self.time] = data

    def named(self, name, form=PLAN):
        return [field for field in self.fields if field.get("name") == name and field["form"] == form]


class PlanTest(SiteTest):
    def post(self, *pairs, path=PLAN, status=200):
        answer = self.site.get(path, method="POST", body=as_form(pairs), **FORM)
        self.assertEqual(status, answer.status, answer.text)
        return answer

    def plan(self, *pairs, path=PLAN):
        return PlanPage(self.post(*pairs, path=path).text)

    def again(self, *pairs, path=PLAN):
        """The page that asks again."""
        return self.post(*pairs, path=path, status=422).text


class TestCases(PlanTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = {document["key"]: document for case in cases() for document in documents(case)}
        cls.site.import_files(write(cls.site.top, "cases.json", list(made.values())))

    def compare_steps(self, case, page):
        shown = {name.partition("/")[2]: step for name, step in page.steps.items()}
        for name, expected in case["expect"].items():
            step = shown[name]
            self.assertEqual(expected["state"], step["state"])
            if expected["list"] != "ask":
                self.assertEqual(SECTIONS[expected["list"]], step["section"])
            for edge in ("from", "until", "eases"):
                if edge in expected:
                    # What has begun tells its end alone; its beginning is on the timeline.
                    tells = expected["state"] in {"from": ["not-yet"]}.get(edge, ENDS_TOLD)
                    self.assertIn(expected[edge], step["times"] if tells else page.times)
            if expected.get("overruled"):
                self.assertIn(expected["overruled"], squeezed(re.sub(r" (?=[.,])", "", step["text"])))
                if expected["state"] == "now" and "until" in expected:
                    self.assertIn(expected["overruled"], page.regions["plan-next"])
            if "says" in expected:
                self.assertIn(expected["says"], squeezed(re.sub(r" (?=[.,])", "", step["text"])))

    def compare_rest(self, case, page):
        for expected in case.get("where", []):
            if expected.get("phase") == "after" and expected.get("day") and "of" in expected:
                self.assertRegex(page.regions["plan-where"],
                                 rf"Day {expected['day']}( of {expected['of']})?\b")
        for name, expected in case.get("activities", {}).items():
            title = name.capitalize()
            # "Ask us" stands there where a do-not holds until nobody knows when.
            if expected["answer"] == "ask":
                continue
            if expected["answer"] == "no":
                self.assertIn(title + ":", page.regions["plan-not-now"], activity_key(name))
            else:
                self.assertNotIn(title + ":", page.regions.get("plan-not-now", ""))
            if expected.get("until"):
                self.assertIn(expected["until"], page.times)
        for event in case.get("timeline", []):
            self.assertIn(event.split()[0], page.times)

    def test_every_case_is_on_the_page_to_the_minute(self):
        listed = cases()
        self.assertGreaterEqual(len(listed), 60)
        for zone in sorted({case["zone"] for case in listed}):
            self.site.import_files(self.site.edited("clinic.json", time_zone=zone),
                                   extra=("--replace",))
            for case in (case for case in listed if case["zone"] == zone):
                with self.subTest(case=case["name"]):
                    page = self.plan(*fields(case), path=f"/aftercare/{slug(case, 0)}/plan")
                    self.compare_steps(case, page)
                    self.compare_rest(case, page)


class TestPlan(PlanTest):
    def test_it_says_where_they_are_and_until_when(self):
        answer = self.post(("treated", "2026-11-23"), ("hour", "14:00"), ("at", AT))
        page = PlanPage(answer.text)
        self.assertIn("Day 2 of 14", page.regions["plan-where"])
        self.assertIn("Monday, November 23, 2 pm", page.regions["plan-where"])
        self.assertIn("Saunas: from Thursday, November 26, 2 pm", page.regions["plan-not-now"])
        sauna = page.steps["micro-needling/no-sauna"]
        self.assertEqual(("plan-do-not", "now"), (sauna["section"], sauna["state"]))
        self.assertEqual({"2026-11-26T14:00:00-05:00": "Thursday, November 26, 2 pm"}, sauna["times"])
        self.assertEqual("plan-do", page.steps["micro-needling/sunscreen"]["section"])
        self.assertIn("every day", page.steps["micro-needling/sunscreen"]["text"])
        self.assertEqual("plan-ask", page.steps["micro-needling/ask-retinol"]["section"])
        self.assertEqual({}, page.steps["micro-needling/ask-retinol"]["times"])
        redness = page.steps["micro-needling/redness"]
        self.assertEqual("plan-signs", redness["section"])
        self.assertEqual([], words_missing(redness["text"], "less than 2 days", "2 to 3 days", "ask us"))
        self.assertIn("Call " + CLINIC["phone"], page.regions["plan-call"])
        self.assertIn(CLINIC["emergency"], page.regions["plan-call"])

    def test_it_prints_with_the_leaflets_version(self):
        text = self.post(("treated", TREATED), ("at", AT)).text
        care = Page(self.site.get(CARE).text).text_of("leaflet")
        self.assertIsNotNone(care)
        self.assertEqual(care, Page(text).text_of("leaflet"))
        self.assertNotIn("<svg", text)  # the code stands on the leaflet; here it would be bytes of the first view

    def test_what_comes_next_is_in_order_and_each_event_once(self):
        page = self.plan(("treated", TREATED), ("at", AT))
        coming = page.regions["plan-next"]
        words = ["Thursday, November 26, 2 pm", "Ends: Do not use a sauna",
                 "Sunday, December 6, at the end of the day", "Ends: Put on sunscreen"]
        places = [coming.index(each) for each in words]
        self.assertEqual(sorted(places), places)
        self.assertEqual(1, coming.count("Thursday, November 26, 2 pm"))

    def test_it_is_kept_nowhere(self):
        answer = self.post(("treated", "2026-03-07"), ("hour", "11:47"), ("at", AT))
        self.assertEqual("no-store", answer.headers["Cache-Control"])
        self.assertIsNone(answer.headers["ETag"])
        self.assertIsNone(answer.headers["X-Accel-Expires"])
        self.assertEqual("no-referrer", answer.headers["Referrer-Policy"])
        self.assertIn("March 7, 11:47 am", answer.text)
        found = re.compile(rb"2026-03-07|11(?::|%3A)47|March 7", re.I)
        # What is being written anew (NAME.new) may have its name by the time it is read.
        kept = [path for path in self.site.top.rglob("*") if path.is_file() and path.suffix != ".new"]
        self.assertGreater(len(kept), 5)
        for path in kept:
            self.assertIsNone(found.search(path.read_bytes()), path)
        self.assertNotIn("/plan ", self.site.access_log())

    def test_no_address_on_the_page_holds_the_date(self):
        page = Page(self.post(("treated", TREATED), ("at", AT)).text)
        for url in page.links + page.resources:
            self.assertNotIn("2026", url)

    def test_the_other_buttons_send_the_same_plan(self):
        page = self.plan(("treated", TREATED), ("at", AT))
        self.assertIn(TREATED, [field.get("value") for field in page.named("treated")])
        self.assertEqual([TREATED], [field["value"] for field in
                                     page.named("treated", CARE + "/plan.ics")])
        days = [field["value"] for field in page.named("at")]
        self.assertEqual(["2026-11-24", "2026-11-26", ""], days)
        after = self.plan(("treated", TREATED), ("at", days[1]))
        self.assertIn("As of Thursday, November 26", after.regions["plan-where"])
        self.assertIn("Day 3 of 14", after.regions["plan-where"])
        now = self.plan(("treated", "today"), ("at", ""))
        self.assertIn("Now:", now.regions["plan-where"])
        self.assertEqual(2, len(now.named("at")))

    def test_today_needs_no_date(self):
        page = self.plan(("treated", ""), ("hour", ""), ("treated", "today"))
        self.assertIn("the day of your treatment", page.regions["plan-where"])
        typed = page.named("treated")[-2]
        self.assertRegex(typed["value"], r"^20\d\d-\d\d-\d\d$")

    def test_before_it_counts_down(self):
        page = self.plan(("treated", TREATED), ("at", "2026-11-20T09:00"))
        self.assertIn("Your treatment is in 3 days.", page.regions["plan-where"])
        self.assertEqual("plan-do", page.steps["micro-needling/plan-routine"]["section"])
        self.assertIn("Before your treatment: do", page.regions["plan-do"])
        self.assertEqual("plan-later", page.steps["micro-needling/no-sauna"]["section"])
        self.assertEqual("plan-later", page.steps["micro-needling/redness"]["section"])
        self.assertNotIn("plan-signs", page.regions)
        self.assertIn("your treatment", page.regions["plan-next"])

    def test_after_all_it_says_so_kindly(self):
        page = self.plan(("treated", TREATED), ("at", "2026-12-24T09:00"))
        self.assertIn("is over", page.regions["plan-where"])
        self.assertEqual("plan-over", page.steps["micro-needling/no-sauna"]["section"])
        self.assertNotIn("from", page.regions["plan-not-now"])
        self.assertIn("Touching your face: Do not, for now. Ask us", page.regions["plan-not-now"])
        during = self.plan(("treated", TREATED), ("at", AT))
        self.assertNotIn("is over", during.regions["plan-where"])

    def test_every_step_and_sign_stands_once(self):
        expected = {f"micro-needling/{each['id']}"
                    for name, part in (("checklist", "steps"), ("treatment", "signs"))
                    for each in seed(f"micro-needling-{name}")[part]}
        for at in ("2026-11-01", "2026-11-23", AT, "2026-11-27", "2027-02-01"):
            self.assertEqual(expected, set(self.plan(("treated", TREATED), ("at", at)).steps), at)

    def test_the_hour_that_never_was_is_told(self):
        page = self.plan(("treated", "2026-03-08T02:30"), ("at", "2026-03-09"))
        self.assertIn("never was", page.regions["plan-where"])

    def test_a_get_goes_to_the_page_with_the_form(self):
        answer = self.site.get(PLAN)
        self.assertEqual((303, CARE + "#my-plan"), (answer.status, answer.headers["Location"]))
        self.assertEqual(404, self.site.get("/aftercare/nope/plan").status)
        self.post(("treated", "today"), path="/aftercare/nope/plan", status=404)


class TestForm(PlanTest):
    def test_the_page_knows_no_date(self):
        page = PlanPage(self.site.get(CARE).text)
        fields = page.named("treated") + page.named("hour")
        self.assertEqual([("date", ""), ("button", "today"), ("time", "")],
                         [(each.get("type", each["tag"]), each["value"]) for each in fields])
        self.assertIn("required", fields[0])
        for each in page.fields:
            if each["form"] == PLAN and each["tag"] == "input":
                self.assertEqual("off", each["autocomplete"])
                self.assertNotIn("min", each)

    def test_what_cannot_be_read_comes_back_as_it_was_typed(self):
        for treated, hour, sentence, field in (
                ("", "", "Please give the date", "plan-treated"),
                ("next Tuesday", "", "cannot read this date", "plan-treated"),
                ("2026-02-30", "", "cannot read this date", "plan-treated"),
                ("2019-01-02", "", "more than two years ago", "plan-treated"),
                ("2999-01-02", "09:00", "more than a year away", "plan-treated"),
                ("2026-11-20", "25:99", "cannot read this hour", "plan-hour"),
                ('"><b>', "", "cannot read this date", "plan-treated")):
            with self.subTest(treated=treated, hour=hour):
                text = self.again(("treated", treated), ("hour", hour))
                page, parsed = Page(text), PlanPage(text)
                self.assertIn(sentence, page.text_of(field + "-fault"))
                values = {each["id"]: each for each in parsed.fields if each.get("id")}
                self.assertEqual(treated, values["plan-treated"]["value"])
                self.assertEqual(hour, values["plan-hour"]["value"])
                self.assertEqual("true", values[field]["aria-invalid"])
                self.assertEqual(field + "-fault", values[field]["aria-describedby"])
                self.assertIn(CLINIC["phone"], page.region("main"))
                self.assertNotIn("<b>", text.partition("<main")[2])

    def test_a_date_field_shows_only_what_it_can_hold(self):
        """A browser would empty a date field with other text in it: then it is a field for text."""
        typed = PlanPage(self.again(("treated", "2019-01-02"), ("hour", "9 o'clock")))
        types = {each["id"]: each["type"] for each in typed.fields if each["tag"] == "input" and "id" in each}
        self.assertEqual(("date", "text"), (types["plan-treated"], types["plan-hour"]))
        typed = PlanPage(self.again(("treated", "next week"), ("hour", "09:00")))
        types = {each["id"]: each["type"] for each in typed.fields if each["tag"] == "input" and "id" in each}
        self.assertEqual(("text", "time"), (types["plan-treated"], types["plan-hour"]))

    def test_a_moment_that_cannot_be_read(self):
        self.assertIn("cannot show the plan for that moment",
                      self.again(("treated", TREATED), ("at", "whenever")))

    def test_with_one_checklist_nobody_is_asked_for_another(self):
        self.assertNotIn("another treatment", Page(self.site.get(CARE).text).text)


def another_treatment():
    """A second treatment of the sample clinic, made up: its sauna waits longer, and it allows what
    the first forbids."""
    treatment = {**seed("micro-needling-treatment"), "key": "second", "slug": "second",
                 "title": "Second treatment"}
    steps = [dict(step) for step in seed("micro-needling-checklist")["steps"]]
    kept = {step["id"]: step for step in steps if step["id"] in ("no-sauna", "no-swimming")}
    kept["no-sauna"]["until"] = {"kind": "time", "low": 5, "high": 5, "unit": "day",
                                 "precision": "exact", "anchor": "after-treatment",
                                 "words": "5 days after treatment"}
    kept["no-swimming"] = {**kept["no-swimming"], "id": "swimming", "action": "do",
                           "title": "Swim a little"}
    checklist = {**seed("micro-needling-checklist"), "key": "second-care", "slug": "second",
                 "treatment": "second", "title": "Second: before and after", "position": 20,
                 "steps": list(kept.values())}
    return [treatment, checklist]


class TestSeveral(PlanTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.site.import_files(write(cls.site.top, "second.json", another_treatment()))

    def test_the_form_offers_the_others(self):
        page = PlanPage(self.site.get(CARE).text)
        choices = [each["value"] for each in page.fields if each["tag"] == "option"]
        self.assertEqual(["", "second"], choices)

    def both(self):
        return self.plan(("treated", "2026-11-23"), ("hour", "14:00"), ("with", "second"),
                         ("with_treated", "2026-11-24"), ("with_hour", "10:00"), ("at", AT))

    def test_one_timeline_and_each_step_names_its_treatment(self):
        page = self.both()
        self.assertIn("Second treatment", page.steps["second/no-sauna"]["text"])
        self.assertIn("Micro-needling", page.steps["micro-needling/no-sauna"]["text"])
        self.assertIn("Second treatment: Day 1 of 5", page.regions["plan-where"])
        self.assertIn("Micro-needling: Day 2 of 14", page.regions["plan-where"])
        self.assertIn("Do not use a sauna (Second treatment)", page.regions["plan-next"])

    def test_the_later_end_holds_and_a_do_not_outweighs_a_do(self):
        page = self.both()
        self.assertIn("Saunas: from Sunday, November 29", page.regions["plan-not-now"])
        self.assertIn("Swimming pools: from Thursday, November 26, 2 pm", page.regions["plan-not-now"])
        self.assertEqual("plan-do", page.steps["second/swimming"]["section"])

    def test_the_earlier_end_says_that_it_goes_on(self):
        page = self.both()
        told = "For Second treatment: do not, until the end of Saturday, November 28"
        self.assertIn(told, page.steps["micro-needling/no-sauna"]["text"])
        self.assertIn("2026-11-29T00:00:00-05:00", page.steps["micro-needling/no-sauna"]["times"])
        self.assertIn("Ends: Do not use a sauna (Micro-needling). " + told, page.regions["plan-next"])
        # What one treatment asks for, and the other forbids.
        self.assertIn("For Micro-needling: do not, until Thursday, November 26, 2 pm",
                      page.steps["second/swimming"]["text"])
        ics = self.post(("treated", TREATED), ("with", "second@2026-11-24T10:00"), ("at", AT),
                        path=CARE + "/plan.ics").text.replace("\r\n ", "").replace("\\,", ",")
        self.assertEqual(1, ics.count(told))

    def test_one_treatment_given_twice_has_steps_of_two_names(self):
        page = self.plan(("treated", TREATED), ("with", "micro-needling@2026-11-24T10:00"), ("at", AT))
        first, second = (page.steps["micro-needling/no-sauna" + end]["text"] for end in ("", "/2"))
        self.assertIn("Micro-needling, Monday, November 23, 2 pm", first)
        self.assertIn("For the other treatment, Micro-needling: do not, until Friday, November 27, "
                      "10 am", first)
        self.assertIn("Micro-needling, Tuesday, November 24, 10 am", second)

    def test_the_next_form_holds_both(self):
        page = self.both()
        self.assertIn("second@2026-11-24T10:00", [each.get("value") for each in page.named("with")])
        self.assertEqual(["second@2026-11-24T10:00"],
                         [each["value"] for each in page.named("with", CARE + "/plan.ics")])
        values = {each["id"]: each.get("value") for each in page.fields if each.get("id")}
        self.assertEqual(("2026-11-24", "10:00"),
                         (values["plan-with-1-date"], values["plan-with-1-hour"]))
        again = self.plan(("treated", TREATED), ("with", "second@2026-11-24T10:00"), ("at", AT))
        self.assertEqual(page.steps, again.steps)

    def test_faults_stand_beside_the_second(self):
        for pairs, place, sentence in (
                ([("with", "second"), ("with_treated", "")], "-date", "Please give the date"),
                ([("with", "second"), ("with_treated", "soon")], "-date", "cannot read this date"),
                ([("with", "second"), ("with_treated", "2026-11-24"), ("with_hour", "x")], "-hour",
                 "cannot read this hour"),
                ([("with", ""), ("with_treated", "2026-11-24")], "", "choose which treatment"),
                ([("with", "nope@2026-11-24")], "", "choose which treatment")):
            with self.subTest(pairs=pairs):
                page = Page(self.again(("treated", TREATED), *pairs, ("at", AT)))
                self.assertIn(sentence, page.text_of(f"plan-with-1{place}-fault"))
                self.assertIsNone(page.text_of("plan-treated-fault"))

    def test_an_empty_second_is_none(self):
        page = self.plan(("treated", TREATED), ("with", ""), ("with_treated", ""), ("with_hour", ""),
                         ("at", AT))
        self.assertNotIn("second/no-sauna", page.steps)

    def test_more_than_fit_are_refused(self):
        pairs = [("with", "second@2026-11-24")] * 8
        self.assertIn("up to eight", self.again(("treated", TREATED), *pairs, ("at", AT)))
        self.post(("treated", TREATED), *pairs[:1], ("at", AT))


class TestGeneral(PlanTest):
    def test_each_step_stands_once_under_when_it_ends(self):
        page = Page(self.site.get(CARE).text)
        for step in seed("micro-needling-checklist")["steps"]:
            self.assertEqual(1, page.ids.count("step-" + step["id"]))
        order = [each for each in page.ids if each.startswith(("first-", "open-", "after-", "before-"))]
        self.assertEqual(["first-72-hour-do-not", "first-2-week-do-not", "first-2-week-do",
                          "open-do-not", "open-do", "after-ask", "before-do", "before-ask"], order)
        self.assertEqual("First 3 days (72 hours): do not", page.text_of("first-72-hour-do-not"))

    def test_a_day_says_what_the_api_says(self):
        for day in (0, 1, 3, 4, 13, 14, 15):
            with self.subTest(day=day):
                answer = self.site.get(f"{CARE}/day/{day}")
                self.assertEqual("noindex", answer.headers["X-Robots-Tag"])
                page = PlanPage(answer.text)
                plan = self.site.get(f"{API}?day={day}").json()
                for name in ("do_not", "do", "over"):
                    self.assertEqual({f"micro-needling/{item['id']}" for item in plan[name]},
                                     {step for step, shown in page.steps.items()
                                      if shown["section"] == SECTIONS[name]})
                self.assertEqual({}, {at: words for at, words in page.times.items()
                                      if not at.endswith("Z")})  # but for "Last changed"
        third = PlanPage(self.site.get(CARE + "/day/3").text).regions
        self.assertIn("Not on this day", third["plan-not-now"])
        self.assertIn("Saunas: No, until 72 hours", third["plan-not-now"])

    def test_a_part_of_a_day_counts_for_all_of_it(self):
        for day, section in ((3, "plan-do-not"), (4, "plan-over")):
            page = PlanPage(self.site.get(f"{CARE}/day/{day}").text)
            self.assertEqual(section, page.steps["micro-needling/no-sauna"]["section"])

    def test_the_days_are_linked_up_to_the_last(self):
        links = Page(self.site.get(CARE).text).links
        days = [link for link in links if "/day/" in link]
        self.assertEqual([f"{CARE}/day/{day}" for day in range(15)], days)
        last = Page(self.site.get(CARE + "/day/14").text).links
        self.assertNotIn(CARE + "/day/15", last)
        self.assertIn(CARE + "/day/13", last)

    def test_what_is_no_day(self):
        for day in ("-1", "x", "03", "3651", "99999", "1.5"):
            self.assertEqual(404, self.site.get(f"{CARE}/day/{day}").status, day)
        self.assertEqual(404, self.site.get("/aftercare/nope/day/3").status)


class TestPaper(PlanTest):
    def test_a_plan_prints_on_two_pages_of_either_size(self):
        html = self.post(("treated", TREATED), ("at", AT)).text
        steps = [step["title"] for step in seed("micro-needling-checklist")["steps"]]
        for size in ("A4", "letter"):
            with self.subTest(size):
                pages, text = printed(html, size)
                self.assertLessEqual(pages, 2)
                self.assertEqual([], [step for step in steps if step not in text])
                self.assertIn("Saunas: from Thursday, November 26, 2 pm", text)
                self.assertIn("Day 2 of 14", text)
                notes = [step["note"] for step in seed("micro-needling-checklist")["steps"]
                         if step["phase"] == "after" and step.get("note")]
                # A hyphen where a line breaks is not told.
                letters = "".join(text.split()).replace("-", "")
                self.assertEqual([], [note for note in notes
                                      if "".join(note.split()).replace("-", "") not in letters])
                self.assertIn("Ends: Do not use a sauna", text)
                self.assertGreaterEqual(text.count(CLINIC["phone"]), 2)
                self.assertGreaterEqual(text.count("✕ Do not"), 5)
                self.assertEqual([], [word for word in ("Make my plan", "The whole timeline")
                                      if word in text])


    def test_paper_says_when_it_was_made(self):
        _, text = printed(self.post(("treated", "today")).text, "A4")
        self.assertIn("Made on ", text)
        self.assertNotIn("Now:", text)


class TestMoved(PlanTest):
    def test_a_plan_moves_with_its_page(self):
        self.site.import_files(self.site.edited("micro-needling-checklist.json", slug="needling"),
                               extra=("--replace",))
        answer = self.post(("treated", TREATED), status=308)
        self.assertEqual("/aftercare/needling/plan", answer.headers["Location"])
        answer = self.site.get(CARE + "/day/3")
        self.assertEqual((308, "/aftercare/needling/day/3"),
                         (answer.status, answer.headers["Location"]))
        self.post(("treated", TREATED), path="/aftercare/needling/plan")


if __name__ == "__main__":
    unittest.main()
