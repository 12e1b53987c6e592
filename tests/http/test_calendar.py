"""The plan as a calendar file: an independent parser finds each event of every hand-worked case to
the minute, and a calendar program puts it in once, however often it is opened."""

import copy
import datetime
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import icalendar
import pytz

from harness import SiteTest
from plan_cases import as_form, cases, documents, fields, slug
from samples import seed, write

PAGE = "/aftercare/micro-needling/plan.ics"
API = "/api/v1/checklists/micro-needling/plan.ics"
PLAN = "/api/v1/checklists/micro-needling/plan"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TREATED = "2026-11-23T14:00"
ASKED = [("treated", TREATED), ("at", "2026-11-25T09:00")]
SUMMARIES = {"Skin care step", "Skin care check"}
UTC = datetime.timezone.utc


class CalendarTest(SiteTest):
    def post(self, pairs, path=API, status=200):
        answer = self.site.get(path, method="POST", body=as_form(pairs), **FORM)
        self.assertEqual(status, answer.status, answer.text)
        return answer

    def file(self, *pairs, path=API):
        return self.post(pairs or ASKED, path).text

    def events(self, *pairs, path=API):
        return icalendar.Calendar.from_ical(self.file(*pairs, path=path)).walk("VEVENT")

    def change(self, name, **time):
        """Another time for one step of the sample checklist, published."""
        changed = copy.deepcopy(seed("micro-needling-checklist"))
        step, = (step for step in changed["steps"] if step["id"] == name)
        step["until"].update(time)
        self.site.import_files(write(self.site.top, "changed.json", changed), extra=("--replace",))


def instant(event, midnights):
    """A day's event is at that day's first moment; midnights has these."""
    start = event["DTSTART"].dt
    if isinstance(start, datetime.datetime):
        return start.astimezone(UTC)
    return midnights[start.isoformat()]


