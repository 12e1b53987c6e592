"""The plan as JSON: every hand-worked case through nginx, the daemon and the database; what may be
asked and how; and that a date stands nowhere but in the body."""

import copy
import json
import unittest

from harness import SiteTest
from plan_cases import activity_key, as_form, cases, documents, fields, slug
from samples import seed, seed_documents, write

PLAN = "/api/v1/checklists/micro-needling/plan"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
ITEM_LISTS = ("do_not", "do", "usual", "call", "ask", "later", "over")
TREATED = "2026-11-23T14:00"
AT = "2026-11-25T09:00"


def items(plan):
    """{id: (list, item)}; fails where an item stands in two lists."""
    found = {}
    for name in ITEM_LISTS:
        for item in plan[name]:
            assert item["id"] not in found, f"{item['id']} stands twice"
            found[item["id"]] = (name, item)
    return found


def moment(item, edge):
    return item.get(edge, {}).get("moment", {}).get("at")


class PlanTest(SiteTest):
    def post(self, pairs, path=PLAN, status=200):
        answer = self.site.get(path, method="POST", body=as_form(pairs), **FORM)
        self.assertEqual(status, answer.status, answer.text)
        return answer

    def plan(self, *pairs, path=PLAN):
        return self.post(pairs, path).json()

    def problem(self, *pairs, status=400):
        answer = self.post(pairs, status=status)
        self.assertEqual("application/problem+json", answer.headers["Content-Type"])
        return answer.json()


