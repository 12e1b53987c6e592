// Suggestions while typing, in a real browser: by keyboard alone, by a tap, and without script.
//
// tests/http/test_browser_search.py starts a site and sets:
//   AFTERCARE_URL   its address, without a slash at the end
//   CHROMIUM        the browser's binary

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ANSWER_WITHIN, launch } from "./chromium.mjs";

const { AFTERCARE_URL: SITE } = process.env;
const OPTION = "#search-suggestions [role=option]";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function open({ script = true, width = 360 } = {}) {
  const context = await browser.newContext({ baseURL: SITE, javaScriptEnabled: script, viewport: { width, height: 740 } });
  context.setDefaultTimeout(ANSWER_WITHIN);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => request.url().startsWith(`${SITE}/`) || faults.push(request.url()));
  await page.goto("/");
  const close = async () => {
    assert.deepEqual(faults, []);
    await context.close();
  };
  return { page, box: page.locator("input[name=q]"), close };
}

const state = (box) => box.evaluate((input) => ({
  expanded: input.getAttribute("aria-expanded"), active: input.getAttribute("aria-activedescendant"),
}));

test("by keyboard alone: type, go down and up, leave, and go there", async () => {
  const { page, box, close } = await open();
  await box.focus(); // page.js brings the suggestions in
  await page.locator("form.search [role=combobox]").waitFor();
  assert.deepEqual(await state(box), { expanded: "false", active: null });
  await page.keyboard.type("sau");
  await page.locator(OPTION).first().waitFor();
  assert.deepEqual(await state(box), { expanded: "true", active: null });
  assert.match(await page.locator("form.search [role=status]").textContent(), /^\d+ suggestions?\.$/);
  await page.keyboard.press("ArrowDown");
  const first = await page.locator(OPTION).first();
  assert.equal((await state(box)).active, await first.getAttribute("id"));
  assert.equal(await first.getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowUp");
  assert.equal((await state(box)).active, null, "past the first stands the box itself");
  await page.keyboard.press("ArrowUp");
  const last = page.locator(OPTION).last();
  assert.equal((await state(box)).active, await last.getAttribute("id"));
  await page.keyboard.press("Escape");
  assert.deepEqual(await state(box), { expanded: "false", active: null });
  assert.equal(await box.inputValue(), "sau", "what was typed stays");
  await page.keyboard.type("n");
  await page.locator(OPTION).first().waitFor();
  await page.keyboard.press("ArrowDown");
  const there = await page.locator(OPTION).first().getAttribute("data-page");
  await Promise.all([page.waitForURL(there), page.keyboard.press("Enter")]);
  await close();
});

test("Enter without a choice searches", async () => {
  const { page, box, close } = await open();
  await box.fill("sauna");
  await Promise.all([page.waitForURL("**/search?q=sauna"), box.press("Enter")]);
  assert.match(await page.locator("main").textContent(), /until 72 hours after treatment/);
  await close();
});

test("a tap goes there, and the list fits a narrow phone", async () => {
  const { page, box, close } = await open({ width: 320 });
  await box.pressSequentially("how");
  const option = page.locator(OPTION).first();
  await option.waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  assert.ok((await option.boundingBox()).height >= 44, "44 px to tap");
  const there = await option.getAttribute("data-page");
  await Promise.all([page.waitForURL(there), option.click()]);
  await close();
});

test("what begins with nothing shows nothing, and Tab closes", async () => {
  const { page, box, close } = await open();
  await box.pressSequentially("sau");
  await page.locator(OPTION).first().waitFor();
  await box.press("Tab");
  assert.equal((await state(box)).expanded, "false");
  await box.fill("");
  await box.pressSequentially("xq");
  await page.waitForResponse((answer) => answer.url().includes("/api/v1/suggest?q=xq"));
  await page.waitForFunction(() => document.querySelector("form.search [role=status]").textContent === "0 suggestions.");
  assert.equal((await state(box)).expanded, "false");
  await close();
});

test("without script the form searches", async () => {
  const { page, box, close } = await open({ script: false });
  assert.equal(await box.getAttribute("role"), null);
  await box.fill("redness");
  await Promise.all([page.waitForURL("**/search?q=redness"), box.press("Enter")]);
  assert.match(await page.locator("main").textContent(), /Redness after Micro-needling/);
  await close();
});
