"""What patients type, and whether the right answer comes first: tests/cases/search.json. Prints the mean
reciprocal rank by kind of query; the score may not fall under the file's floor."""

import collections
import json
import unittest
import urllib.parse

from harness import SOURCE, SiteTest
from pages import Page

CASES = json.loads((SOURCE / "tests/cases/search.json").read_text())


def answers(found, base):
    """What a patient sees, in order: the answers above the list, then the pages."""
    order = []
    for answer in found["direct"]:
        order.append(f"{answer['type']}:{answer['page'][len(base):]}")
    for result in found["results"]:
        order.append(result["page"][len(base):])
    return order


class TestQuality(SiteTest):
    def ask(self, typed):
        answer = self.site.get("/api/v1/search?" + urllib.parse.urlencode({"q": typed}))
        self.assertEqual(200, answer.status, typed)
        return answer.json()

    def rank(self, case):
        """From 1 on; 0 where none of what is wanted is there. Each answer above the list counts one."""
        order = answers(self.ask(case["q"]), self.site.base_url)
        return next((place for place, each in enumerate(order, 1)
                     if each in case["want"] or each.split("#")[0] in case["want"]), 0), order

    def test_the_right_answer_comes_first(self):
        scores, missed = collections.defaultdict(list), []
        for case in CASES["queries"]:
            if not case["want"]:
                continue
            rank, order = self.rank(case)
            scores[case["kind"]].append(1 / rank if rank else 0)
            if not 0 < rank <= case["within"] and not case.get("known_miss"):
                missed.append(f"{case['kind']}: “{case['q']}” at {rank or 'none'}: {order[:4]}")
        every = [score for each in scores.values() for score in each]
        mean = sum(every) / len(every)
        for kind, each in scores.items():
            print(f"search: {kind:10} {len(each):4} queries, mean reciprocal rank {sum(each) / len(each):.3f}")
        print(f"search: {'all':10} {len(every):4} queries, mean reciprocal rank {mean:.3f}")
        for line in missed:
            print("search: missed:", line)
        self.assertGreaterEqual(len(every), 150)
        self.assertGreaterEqual(mean, CASES["floor"], "the score has fallen")
        self.assertEqual([], missed)

    def test_what_is_due_answers_directly_and_what_may_not_answer_does_not(self):
        wrong, asked = [], 0
        for case in CASES["queries"]:
            if "direct" not in case and "must_not" not in case:
                continue
            base = self.site.base_url
            direct = [f"{each['type']}:{each['page'][len(base):]}" for each in self.ask(case["q"])["direct"]]
            lacks = [each for each in case.get("direct", []) if each not in direct]
            has = [each for each in direct if each.startswith(tuple(case.get("must_not", ["-"])))]
            asked += 1
            if lacks or has:
                wrong.append(f"“{case['q']}” lacks {lacks}, has {has}")
        self.assertGreater(asked, 50)
        self.assertEqual([], wrong)

    def test_a_right_word_is_not_corrected(self):
        standing = [case["q"] for case in CASES["queries"] if case.get("stands")]
        changed = {typed: near for typed in standing for found in [self.ask(typed)]
                   if (near := found.get("corrected") or found.get("suggestion"))}
        self.assertGreater(len(standing), 10)
        self.assertEqual({}, changed)

    def test_where_there_is_no_answer_the_nearest_questions_and_the_telephone_are_given(self):
        for case in CASES["queries"]:
            if case["want"]:
                continue
            found = self.ask(case["q"])
            page = Page(self.site.get("/search?" + urllib.parse.urlencode({"q": case["q"]})).text)
            with self.subTest(case["q"]):
                if not found["results"]:
                    self.assertTrue(found["nearest"])
                    self.assertTrue([link for link in page.links if link.startswith("/questions/")])
                self.assertTrue([link for link in page.links if link.startswith("tel:")])

    def test_every_result_leads_to_a_part_that_is_on_its_page(self):
        pages, led = {}, 0
        for case in CASES["queries"]:
            found = self.ask(case["q"])
            for entry in found["direct"] + found["results"]:
                path, _, part = entry["page"][len(self.site.base_url):].partition("#")
                if path not in pages:
                    answer = self.site.get(path)
                    self.assertEqual(200, answer.status, path)
                    pages[path] = Page(answer.text).ids
                if part:
                    led += 1
                    self.assertIn(part, pages[path], f"{case['q']}: {path}")
        self.assertGreater(led, 100)


if __name__ == "__main__":
    unittest.main()
