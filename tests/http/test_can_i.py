"""Can I …? The pages of the activities, what may be typed, and the same as JSON."""

import copy
import json
import unittest
import urllib.parse

from harness import Site, SiteTest
from pages import Page, words_missing
from samples import seed, write

CLINIC = seed("clinic")
CHECKLIST = seed("micro-needling-checklist")
STEPS = {step["activity"]: step for step in CHECKLIST["steps"] if "activity" in step}
TREATMENT = "/treatments/micro-needling"
HOURS_72, WEEKS_2 = "No, until 72 hours after treatment.", "No, until 2 weeks after treatment."
ASK = "Please ask us"

# What each activity's page says about the one treatment of the sample.
VERDICTS = {
    "swimming": HOURS_72, "sauna": HOURS_72, "exercise": HOURS_72, "sun-exposure": WEEKS_2,
    "sweating": "Ask us. Our advice: “Do not do things that make you sweat”, until your skin has "
                "had time to heal.",
    "sunscreen": "Yes, every day, until 2 weeks after treatment.",
    "moisturizing": "Yes. Until when: a time we have not set. Please ask us.",
    "touching-face": "Ask us. Our advice: “Do not touch your face”, until a time we have not set.",
    "hand-washing": "Yes.",
    "retinol": "Ask us first. The clinic has not confirmed its advice on this yet.",
    "anti-aging-products": "Ask us first.", "face-mask-and-serum": "Ask us first.",
    "antibiotic-cream": "Ask us first.",
    "exfoliating": "Ask us. For after this treatment, our advice says nothing about it.",
}

# What people type, and whose page they get.
TYPED = [("sauna", "sauna"), ("SAUNAS", "sauna"), ("  saunas ", "sauna"), ("säuna", "sauna"),
         ("the gym", "exercise"), ("gym", "exercise"), ("work-out", "exercise"),
         ("Can I go to the gym?", "exercise"), ("workouts", "exercise"), ("cross fit", "exercise"),
         ("sun screen", "sunscreen"), ("sun-screen", "sunscreen"), ("sunblock", "sunscreen"),
         ("spf", "sunscreen"), ("touching-face", "touching-face"), ("lap pool", "swimming"),
         ("pools", "swimming"), ("RETINOL", "retinol"), ("stress", "stress"), ("run", "sweating"),
         ("make-up", "make-up"), ("makeup", "make-up"), ("wear foundation", "make-up")]

# What is no name of an activity, and one that comes near.
NEAR = [("sawna", "sauna"), ("swiming", "swimming"), ("suncreen", "sunscreen"),
        ("retinal", "retinol"), ("infrared sauna session", "sauna"), ("gmy", "exercise")]
FAR = ["xyzzy", "💉", "日本語", "'; DROP TABLE claim;--", "<script>alert(1)</script>", "a" * 300,
       "?!", "\"", "%", "-"]


def asked(typed):
    return "/can-i?activity=" + urllib.parse.quote(typed, safe="")


def step(name, action, phase="after", confirmed=True, **more):
    return {"id": name, "action": action, "phase": phase, "title": f"{'Do not do' if action == 'do-not' else 'Do'} {name}",
            "activity": "sauna", "source": "article", "place": "x", "confirmed": confirmed, **more}


def time(low, high, unit, words, precision="exact", anchor="after-treatment"):
    return {"kind": "time", "low": low, "high": high, "unit": unit, "precision": precision,
            "anchor": anchor, "words": words}


def treatment(key, position):
    return {**seed("micro-needling-treatment"), "key": key, "slug": key, "position": position,
            "title": f"Treatment {key}", "other_names": []}


def checklist(of, steps):
    return {**CHECKLIST, "key": f"{of}-list", "slug": of, "treatment": of, "steps": steps,
            "title": f"{of}: before and after"}


