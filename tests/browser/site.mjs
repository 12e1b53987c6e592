// A browser and the pages to look at, for the tests that walk through all of them.
//
// tests/http/walk.py starts a site and sets:
//   AFTERCARE_URL     its address, without a slash at the end
//   AFTERCARE_VIEWS   a file: the pages, and whose cookies to send (tests/http/views.py)
//   CHROMIUM          the browser's binary

import { readFileSync } from "node:fs";

import { ANSWER_WITHIN } from "./chromium.mjs";

export { launch } from "./chromium.mjs";

export const SITE = process.env.AFTERCARE_URL;
export const { people: PEOPLE, views: VIEWS } = JSON.parse(readFileSync(process.env.AFTERCARE_VIEWS, "utf8"));

// A window with nothing kept from before, of somebody who is signed in, or of a patient.
export async function openWindow(browser, { who = "patient", width = 360, height = 740, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width, height }, reducedMotion: "reduce", locale: "en-US", timezoneId: "America/New_York", ...options,
  });
  context.setDefaultTimeout(ANSWER_WITHIN);
  const cookies = Object.entries(PEOPLE[who] ?? {}).map(([name, value]) => ({ name, value, url: SITE }));
  if (cookies.length) await context.addCookies(cookies);
  return context;
}

// In the page: sets the fields of the form that a button belongs to, adding those it lacks, and presses it.
function sendForm({ fill, press }) {
  const button = document.querySelector(press);
  const form = button.form;
  form.noValidate = true;
  for (const [name, value] of Object.entries(fill)) {
    let field = [...form.elements].find((each) => each.name === name && each.type !== "submit");
    if (field?.type === "file") continue;
    if (!field) {
      field = form.appendChild(document.createElement("input"));
      field.name = name;
    }
    if (field.type === "date" || field.type === "time") field.type = "text"; // takes what is no date, too
    field.value = value;
  }
  form.requestSubmit(button);
}

// Goes to a view: its path, and what a press of its button answers. before is called in between.
export async function show(page, view, before = async () => {}) {
  await page.goto(SITE + view.path);
  if (!view.press) return;
  await before();
  const file = page.locator("input[type=file]");
  if (view.fill.file) await file.setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(view.fill.file) });
  await Promise.all([page.waitForEvent("load"), page.evaluate(sendForm, view)]);
}

// Calls work(item) for all, so many at once; what they return, in order.
export async function each(items, atOnce, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at]);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

// Calls work(page, view) for all views, so many at once; what they return, in order. A window costs a browser
// more than most pages do, so each is used again for pages of the same person. scripts: what runs in a page
// before anything of its own.
export async function eachView(browser, atOnce, { scripts, ...options }, work) {
  const windows = [];
  const idle = {};
  const open = async (who) => {
    const context = await openWindow(browser, { who, ...options });
    windows.push(context);
    for (const script of scripts) await context.addInitScript(script);
    const page = await context.newPage();
    page.on("dialog", (dialog) => dialog.accept()); // "leave without saving?"
    return page;
  };
  const results = await each(VIEWS, atOnce, async (view) => {
    const free = (idle[view.who] ??= []);
    const page = free.pop() ?? await open(view.who);
    try {
      return await work(page, view);
    } catch (error) {
      error.message += `\nat ${view.name}: ${view.path}`;
      throw error;
    } finally {
      free.push(page);
    }
  });
  await Promise.all(windows.map((context) => context.close()));
  return results;
}

// In the page, before anything of it runs: how far things have moved by themselves, and what first.
export function watchShifts() {
  window.shifted = 0;
  window.movers = [];
  const nameOf = (node) => `${node?.localName ?? node?.nodeName ?? "?"}.${node?.className ?? ""}#${node?.id ?? ""}`;
  const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      window.shifted += value;
      window.movers.push(...sources.map(({ node, previousRect, currentRect }) =>
        `${nameOf(node)} from ${place(previousRect)} to ${place(currentRect)}`));
    }
  }).observe({ type: "layout-shift", buffered: true });
}

// What a person would notice. On a quiet machine all pages stand at 0, but for the tick boxes that script adds
// to a plan (0.001); on a busy one a page that comes in pieces may be painted twice.
const NOTICED = 0.1;

export const shiftOf = (page) => page.evaluate((least) =>
  (window.shifted > least ? `${window.shifted.toFixed(4)}: ${window.movers.slice(0, 3).join("; ")}` : 0), NOTICED);
