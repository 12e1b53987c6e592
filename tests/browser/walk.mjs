// Every page of patients and of staff, looked at in Chromium:
//
// - axe-core finds no violation of WCAG 2.2 AA or of its best practices, on a phone and at a desk, light
//   and dark. In the dark and on paper only the rules about color run: no other sees a difference.
// - Nothing has to be scrolled sideways: 320 px wide; 1280 by 900 px at 400% (which is 320 by 225); text of
//   twice the size on a phone (WCAG 1.4.4, 1.4.10).
// - All that is pressed is 44 by 44 CSS px or more, at both widths.
// - Nothing moves by itself while a page comes.
//
// What is found is told by its kind, with the pages it was found on. Set as site.mjs says.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { before, test } from "node:test";

import { defineNames, sideways, smallTargets, unseen } from "./in_page.mjs";
import { eachView, launch, shiftOf, show, watchShifts } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLOR_RULES = ["color-contrast", "link-in-text-block"];
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
const AT_ONCE = 2; // as many as a small machine has cores
const PAGES_TOLD = 3;

const found = {}; // {kind: {what: pages}}
const seen = { views: 0, rules: new Set() };

function tell(kind, what, where) {
  ((found[kind] ??= {})[what] ??= new Set()).add(where);
}

function assertNone(kind) {
  const lines = Object.entries(found[kind] ?? {}).map(([what, where]) => {
    const pages = [...where];
    const more = pages.length > PAGES_TOLD ? ` and ${pages.length - PAGES_TOLD} more` : "";
    return `${what}\n    on ${pages.slice(0, PAGES_TOLD).join(", ")}${more}`;
  });
  assert.ok(lines.length === 0, `${lines.length} found:\n${lines.join("\n")}`);
}

// --- What is asked of a page --------------------------------------------------------------------

// In the page.
const runAxe = (runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }).then(
  ({ violations, passes }) => ({
    ran: passes.length + violations.length,
    violations: violations.map(({ id, help, nodes }) => ({
      id, help,
      nodes: nodes.map(({ target, any }) => {
        const element = document.querySelector(target.at(-1));
        const colors = any.find(({ data }) => data?.contrastRatio)?.data;
        return (element ? window.nameOf(element) : String(target))
          + (colors ? ` (${colors.fgColor} on ${colors.bgColor} is ${colors.contrastRatio})` : "");
      }),
    })),
  }));

async function askAxe(page, name, how, runOnly) {
  const { ran, violations } = await page.evaluate(runAxe, runOnly);
  assert.ok(ran > 0, `${name}: axe ran no rule`);
  for (const { id, help, nodes } of violations) {
    for (const node of nodes) tell("axe", `${id}: ${help}: ${node}`, `${name} (${how})`);
  }
}

async function askColors(page, name, how) {
  await page.emulateMedia({ colorScheme: "dark" });
  await askAxe(page, name, `${how}, dark`, { type: "rule", values: COLOR_RULES });
  await page.emulateMedia({ colorScheme: "light" });
}

async function askPaper(page, name) {
  await page.emulateMedia({ media: "print" });
  await askAxe(page, name, "paper", { type: "rule", values: COLOR_RULES });
  for (const what of await page.evaluate(unseen)) tell("paper", what, name);
  await page.emulateMedia({ media: "screen" });
}

async function askTargets(page, name, how) {
  for (const target of await page.evaluate(smallTargets)) tell("targets", target.name, `${name} (${how}, ${target.size})`);
}

async function askWidth(page, kind, name, size, text = "100%") {
  await page.setViewportSize(size);
  await page.evaluate((fontSize) => { document.documentElement.style.fontSize = fontSize; }, text);
  for (const what of await page.evaluate(sideways)) tell(kind, what, name);
}

async function lookAt(page, view) {
  const { name } = view;
  await page.setViewportSize(PHONE);
  await show(page, view);
  const shifted = await shiftOf(page);
  if (shifted) tell("shifts", shifted, name);
  await page.evaluate(AXE);
  for (const [how, size] of [["phone", PHONE], ["desk", DESK]]) {
    await page.setViewportSize(size);
    await askAxe(page, name, how, { type: "tag", values: TAGS });
    await askColors(page, name, how);
    await askTargets(page, name, how);
  }
  if (view.who === "patient") await askPaper(page, name);
  await askWidth(page, "320 px", name, { width: 320, height: 740 });
  await askWidth(page, "400%", name, { width: 320, height: 225 });
  await askWidth(page, "200% text", name, PHONE, "200%");
  seen.views += 1;
}

// --- The walk -----------------------------------------------------------------------------------

before(async () => {
  const browser = await launch();
  const started = Date.now();
  try {
    await eachView(browser, AT_ONCE, { scripts: [watchShifts, defineNames] }, lookAt);
  } finally {
    await browser.close();
  }
  console.log(`${seen.views} pages in ${Math.round((Date.now() - started) / 1000)} s`);
});

test("axe-core finds nothing", () => assertNone("axe"));
test("on paper no text has the color of its ground", () => assertNone("paper"));
test("at 320 px nothing has to be scrolled sideways", () => assertNone("320 px"));
test("at 400% nothing has to be scrolled sideways", () => assertNone("400%"));
test("with text of twice the size nothing has to be scrolled sideways", () => assertNone("200% text"));
test("what is pressed is 44 px or larger", () => assertNone("targets"));
test("nothing moves while a page comes", () => assertNone("shifts"));