HOURS = {"until": time(72, 72, "hour", "72 hours after treatment")}
WEEK = {"until": time(1, 1, "week", "1 week after treatment")}
MADE_UP = {
    "later": [step("a", "do-not", **HOURS), step("b", "do", **WEEK), step("c", "do-not", **WEEK)],
    "before": [step("a", "do-not", "before",
                    **{"from": time(2, 2, "day", "2 days before treatment",
                                    anchor="before-treatment")}), step("b", "do-not", **HOURS)],
    "guarded": [step("a", "do", title="Ask us before you use a sauna", **WEEK)],
    "open": [step("a", "do-not", confirmed=False, **HOURS)],
    "range": [step("a", "do-not", until=time(2, 3, "day", "2 to 3 days after treatment"))],
    "wait": [step("a", "do", **{"from": time(3, 3, "day", "3 days after treatment")})],
    "least": [step("a", "do-not", until=time(3, 3, "day", "at least 3 days after treatment",
                                             "at-least"))],
}


class TestSample(SiteTest):
    def page(self, path, status=200):
        answer = self.site.get(path)
        self.assertEqual(status, answer.status, path)
        return Page(answer.text)

    def test_every_activity_has_a_page_with_its_answer(self):
        index = self.page("/can-i")
        for activity in seed("activities"):
            path = f"/can-i/{activity['slug']}"
            self.assertIn(path, index.links)
            main = self.page(path).region("main")
            self.assertIn(activity["title"], main)
            self.assertIn(activity["summary"], main)
            if activity["key"] in VERDICTS:
                self.assertIn("After Micro-needling " + VERDICTS[activity["key"]], main)

    def test_it_says_why_from_where_and_leads_to_the_step(self):
        for key, own in STEPS.items():
            page = self.page(f"/can-i/{key}")
            self.assertIn(f"/aftercare/micro-needling#step-{own['id']}", page.links)
            for member in ("title", "why", "place", "note"):
                self.assertIn(" ".join(own.get(member, "").split()), page.region("main"), key)

    def test_where_we_must_be_asked_the_number_is_there(self):
        for key in ("touching-face", "retinol", "exfoliating", "sweating"):
            main = self.site.get(f"/can-i/{key}").text.partition("<main")[2].partition("</main")[0]
            self.assertIn(f'href="{CLINIC["phone_url"]}"', main)

    def test_what_our_advice_does_not_name_is_for_us_to_answer(self):
        main = self.page("/can-i/make-up").region("main")
        self.assertEqual([], words_missing(main, "does not say anything about it",
                                           "Our advice says nothing about this for", ASK))
        told = self.site.get("/api/v1/can-i?activity=makeup&day=2").json()["treatments"]
        self.assertEqual(["ask"], [each["answer"] for each in told])
        # Near to a sauna or a pool, but our advice speaks of neither.
        for typed in ("steam room", "hot tub", "sea"):
            main = self.page(asked(typed), 404).region("main")
            self.assertIn(f"Our advice does not name “{typed}”", main)
            self.assertLess(main.index(ASK), main.index("All activities"))
            problem = self.site.get("/api/v1" + asked(typed))
            self.assertEqual(404, problem.status)
            self.assertIn("ask us", problem.json()["detail"])

    def test_before_the_treatment_is_told_apart(self):
        main = self.page("/can-i/exfoliating").region("main")
        self.assertIn("Before treatment: Ask us. Our advice: “Exfoliate your skin”, from several days "
                      "before treatment.", main)
        self.assertIn("Exfoliate your skin (before treatment)", main)

    def test_what_is_typed_is_found(self):
        for typed, slug in TYPED:
            with self.subTest(typed):
                answer = self.site.get(asked(typed))
                self.assertEqual((303, f"/can-i/{slug}"),
                                 (answer.status, answer.headers["Location"]))

    def test_another_name_in_the_path_leads_on(self):
        for name, slug in (("gym", "exercise"), ("spf", "sunscreen"), ("Sauna", "sauna")):
            answer = self.site.get(f"/can-i/{name}")
            self.assertEqual((303, f"/can-i/{slug}"), (answer.status, answer.headers["Location"]))

    def test_what_comes_near_is_offered_first(self):
        for typed, slug in NEAR:
            with self.subTest(typed):
                page = self.page(asked(typed), 404)
                first = [link for link in page.links if link.startswith("/can-i/")][0]
                self.assertEqual(f"/can-i/{slug}", first)
                self.assertIn("Do you mean one of these?", page.text)

    def test_an_unknown_activity_is_no_dead_end(self):
        for typed in FAR:
            for path in (asked(typed), "/can-i/" + urllib.parse.quote(typed[:50].replace("/", ""))):
                with self.subTest(path):
                    page = self.page(path, 404)
                    self.assertIn(CLINIC["phone"], page.region("main"))
                    self.assertIn("activity", page.forms["/can-i"])
                    self.assertIn("/can-i/sauna", page.links)

    def test_nothing_typed_is_the_list(self):
        for path in ("/can-i", "/can-i?activity=", "/can-i?activity=%20", "/can-i?other=1"):
            self.assertNotIn("We have no page", self.page(path).text)

    def test_the_list_is_kept_as_any_page_is(self):
        self.assertEqual("no-cache", self.site.get("/can-i").headers["Cache-Control"])

    def test_no_copy_of_what_was_typed_is_kept(self):
        for path in (asked("gym"), asked("xyzzy"), "/api/v1/can-i?activity=gym",
                     "/api/v1/can-i?activity=xyzzy"):
            answer = self.site.get(path)
            self.assertEqual("no-store", answer.headers["Cache-Control"], path)
            self.assertIsNone(answer.headers["ETag"])
        self.assertNotIn("xyzzy", self.site.log() + self.site.access_log())

    def test_the_pages_lead_here(self):
        self.assertIn("/can-i", self.page("/").links)
        self.assertIn("/can-i", self.page("/aftercare/micro-needling").links)
        self.assertIn("/can-i/sauna", self.page("/search?q=sauna").links)