class TestCases(PlanTest):
    """One clinic at a time: for each zone of the table, the clinic moves there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = {document["key"]: document for case in cases() for document in documents(case)}
        cls.site.import_files(write(cls.site.top, "cases.json", list(made.values())))

    def compare_items(self, case, plan):
        found = items(plan)
        for name, expected in case["expect"].items():
            where, item = found[name]
            self.assertEqual(expected["list"], where)
            self.assertEqual(expected["state"], item["state"])
            if "says" in expected:
                self.assertEqual(expected["says"], item["says"])
            if "line" in expected:
                # By its title, or its activity's.
                self.assertEqual(expected["line"].partition(":")[2], item["line"].partition(":")[2])
            if "overruled" in expected:
                self.compare_overruled(expected["overruled"], item, plan)
            for edge in ("from", "until", "eases"):
                if edge in expected:
                    self.assertEqual(expected[edge], moment(item, edge))

    def compare_overruled(self, expected, item, plan):
        """The step says that another treatment forbids it longer; so does the event of its end."""
        told = item.get("overruled", {}).get("words", "")
        self.assertEqual(expected, told.partition(": ")[2])
        self.assertTrue(item["says"].endswith(told))
        if item["action"] == "do-not":
            ends = [event for event in plan["timeline"]
                    if (event.get("id"), event["what"]) == (item["id"], "ends")]
            self.assertTrue(all(event.get("overruled", "") == told and event["says"].endswith(told)
                                for event in ends))

    def compare_where(self, case, plan):
        for expected, found in zip(case.get("where", []), plan["treatments"]):
            flat = {**found, "clock": found["treated"]["clock"]}
            self.assertEqual(expected, {name: flat.get(name) for name in expected})

    def compare_activities(self, case, plan):
        found = {activity["activity"]: activity for activity in plan["activities"]}
        for name, expected in case.get("activities", {}).items():
            activity = found[activity_key(name)]
            flat = {**activity, "until": activity.get("until", {}).get("at")}
            self.assertEqual(expected, {member: flat.get(member) for member in expected})

    def test_every_case_agrees_to_the_minute(self):
        listed = cases()
        self.assertGreaterEqual(len(listed), 60)
        for zone in sorted({case["zone"] for case in listed}):
            self.site.import_files(self.site.edited("clinic.json", time_zone=zone),
                                   extra=("--replace",))
            for case in (case for case in listed if case["zone"] == zone):
                with self.subTest(case=case["name"]):
                    plan = self.plan(*fields(case),
                                     path=f"/api/v1/checklists/{slug(case, 0)}/plan")
                    self.assertEqual(zone, plan["time_zone"])
                    self.compare_items(case, plan)
                    self.compare_where(case, plan)
                    self.compare_activities(case, plan)


class TestPlan(PlanTest):
    def test_the_sample_plan_says_what_the_checklist_says(self):
        found = items(self.plan(("treated", TREATED), ("at", AT)))
        self.assertEqual("do_not", found["no-sauna"][0])
        self.assertEqual("2026-11-26T14:00:00-05:00", moment(found["no-sauna"][1], "until"))
        self.assertIn("from Thursday, November 26, 2 pm", found["no-sauna"][1]["line"])
        self.assertEqual("do", found["sunscreen"][0])
        self.assertEqual("2026-12-07T00:00:00-05:00", moment(found["sunscreen"][1], "until"))
        self.assertEqual("ask", found["ask-retinol"][0])

    def test_every_step_and_sign_stands_in_one_list(self):
        seeds = seed_documents()
        expected = {step["id"] for step in seed("micro-needling-checklist")["steps"]}
        expected |= {sign["id"] for sign in seeds["micro-needling"]["signs"]}
        for at in ("2026-11-01", "2026-11-23", "2026-11-23T14:00", "2026-11-27", "2027-02-01"):
            plan = self.plan(("treated", TREATED), ("at", at))
            self.assertEqual(expected, set(items(plan)), at)

    def test_what_is_not_confirmed_has_no_date_anywhere(self):
        unconfirmed = {step["id"] for step in seed("micro-needling-checklist")["steps"]
                       if not step["confirmed"]}
        self.assertTrue(unconfirmed)
        plan = self.plan(("treated", TREATED), ("at", AT))
        found = items(plan)
        for name in unconfirmed:
            self.assertEqual("ask", found[name][0])
            self.assertNotIn("moment", json.dumps(found[name][1]))
        self.assertFalse(unconfirmed & {event.get("id") for event in plan["timeline"]})

    def test_figures_that_differ_are_both_told_and_give_no_date(self):
        where, redness = items(self.plan(("treated", TREATED), ("at", AT)))["redness"]
        self.assertEqual("ask", where)
        self.assertIn("less than 2 days", redness["figures_words"])
        self.assertIn("2 to 3 days", redness["figures_words"])
        self.assertIn("2 to 3 days", redness["says"])
        self.assertNotIn("moment", json.dumps(redness))

    def test_next_is_the_rest_of_the_timeline_in_order(self):
        plan = self.plan(("treated", TREATED), ("at", AT))
        moments = [event["moment"]["at"] for event in plan["timeline"]]
        self.assertEqual(sorted(moments), moments)
        self.assertEqual([e for e in plan["timeline"] if not e["past"]], plan["next"])
        self.assertEqual(["treatment"], [e["what"] for e in plan["timeline"]][:1])
        self.assertTrue(plan["next"])

    def test_without_at_it_is_now_and_today_is_the_clinics(self):
        plan = self.plan(("treated", "today"))
        self.assertFalse(plan["as_of"]["given"])
        self.assertEqual(plan["as_of"]["date"], plan["treatments"][0]["treated"]["date"])
        self.assertEqual("today", plan["treatments"][0]["phase"])
        self.assertEqual(0, plan["treatments"][0]["day"])

    def test_the_hour_may_stand_in_a_field_of_its_own(self):
        self.assertEqual(self.plan(("treated", TREATED), ("at", AT)),
                         self.plan(("treated", "2026-11-23"), ("hour", "14:00"), ("at", AT)))
        self.assertFalse(self.plan(("treated", "2026-11-23"), ("hour", ""), ("at", AT))
                         ["treatments"][0]["treated"]["hour_known"])

    def test_json_is_taken_as_the_form_is(self):
        other = {"checklist": "micro-needling", "treated": "2026-11-20", "hour": "10:00"}
        body = {"treated": TREATED, "at": AT, "with": [other]}
        answer = self.site.get(PLAN, method="POST", body=json.dumps(body).encode(), **JSON)
        self.assertEqual(200, answer.status, answer.text)
        self.assertEqual(self.plan(("treated", TREATED), ("at", AT),
                                   ("with", "micro-needling@2026-11-20T10:00")), answer.json())

    def test_treatments_stand_on_one_timeline_each_named(self):
        plan = self.plan(("treated", TREATED), ("at", AT), ("with", "micro-needling@2026-11-20"))
        self.assertTrue(plan["several"])
        self.assertEqual([0, 1], sorted({event["number"] for event in plan["timeline"]}))
        self.assertTrue(all(event["treatment_title"] for event in plan["timeline"]))
        sauna = [entry for entry in plan["activities"] if entry["activity"] == "sauna"]
        self.assertEqual(["2026-11-26T14:00:00-05:00"], [s["until"]["at"] for s in sauna])


    def test_the_line_tells_the_later_end(self):
        plan = self.plan(("treated", "2026-11-20T10:00"), ("at", "2026-11-22T12:00"),
                         ("with", "micro-needling@2026-11-21T15:00"))
        lines = [item["line"] for item in plan["do_not"] if item["id"] == "no-sauna"]
        self.assertEqual(["Saunas: from Tuesday, November 24, 3 pm"] * 2, lines)


class TestGeneral(PlanTest):
    def get(self, query="", status=200):
        answer = self.site.get(PLAN + query)
        self.assertEqual(status, answer.status, answer.text)
        return answer.json()

    def test_the_plan_without_a_date_groups_by_when_a_step_ends(self):
        groups = {group["title"]: group for group in self.get()["groups"]}
        days, weeks = groups["First 3 days (72 hours)"], groups["First 2 weeks"]
        self.assertIn("no-sauna", [item["id"] for item in days["do_not"]])
        self.assertIn("sunscreen", [item["id"] for item in weeks["do"]])
        self.assertLess(list(groups).index("First 3 days (72 hours)"),
                        list(groups).index("First 2 weeks"))

    def test_no_plan_without_a_date_tells_a_moment(self):
        for query in ("", "?day=0", "?day=3", "?day=-2"):
            self.assertNotIn("moment", json.dumps(self.get(query)))

    def test_a_day_says_no_if_any_part_of_it_may_be_restricted(self):
        """72 hours after a treatment late on day 0 end late on day 3; 2 weeks cover days 0 to 13."""
        lists = {day: {name: found[0] for name, found in items(self.get(f"?day={day}")).items()}
                 for day in (-1, 0, 3, 4, 13, 14)}
        self.assertEqual(["later", "do_not", "do_not", "over"],
                         [lists[day]["no-sauna"] for day in (-1, 0, 3, 4)])
        self.assertEqual(["do", "do", "over"], [lists[day]["sunscreen"] for day in (4, 13, 14)])

    def test_a_day_that_is_none_is_named(self):
        for day in ("", "x", "1.5", "+1", "--1", "-366", "3651", "99999", "1e2"):
            self.assertEqual("day", self.get(f"?day={day}", 400)["parameter"], day)
        self.assertEqual("other", self.get("?other=1", 400)["parameter"])

    def test_it_is_cached_as_every_document(self):
        self.assertTrue(self.site.get(PLAN).headers["ETag"])


class TestRefusals(PlanTest):
    def test_what_cannot_be_read_is_named_with_a_kind_sentence(self):
        for name, pairs in [
                ("treated", []),
                ("treated", [("treated", "")]),
                ("treated", [("treated", "soon")]),
                ("treated", [("treated", "2026-02-30")]),
                ("treated", [("treated", "11/23/2026")]),
                ("treated", [("treated", "2026-11-23T25:00")]),
                ("treated", [("treated", "2026-11-23T14:00:00Z")]),
                ("treated", [("treated", "2" * 5000)]),
                ("hour", [("treated", "2026-11-23"), ("hour", "2 pm")]),
                ("hour", [("treated", TREATED), ("hour", "15:00")]),
                ("treated", [("treated", TREATED), ("treated", "2026-11-20")]),
                ("treated", [("treated", TREATED), ("treated", TREATED)]),
                ("at", [("treated", TREATED), ("at", "later")]),
                ("at", [("treated", TREATED), ("at", "2999-01-01")]),
                ("with", [("treated", TREATED), ("with", "micro-needling")]),
                ("with", [("treated", TREATED), ("with", "@2026-11-20")]),
                ("with", [("treated", TREATED), ("with", "nothing@2026-11-20")]),
                ("with", [("treated", TREATED), ("with", "micro-needling@soon")]),
                ("with", [("treated", TREATED)] + [("with", "micro-needling@2026-11-20")] * 8),
                ("other", [("treated", TREATED), ("other", "1")])]:
            problem = self.problem(*pairs)
            self.assertEqual(name, problem["parameter"], pairs)
            self.assertRegex(problem["detail"], r"^[A-Za-z].*\.$")

    def test_a_year_that_is_not_meant_gets_a_kind_answer(self):
        self.assertIn("two years ago", self.problem(("treated", "2016-11-23"), ("at", AT))["detail"])
        self.assertIn("a year away", self.problem(("treated", "2036-11-23"), ("at", AT))["detail"])

    def test_two_hours_that_differ_are_told_apart_from_none(self):
        self.assertIn("two hours", self.problem(("treated", TREATED), ("hour", "15:00"))["detail"])

    def test_a_year_and_a_day_is_more_than_a_year(self):
        for treated, words in (("2027-11-26", "a year away"), ("2024-11-24", "two years ago")):
            self.assertIn(words, self.problem(("treated", treated), ("at", AT))["detail"])
        for treated in ("2027-11-25", "2024-11-25"):
            self.plan(("treated", treated), ("at", AT))

    def test_a_body_of_another_type_is_named(self):
        for kind in ("text/plain", "application/xml"):
            answer = self.site.get(PLAN, method="POST", body=b"treated=2026-11-23",
                                   **{"Content-Type": kind})
            self.assertEqual(415, answer.status, answer.text)
            self.assertIn("application/json", answer.json()["detail"])

    def test_json_that_is_not_sound_is_refused(self):
        for body, name in [(b"", None), (b"{", None), (b"[]", None), (b'{"treated": 1}', "treated"),
                           (b'{"other": "x"}', "other"), (b'{"treated": "today", "with": "x"}', "with"),
                           (b'{"treated": "today", "with": [1]}', "with"),
                           (b'{"treated": "today", "with": [{"checklist": "micro-needling"}]}', "with")]:
            answer = self.site.get(PLAN, method="POST", body=body, **JSON)
            self.assertEqual(400, answer.status, body)
            self.assertEqual(name, answer.json().get("parameter"), body)

    def test_a_checklist_that_is_not_there(self):
        path = "/api/v1/checklists/nothing/plan"
        self.assertEqual(404, self.site.get(path).status)
        self.post([("treated", "today")], path, 404)
        self.assertEqual(405, self.site.get(PLAN, method="PUT", body=b"").status)

    def test_a_program_in_a_page_of_another_site_may_ask(self):
        answer = self.site.get(PLAN, method="OPTIONS")
        self.assertEqual(204, answer.status)
        self.assertIn("POST", answer.headers["Access-Control-Allow-Methods"])
        self.assertEqual("Content-Type", answer.headers["Access-Control-Allow-Headers"])


class TestPrivacy(PlanTest):
    DATE = "2026-10-19"

    def test_a_date_is_kept_nowhere(self):
        answer = self.post([("treated", self.DATE + "T11:47"), ("at", "2026-10-21")])
        self.assertEqual("no-store", answer.headers["Cache-Control"])
        self.assertIsNone(answer.headers["ETag"])
        self.post([("treated", self.DATE + "T99:99")], status=400)
        self.site.wait_log("/plan status=400")
        texts = {"daemon": self.site.log(), "nginx": self.site.access_log(),
                 "nginx's errors": (self.site.top / "nginx.log").read_text()}
        for name, text in texts.items():
            self.assertNotIn(self.DATE, text, name)
            self.assertNotIn("11:47", text, name)
        self.assertNotIn("method=POST", self.site.access_log())
        for path in self.site.top.rglob("*"):
            if path.is_file():
                self.assertNotIn(self.DATE.encode(), path.read_bytes(), str(path))

    def test_a_date_in_the_address_is_not_taken(self):
        answer = self.site.get(PLAN + "?treated=2026-11-23")
        self.assertEqual(400, answer.status)
        answer = self.site.get(PLAN + "?treated=2026-11-23", method="POST", body=b"", **FORM)
        self.assertEqual(400, answer.status)

    def test_two_plans_are_not_mixed_up(self):
        first = self.plan(("treated", TREATED), ("at", AT))
        second = self.plan(("treated", "2026-11-20T14:00"), ("at", AT))
        self.assertNotEqual(first, second)
        self.assertEqual(first, self.plan(("treated", TREATED), ("at", AT)))


class TestChanges(PlanTest):
    def test_a_changed_time_changes_the_plan_and_its_revision(self):
        before = self.plan(("treated", TREATED), ("at", AT))
        changed = copy.deepcopy(seed("micro-needling-checklist"))
        for step in changed["steps"]:
            if step["id"] == "no-sauna":
                step["until"].update(low=96, high=96, words="96 hours after treatment")
        self.site.import_files(write(self.site.top, "changed.json", changed), extra=("--replace",))
        after = self.plan(("treated", TREATED), ("at", AT))
        self.assertEqual("2026-11-27T14:00:00-05:00", moment(items(after)["no-sauna"][1], "until"))
        self.assertEqual(before["treatments"][0]["revision"] + 1, after["treatments"][0]["revision"])


if __name__ == "__main__":
    unittest.main()