class TestCases(CalendarTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = {document["key"]: document for case in cases() for document in documents(case)}
        cls.site.import_files(write(cls.site.top, "cases.json", list(made.values())))

    def compare(self, case):
        """What the table says by hand is in the file; the file has what the plan has, no more."""
        path = f"/api/v1/checklists/{slug(case, 0)}/plan"
        plan = self.post(fields(case), path).json()
        calendar = icalendar.Calendar.from_ical(self.file(*fields(case), path=path + ".ics"))
        events = calendar.walk("VEVENT")
        self.compare_zone(calendar, events)
        moments = [(entry["moment"], entry) for entry in plan["timeline"]
                   if entry["what"] != "treatment"]
        midnights = {moment["date"]: datetime.datetime.fromisoformat(moment["at"]).astimezone(UTC)
                     for moment, _ in moments if moment["midnight"]}
        found = sorted(instant(event, midnights) for event in events)
        self.assertEqual(sorted(datetime.datetime.fromisoformat(moment["at"]).astimezone(UTC)
                                for moment, _ in moments), found)
        for name, expected in case["expect"].items():
            for edge in {"from", "until", "eases"} & set(expected):
                at = datetime.datetime.fromisoformat(expected[edge]).astimezone(UTC)
                self.assertIn(at, found, f"{name} {edge}")
            if expected.get("overruled") and "until" in expected:
                self.assertTrue(any(expected["overruled"] in event["description"]
                                    for event in events), name)
        return len(events)

    def compare_zone(self, calendar, events):
        """The file's own zone says the same of each hour as this machine's does."""
        zone = calendar.walk("VTIMEZONE")[0].to_tz()
        for start in (event["DTSTART"].dt for event in events):
            if isinstance(start, datetime.datetime) and start.tzinfo != pytz.utc:
                self.assertEqual(start, zone.localize(start.replace(tzinfo=None)))

    def test_every_case_agrees_to_the_minute(self):
        listed, count = cases(), 0
        for zone in sorted({case["zone"] for case in listed}):
            self.site.import_files(self.site.edited("clinic.json", time_zone=zone),
                                   extra=("--replace",))
            for case in (case for case in listed if case["zone"] == zone):
                with self.subTest(case=case["name"]):
                    count += self.compare(case)
        self.assertGreater(count, 60)


class TestFile(CalendarTest):
    def test_it_is_sent_as_a_file_that_nobody_keeps(self):
        for path in (PAGE, API):
            answer = self.post(ASKED, path)
            self.assertEqual("text/calendar; charset=utf-8", answer.headers["Content-Type"])
            self.assertEqual('attachment; filename="skin-care.ics"',
                             answer.headers["Content-Disposition"])
            self.assertEqual("no-store", answer.headers["Cache-Control"])
            self.assertIsNone(answer.headers["ETag"])

    def test_page_and_api_give_the_same(self):
        plain = [re.sub(r"(DTSTAMP|LAST-MODIFIED):\w+", "", self.file(path=path))
                 for path in (PAGE, API)]
        self.assertEqual(*plain)

    def test_the_plans_page_leads_to_it(self):
        page = self.post(ASKED, "/aftercare/micro-needling/plan").text
        form = re.search(rf'<form method="post" action="{PAGE}".*?</form>', page, re.S).group()
        self.assertIn(f'name="treated" value="{TREATED}"', form)
        self.assertIn("delete the old entries", page)

    def test_the_form_is_shown_again_where_the_date_is_none(self):
        answer = self.post([("treated", "soon")], PAGE, 422)
        self.assertIn("text/html", answer.headers["Content-Type"])
        self.assertIn('value="soon"', answer.text)
        self.assertEqual("treated", self.post([("treated", "soon")], API, 400).json()["parameter"])
        self.assertEqual(405, self.site.get(PAGE).status)
        self.post(ASKED, "/aftercare/nothing/plan.ics", 404)

    def test_lines_are_as_rfc_5545_wants_them(self):
        body = self.post(ASKED).body
        lines = body.split(b"\r\n")
        self.assertEqual([b"BEGIN:VCALENDAR", b"END:VCALENDAR", b""],
                         [lines[0], lines[-2], lines[-1]])
        self.assertFalse(any(b"\n" in line or b"\r" in line for line in lines))
        self.assertLessEqual(max(map(len, lines)), 75)
        for line in lines:
            line.decode()

    def test_an_event_has_what_it_needs_and_gives_nothing_away(self):
        text = self.file()
        calendar = icalendar.Calendar.from_ical(text)
        self.assertEqual(("2.0", "PUBLISH"), (calendar["VERSION"], calendar["METHOD"]))
        self.assertTrue(calendar["PRODID"])
        events = calendar.walk("VEVENT")
        self.assertEqual(len(events), len({event["UID"] for event in events}))
        for event in events:
            self.assertIn(event["SUMMARY"], SUMMARIES)
            self.assertEqual(("PRIVATE", "TRANSPARENT"), (event["CLASS"], event["TRANSP"]))
            self.assertRegex(event["UID"], r"^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab]")
            self.assertIn(f"{self.site.base_url}/aftercare/micro-needling", event["DESCRIPTION"])
            self.assertIn(seed("clinic")["phone"], event["DESCRIPTION"])
            event.pop("DESCRIPTION")
            self.assertNotRegex(event.to_ical().decode(), r"(?i)needl|clinic|surgery|127\.0\.0\.1")

    def test_the_sample_plan_has_its_dates(self):
        found = {event["DESCRIPTION"].split(":")[0]: event["DTSTART"] for event in self.events()}
        saunas = [start for title, start in found.items() if "sauna" in title.lower()]
        self.assertEqual(["2026-11-26T14:00:00-05:00"], [s.dt.isoformat() for s in saunas])
        self.assertEqual("America/New_York", saunas[0].params["TZID"])
        self.assertIn(datetime.date(2026, 12, 7), [start.dt for start in found.values()])

    def test_the_zone_knows_its_changes(self):
        zone, = icalendar.Calendar.from_ical(self.file()).walk("VTIMEZONE")
        self.assertEqual("America/New_York", zone["TZID"])
        found = {(part.name, part["DTSTART"].dt.isoformat(), part["TZOFFSETTO"].to_ical())
                 for part in zone.subcomponents}
        self.assertLessEqual({("DAYLIGHT", "2026-03-08T02:00:00", "-0400"),
                              ("STANDARD", "2026-11-01T02:00:00", "-0500"),
                              ("DAYLIGHT", "2027-03-14T02:00:00", "-0400")}, found)

    def test_the_same_treatment_twice_stands_once(self):
        self.assertEqual(len(self.events()),
                         len(self.events(*ASKED, ("with", f"micro-needling@{TREATED}"))))
        two = self.events(*ASKED, ("with", "micro-needling@2026-11-20T10:00"))
        self.assertEqual(2 * len(self.events()), len({event["UID"] for event in two}))

    def test_a_date_is_kept_nowhere(self):
        self.post([("treated", "2026-10-19T11:47")], PAGE)
        self.post([("treated", "2026-10-19T99:99")], PAGE, 422)
        self.site.wait_log("plan.ics status=422")
        for path in self.site.top.rglob("*"):
            if path.is_file():
                self.assertNotIn(b"2026-10-19", path.read_bytes(), str(path))


def parts(text):
    return [part.name for part in icalendar.Calendar.from_ical(text).walk()]


class TestHostile(CalendarTest):
    TITLE = ('Do not; \\n x, "quoted" \\ back\\slash:BEGIN:VALARM 😀👩🏽‍⚕️ مرحبا بالعالم שלום '
             + "ü" * 60 + " end")

    def test_a_title_comes_through_as_it_is(self):
        before = parts(self.file())
        changed = copy.deepcopy(seed("micro-needling-checklist"))
        step, = (step for step in changed["steps"] if step["id"] == "no-sauna")
        step["title"] = self.TITLE
        self.site.import_files(write(self.site.top, "title.json", changed), extra=("--replace",))
        body = self.post(ASKED).body
        self.assertLessEqual(max(map(len, body.split(b"\r\n"))), 75)
        for line in body.split(b"\r\n"):
            line.decode()
        said = [event["DESCRIPTION"] for event in icalendar.Calendar.from_ical(body).walk("VEVENT")]
        # This parser reads "\\n" before "\\\\", so that the two characters come back as a line's end.
        self.assertTrue(any(self.TITLE.replace("\\n", "\n") in text or self.TITLE in text
                            for text in said), said)
        self.assertEqual(before, parts(body))


class TestAlarms(CalendarTest):
    """Steps that start at several hours, in a treatment a month ahead."""

    # After the treatment at 11 am: when it starts, and how many hours from then to the alarm.
    STARTS = {"afternoon": (2, "hour", 0), "late": (10, "hour", -3), "night": (15, "hour", -8),
              "day": (2, "day", -6)}

    def setUp(self):
        changed = copy.deepcopy(seed("micro-needling-checklist"))
        sample = next(step for step in changed["steps"] if step["id"] == "no-sauna")
        changed["steps"] = [
            {**sample, "id": name, "title": f"Do not {name}",
             "from": {"kind": "time", "low": low, "high": low, "unit": unit, "precision": "exact",
                      "anchor": "after-treatment", "words": "as published"}}
            for name, (low, unit, _) in self.STARTS.items()]
        for step in changed["steps"]:
            step["until"] = {"kind": "time", "low": 3, "high": 3, "unit": "day",
                             "precision": "exact", "anchor": "after-treatment", "words": "3 days"}
        self.site.import_files(write(self.site.top, "starts.json", changed), extra=("--replace",))
        # No change of the clocks may come between it and its steps.
        self.day = datetime.date.today() + datetime.timedelta(days=30)
        while {self.day.month, (self.day + datetime.timedelta(days=4)).month} & {3, 11}:
            self.day += datetime.timedelta(days=7)

    def alarms(self, treated):
        """{id: hours from start to alarm}, and how many events have none."""
        found, silent = {}, 0
        events = self.events(("treated", treated))
        self.assertEqual(len(events), len({event["UID"] for event in events}))
        for event in events:
            alarm = event.walk("VALARM")
            if event["SUMMARY"] != "Skin care step":
                self.assertFalse(alarm)
                continue
            name = re.search(r"Do not (\w+)", event["DESCRIPTION"]).group(1)
            if not alarm:
                silent += 1
                continue
            self.assertEqual(("DISPLAY", "Skin care step"),
                             (alarm[0]["ACTION"], alarm[0]["DESCRIPTION"]))
            found[name] = alarm[0]["TRIGGER"].dt.total_seconds() / 3600
        return found, silent

    def test_what_starts_has_one_and_never_at_night(self):
        found, silent = self.alarms(f"{self.day}T11:00")
        self.assertEqual({name: hours for name, (_, _, hours) in self.STARTS.items()}, found)
        self.assertEqual(len(self.STARTS), silent)

    def test_what_has_passed_has_none(self):
        past = datetime.date.today() - datetime.timedelta(days=60)
        self.assertEqual(({}, 2 * len(self.STARTS)), self.alarms(f"{past}T11:00"))


class Khal:
    """A calendar of its own, in a folder of its own."""

    CONFIG = """[calendars]
[[own]]
path = {top}/vdir
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = America/New_York
default_timezone = America/New_York
[sqlite]
path = {top}/khal.db
"""

    def __init__(self, top):
        self.top = pathlib.Path(top)
        (self.top / "vdir").mkdir()
        (self.top / "config").write_text(self.CONFIG.format(top=top))

    def run(self, *arguments):
        home = {**os.environ, "HOME": str(self.top), "XDG_CONFIG_HOME": str(self.top),
                "XDG_DATA_HOME": str(self.top), "LC_ALL": "C.UTF-8", "TZ": "America/New_York"}
        return subprocess.run(["khal", "-c", self.top / "config", *arguments], env=home, check=True,
                              capture_output=True, text=True, timeout=60).stdout

    def open(self, text):
        """What opening the file does."""
        (self.top / "skin-care.ics").write_text(text, newline="")
        self.run("import", "--batch", "-a", "own", str(self.top / "skin-care.ics"))

    def entries(self):
        """{(day, hour, first line of the description) …}, one for each entry."""
        lines = self.run("list", "--day-format", "", "--format",
                         "{start-date}|{start-time}|{description}|END", "2026-11-20", "60d")
        found = re.findall(r"^(\d{4}-\d\d-\d\d)\|([\d:]*)\|([^\n]*)\n.*?\|END", lines, re.M | re.S)
        return sorted(found)


class TestKhal(CalendarTest):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="aftercare-khal-")
        self.addCleanup(folder.cleanup)
        self.khal = Khal(folder.name)

    def saunas(self):
        return [(day, hour) for day, hour, title in self.khal.entries() if "sauna" in title.lower()]

    def test_a_file_opened_again_moves_what_has_changed_and_doubles_nothing(self):
        self.khal.open(self.file())
        first = self.khal.entries()
        self.assertEqual(len(self.events()), len(first))
        self.assertEqual([("2026-11-26", "14:00")], self.saunas())
        self.khal.open(self.file())
        self.assertEqual(first, self.khal.entries())
        sequence = {event["UID"]: event["SEQUENCE"] for event in self.events()}
        self.change("no-sauna", low=96, high=96, words="96 hours after treatment")
        changed = self.events()
        self.assertEqual(set(sequence), {event["UID"] for event in changed})
        grown = {(event["SUMMARY"], event["SEQUENCE"] - sequence[event["UID"]])
                 for event in changed}
        self.assertEqual({("Skin care step", 1), ("Skin care check", 0)}, grown)
        self.khal.open(self.file())
        self.assertEqual(len(first), len(self.khal.entries()))
        self.assertEqual([("2026-11-27", "14:00")], self.saunas())


if __name__ == "__main__":
    unittest.main()