class TestApi(SiteTest):
    def json(self, query, status=200):
        answer = self.site.get("/api/v1/can-i?" + query)
        self.assertEqual(status, answer.status, query)
        kind = "application/json" if status == 200 else "application/problem+json"
        self.assertEqual(kind, answer.headers["Content-Type"])
        return answer.json()

    def test_it_says_what_the_page_says(self):
        for key, words in VERDICTS.items():
            told = self.json(f"activity={key}")
            self.assertEqual(key, told["activity"]["key"])
            own = told["treatments"][0]
            self.assertTrue(f"{own['words']} {own.get('then', '')}".startswith(words), own)
            self.assertEqual(words.split()[0].strip(".,").lower(), own["answer"])
            main = Page(self.site.get(f"/can-i/{key}").text).region("main")
            self.assertIn(own["words"], main)
            self.assertEqual([STEPS[key]["id"]], [each["step"]["id"] for each in own["steps"]])
        self.assertEqual(CLINIC["phone"], told["clinic"]["phone"])

    def test_times_are_those_of_the_document(self):
        own = self.json("activity=sauna")["treatments"][0]
        self.assertEqual(STEPS["sauna"]["until"], own["until"])
        self.assertNotIn("from", own)
        self.assertEqual("micro-needling", own["treatment"]["key"])
        before = self.json("activity=exfoliating")["treatments"][0]["before"]
        self.assertEqual(("ask", STEPS["exfoliating"]["from"]), (before["answer"], before["from"]))

    def test_a_treatment_may_be_chosen(self):
        self.assertEqual(1, len(self.json("activity=spf&treatment=micro-needling")["treatments"]))
        self.assertEqual("treatment", self.json("activity=spf&treatment=no", 404)["parameter"])

    def test_every_address_leads_somewhere(self):
        told = self.json("activity=sauna&pretty=1")
        entries = [told["activity"], told["treatments"][0]["treatment"],
                   *told["treatments"][0]["steps"]]
        for entry in entries:
            for name in ("self", "page"):
                path = entry[name].removeprefix(self.site.base_url)
                self.assertEqual(200, self.site.get(path.partition("#")[0]).status, path)

    def on_days(self, activity, days):
        return [self.json(f"activity={activity}&day={day}")["treatments"][0]["answer"]
                for day in days]

    def test_a_day_is_a_no_if_any_part_of_it_is(self):
        self.assertEqual(["no"] * 4 + ["free"] * 2, self.on_days("sauna", range(6)))
        self.assertEqual(["no", "no", "free"], self.on_days("sun-exposure", (0, 13, 14)))
        self.assertEqual(["yes", "yes", "free"], self.on_days("sunscreen", (0, 13, 14)))
        for activity in ("touching-face", "sweating", "retinol", "exfoliating", "stress"):
            wanted = ["yes"] * 2 if activity == "stress" else ["ask"] * 2
            self.assertEqual(wanted, self.on_days(activity, (1, 100)), activity)

    def test_with_a_day_the_general_answer_stands_beside_it(self):
        told = self.json("activity=sauna&day=4")
        self.assertEqual(4, told["day"])
        own = told["treatments"][0]
        self.assertEqual("Our advice does not forbid it on day 4 after treatment.", own["words"])
        self.assertEqual({"answer": "no", "words": HOURS_72,
                          "then": "After that, our advice does not forbid it."}, own["general"])

    def test_bad_values_name_their_parameter(self):
        for day in ("x", "-1", "", "1.5", "3651", "99999999999", "%2B1", "%201"):
            self.assertEqual("day", self.json(f"activity=sauna&day={day}", 400)["parameter"], day)
        for query in ("", "activity=", "activity=%20", "day=2"):
            self.assertEqual("activity", self.json(query, 400)["parameter"], query)
        self.assertEqual("activty", self.json("activty=sauna", 400)["parameter"])
        self.assertEqual("pretty", self.json("activity=sauna&pretty=x", 400)["parameter"])

    def test_an_unknown_activity_names_those_that_come_near(self):
        for typed, slug in NEAR:
            problem = self.json("activity=" + urllib.parse.quote(typed), 404)
            self.assertEqual("activity", problem["parameter"])
            self.assertIn(f"come near: {slug}", problem["detail"])
        for typed in FAR:
            problem = self.json("activity=" + urllib.parse.quote(typed, safe=""), 404)
            self.assertIn("GET /api/v1/activities", problem["detail"])


