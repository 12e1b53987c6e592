// The keyboard alone. Through every kind of page by Tab: the skip link comes first and works, each stop
// is in the window and not covered, something shows the focus and can be seen (light and dark), the order
// is the reading order, nothing is a trap and nothing is missed. Then what people come for: the search, a
// plan, and a correction that is saved and published.
//
// Set as site.mjs says. The one signed in as "ada" may publish.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { defineNames } from "./in_page.mjs";
import { SITE, eachView, launch, openWindow, show } from "./site.mjs";
import { defineTabs } from "./tabs.mjs";

const MOST_STOPS = 1000;
const TARGET = 44 - 0.5; // CSS px, but for rounding
const PLACES_TOLD = 6;
const AT_ONCE = 4; // most of their time is waiting for the next picture
const SCRIPTS = [defineNames, defineTabs];
const WINDOWS = [
  { how: "phone", width: 360, height: 740, colorScheme: "light" },
  { how: "desk, dark", width: 1280, height: 900, colorScheme: "dark" },
];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function open(options) {
  const context = await openWindow(browser, options);
  return context.newPage();
}

const step = (page) => page.evaluate(() => window.tabs.step());

// --- Through a page -----------------------------------------------------------------------------

// A page that puts the focus somewhere is walked from its beginning all the same.
async function fromTheTop(page, view) {
  await show(page, view);
  await page.evaluate(() => {
    document.activeElement.blur();
    getSelection().setPosition(document.body, 0);
  });
}

// The last stop's successor is the browser itself: the document's body has the focus, or its first stop.
async function throughPage(page) {
  const faults = [];
  for (let stops = 0; ; stops++) {
    await page.keyboard.down("Tab"); // held down: half as many messages, and the same to the page
    const at = await step(page);
    faults.push(...at.faults);
    if (at.end && at.back) faults.push(["Tab leads no further: a trap", `after ${stops} stops`]);
    if (at.end) break;
    if (stops === 0 && !at.isSkip) faults.push(["the first stop is not the skip link", ""]);
    if (at.isSkip && at.size.some((side) => side < TARGET)) faults.push(["the skip link is too small", at.size.map(Math.round).join(" by ")]);
    if (stops > MOST_STOPS) throw new Error(`more than ${MOST_STOPS} stops`);
  }
  await page.keyboard.up("Tab");
  const missed = await page.evaluate(() => window.tabs.missed());
  return [...faults, ...missed.map((name) => ["Tab does not reach it", name])];
}

// Shown anew: Enter on the skip link, and the next stop is in the page's content, or past it where it has none.
async function skipLink(page, view) {
  await fromTheTop(page, view);
  await page.keyboard.press("Tab");
  if (!await page.evaluate(() => document.activeElement.matches(".skip"))) return []; // which was told before
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const isPast = await page.evaluate(() => {
    const main = document.getElementById("main");
    const place = main.compareDocumentPosition(document.activeElement);
    return Boolean(place & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING));
  });
  return isPast ? [] : [["the skip link does not lead to the page's content", ""]];
}

async function lookAt(page, view) {
  await fromTheTop(page, view);
  return [...await throughPage(page), ...await skipLink(page, view)].map(([what, which]) => [what, `${view.name}: ${which}`]);
}

// A line for each kind of fault, with where it was seen.
function told(faults) {
  const kinds = {};
  for (const [what, where] of faults) (kinds[what] ??= []).push(where);
  return Object.entries(kinds).map(([what, where]) => {
    const more = where.length > PLACES_TOLD ? `\n    and ${where.length - PLACES_TOLD} more` : "";
    return `${what}\n    ${where.slice(0, PLACES_TOLD).join("\n    ")}${more}`;
  });
}

for (const { how, ...options } of WINDOWS) {
  test(`Tab goes through every kind of page: ${how}`, async () => {
    const faults = (await eachView(browser, AT_ONCE, { scripts: SCRIPTS, ...options }, lookAt)).flat();
    const lines = told(faults);
    assert.ok(lines.length === 0, `${lines.length} found:\n${lines.join("\n")}`);
  });
}

// --- What people come for -----------------------------------------------------------------------

// Presses Tab until that element has the focus.
async function tabTo(page, selector) {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  throw new Error(`Tab does not reach ${selector}`);
}

const go = (page, key) => Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
const title = (page) => page.locator("h1").first().innerText();

test("a suggestion is taken, and a word is searched", async () => {
  const page = await open({ width: 360 });
  await page.goto(SITE);
  await tabTo(page, "input[name=q]");
  await page.keyboard.type("sau");
  await page.locator("[role=option]").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("[role=option]:visible").count(), 0, "Escape closes the list");
  await page.keyboard.type("n");
  await page.locator("[role=option]").first().waitFor();
  await page.keyboard.press("ArrowDown");
  const there = await page.locator("[role=option]").first().getAttribute("data-page");
  await go(page, "Enter");
  assert.equal(page.url(), new URL(there, SITE).href);
  await page.goto(SITE);
  await tabTo(page, "input[name=q]");
  await page.keyboard.type("redness");
  await go(page, "Enter");
  assert.match(page.url(), /\/search\?q=redness$/);
  await page.context().close();
});

test("a plan is made, and another day is looked at", async () => {
  const page = await open({ width: 360 });
  await page.goto(`${SITE}/aftercare/micro-needling`);
  await tabTo(page, "#plan-treated");
  await page.keyboard.type("11232026");
  await tabTo(page, "#plan-hour");
  await page.keyboard.type("0200PM");
  await tabTo(page, "#plan-form button:not([name])");
  await go(page, "Enter");
  assert.match(await title(page), /^Your plan/);
  assert.match(await page.locator("main").innerText(), /November 23/);
  const where = () => page.locator("#plan-where").innerText();
  const now = await where();
  await tabTo(page, "main button");
  await go(page, "Space");
  assert.notEqual(await where(), now);
  await page.context().close();
});

test("a correction is saved and published", async () => {
  const page = await open({ who: "ada", width: 1280, height: 900 });
  await page.goto(`${SITE}/admin/documents/whom-do-i-call`);
  await tabTo(page, "[name=title]");
  await page.keyboard.press("End");
  await page.keyboard.type(" Corrected.");
  await tabTo(page, "button[value=save]");
  await page.keyboard.press("Space");
  await page.locator("#saved", { hasText: /^Saved \d/ }).waitFor(); // the page stays, and so does the focus
  await tabTo(page, "button[value=publish]");
  await go(page, "Enter");
  assert.equal(await title(page), "What changes");
  await tabTo(page, "main form[action='/admin/publish'] button");
  await go(page, "Enter");
  await page.locator(".notice", { hasText: /published/i }).waitFor();
  const answer = await fetch(`${SITE}/api/v1/faqs/whom-do-i-call`);
  assert.match((await answer.json()).title, / Corrected\.$/);
  await page.context().close();
});
