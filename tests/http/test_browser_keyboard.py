"""The keyboard alone in Chromium: tests/browser/keyboard.mjs."""
import re
import unittest

from views import patient_views, staff_views
from walk import WalkTest

# One page of each kind: patients' with what each can hold, staff's with what is pressed most.
KINDS = re.compile(r"^(home|treatments|treatments-micro-needling(-is-this-normal)?|aftercare(-micro-needling(-day-1)?)?"
                   r"|plan-(middle|no-date)|can-i|can-i-sauna|questions|questions-whom-do-i-call|search-(hit|none)"
                   r"|comparisons-.*|contact|about|kept|not-found|leaflet-old|thanks-no"
                   r"|admin|admin-(sign-in|find|publish.*|history-accessibility|compare.*|new|settings|people|checks|exchange"
                   r"|account|preview-micro-needling|documents-(micro-needling-aftercare|clinic|privacy))|edit-conflict)$")


class Keyboard(WalkTest):
    def test_every_page_can_be_used_by_keyboard_alone(self):
        people, views = staff_views(self.site)
        chosen = [each for each in [*patient_views(self.site), *views] if KINDS.match(each["name"])]
        self.assertGreater(len(chosen), 35)
        self.walk("keyboard.mjs", chosen, people)


if __name__ == "__main__":
    unittest.main()