class TestSeveralTreatments(SiteTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        documents = []
        for number, (key, steps) in enumerate(MADE_UP.items()):
            documents += [treatment(key, 20 + number), checklist(key, steps)]
        documents.append(treatment("silent", 90))
        cls.site.import_files(write(cls.site.top, "made-up.json", documents))
        cls.told = cls.site.get("/api/v1/can-i?activity=sauna").json()["treatments"]
        cls.by_key = {each["treatment"]["key"]: each for each in cls.told}
        cls.page = Page(cls.site.get("/can-i/sauna").text)

    def on_day(self, key, day):
        query = f"/api/v1/can-i?activity=sauna&treatment={key}&day={day}"
        return self.site.get(query).json()["treatments"][0]["answer"]

    def test_every_treatment_is_there_in_its_place(self):
        self.assertEqual(["micro-needling", *MADE_UP, "silent"], list(self.by_key))

    def test_a_do_not_outweighs_a_do_and_the_later_end_holds(self):
        own = self.by_key["later"]
        self.assertEqual(("no", "No, until 1 week after treatment."), (own["answer"], own["words"]))
        self.assertEqual("week", own["until"]["unit"])
        self.assertEqual(["no", "no", "free"], [self.on_day("later", day) for day in (0, 6, 7)])

    def test_each_says_its_own(self):
        for key, answer, words in (
                ("before", "no", HOURS_72), ("guarded", "ask", "Ask us. Our advice: “Ask us before"),
                ("open", "ask", "Ask us first."), ("range", "no", "No, until 2 to 3 days after"),
                ("wait", "yes", "Yes, from 3 days after treatment. Not before then."),
                ("least", "no", "No, until at least 3 days after treatment."),
                ("silent", "ask", "Ask us. For this treatment, our advice says nothing about it.")):
            own = self.by_key[key]
            self.assertEqual(answer, own["answer"], key)
            self.assertTrue(own["words"].startswith(words), own["words"])
        self.assertEqual("After that, ask us.", self.by_key["least"]["then"])
        self.assertTrue(self.by_key["range"]["then"].startswith("Wait for the longer"))
        self.assertEqual("No, from 2 days before treatment, up to your treatment.",
                         self.by_key["before"]["before"]["words"])

    def test_days_of_what_is_not_sure(self):
        for key, day, answer in (("guarded", 2, "ask"), ("open", 2, "ask"), ("silent", 2, "ask"),
                                 ("range", 2, "no"), ("range", 3, "free"), ("least", 2, "no"),
                                 ("least", 3, "ask"), ("wait", 2, "no"), ("wait", 3, "yes")):
            self.assertEqual(answer, self.on_day(key, day), f"{key} on day {day}")

    def test_a_step_is_not_shown_with_the_times_of_another(self):
        page = Page(self.site.get("/can-i/sauna").text)
        main = page.region("main")
        self.assertIn("Do not do a (before treatment) From: 2 days before treatment Where", main)
        self.assertIn("Do a From: 3 days after treatment Where", main)

    def test_treatments_that_say_nothing_stand_together(self):
        main = self.page.region("main")
        silent = main.partition("Our advice says nothing about this for:")[2]
        self.assertTrue(silent.startswith(" Treatment silent"))
        self.assertEqual([], words_missing(silent, ASK, CLINIC["phone"]))

    def test_ids_are_unique(self):
        self.assertEqual(sorted(set(self.page.ids)), sorted(self.page.ids))
        self.assertEqual([], [name for name in self.page.references if name not in self.page.ids])


class TestChanges(unittest.TestCase):
    def test_a_publish_a_rebuild_and_an_end(self):
        with Site(cache=False) as site:
            changed = copy.deepcopy(CHECKLIST)
            sauna = next(each for each in changed["steps"] if each.get("activity") == "sauna")
            sauna["until"] = time(5, 5, "day", "5 days after treatment")
            site.import_files(write(site.top, "changed.json", changed), extra=("--replace",))
            self.assertIn("No, until 5 days after treatment.", site.get("/can-i/sauna").text)
            before = site.get("/api/v1/can-i?activity=sauna").json()
            site.run("rebuild", "--database", site.database, check=True)
            self.assertEqual(before, site.get("/api/v1/can-i?activity=sauna").json())
            gone = {**changed, "withdrawn": {"reason": "No more."}}
            site.import_files(write(site.top, "gone.json", gone), extra=("--replace",))
            self.assertIn("says nothing about this for", Page(site.get("/can-i/sauna").text).text)

    def test_an_activity_that_moved_or_was_withdrawn(self):
        stress = next(each for each in seed("activities") if each["key"] == "stress")
        with Site(cache=False) as site:
            moved = {**stress, "slug": "calm"}
            site.import_files(write(site.top, "a.json", moved), extra=("--replace",))
            answer = site.get("/can-i/stress")
            self.assertEqual((308, "/can-i/calm"), (answer.status, answer.headers["Location"]))
            unused = {**stress, "key": "unused", "slug": "unused", "title": "Unused",
                      "other_names": ["never used"]}
            site.import_files(write(site.top, "b.json", unused))
            self.assertIn("nothing about this for", Page(site.get("/can-i/unused").text).text)
            ended = {**unused, "withdrawn": {"reason": "Not <asked>."}}
            site.import_files(write(site.top, "b.json", json.dumps(ended)), extra=("--replace",))
            answer = site.get("/can-i/unused")
            self.assertEqual(410, answer.status)
            self.assertIn("Not <asked>.", Page(answer.text).text)
            self.assertEqual(404, site.get(asked("never used")).status)


if __name__ == "__main__":
    unittest.main()
