// "My plan" in a real browser: without script; with it remembered, ticked off, read without a
// connection, bookmarked and forgotten; and that no request but the POST carries the date.
//
// tests/http/test_browser_plan.py starts a site and sets:
//   AFTERCARE_URL      its address, without a slash at the end
//   AFTERCARE_TREATED  a treatment's moment, "2026-11-23T14:37", two or three days ago
//   AFTERCARE_PUBLISH  a command that publishes the aftercare page with the title "Advice made anew"
//   CHROMIUM           the browser's binary
//   AFTERCARE_SHOTS    optional: a folder for pictures of the pages, for people to look at

import assert from "node:assert/strict";
import { execSync } from "node:child_process";
import { after, before, test } from "node:test";

import { ANSWER_WITHIN, launch, pause, until } from "./chromium.mjs";
import { startRelay } from "./relay.mjs";

const { AFTERCARE_URL: SITE, AFTERCARE_TREATED: TREATED, AFTERCARE_SHOTS: SHOTS } = process.env;
const [DATE, HOUR] = TREATED.split("T");
const PAGE = "/aftercare/micro-needling";
const FRAGMENT = `#treated=${TREATED}`;
// What the browser itself says of a request that finds no network.
const NO_NETWORK = /ERR_INTERNET_DISCONNECTED|ERR_FAILED/;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// --- A person at a phone ------------------------------------------------------------------------

// The date may stand in the body of a POST to the plan or its calendar file; its hour as well.
async function watch(person, request) {
  const url = request.url();
  const path = new URL(url).pathname;
  const isPost = request.method() === "POST" && [`${PAGE}/plan`, `${PAGE}/plan.ics`].includes(path);
  if (!url.startsWith(`${person.site}/`)) person.faults.push(`asked for ${url}`);
  const sent = `${url.split("#")[0]} ${JSON.stringify(await request.allHeaders())}`;
  const body = request.postData() || "";
  person.requests.push(`${request.method()} ${path}`);
  if (sent.includes(DATE) || sent.includes("treated")) person.faults.push(`the date is in ${sent}`);
  if (!isPost && body) person.faults.push(`a body is in ${request.method()} ${url}: ${body}`);
  if (isPost && body.includes(DATE)) person.dated += 1;
}

async function open({ width, script = true, site = SITE }) {
  const context = await browser.newContext({
    baseURL: site, javaScriptEnabled: script, viewport: { width, height: 800 }, timezoneId: "America/New_York",
  });
  context.setDefaultTimeout(ANSWER_WITHIN);
  const person = { width, script, site, context, faults: [], requests: [], watching: [], dated: 0, offline: false };
  context.on("request", (request) => person.watching.push(watch(person, request)));
  context.on("console", (message) => {
    const mayFail = person.offline ? NO_NETWORK : person.mayFail;
    if (message.type() !== "error" || mayFail?.test(message.text())) return;
    person.faults.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => person.faults.push(`uncaught: ${error.error()}`));
  person.page = await context.newPage();
  return person;
}

const textOf = (page) => page.locator("main").innerText({ timeout: 1000 }).then((text) => text.slice(0, 600), String);

async function as(options, what) {
  const person = await open(options);
  try {
    await what(person);
    await Promise.all(person.watching);
  } catch (error) {
    error.message += `\nat ${person.page.url()}, which says: ${await textOf(person.page)}\nfaults so far: ${person.faults}`;
    throw error;
  } finally {
    await person.context.close();
  }
  assert.deepEqual(person.faults, []);
  assert.ok(person.dated > 0, "a POST has carried the date");
}

async function look(person, what) {
  const { page, width, script } = person;
  if (SHOTS) {
    await page.screenshot({ path: `${SHOTS}/plan-${width}-${script ? "script" : "plain"}-${what}.png`, fullPage: true });
  }
  const [needed, there] = await page.evaluate(() => [
    document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(needed <= there, `${what} is ${needed} wide in a window of ${there}`);
}

const press = (person, name) => person.page.getByRole("button", { name, exact: true }).click();
const see = (person, selector, text) =>
  person.page.locator(selector).filter({ hasText: text }).first().waitFor({ state: "visible" });
const addressOf = (person) => person.page.url().slice(person.site.length);
const firstTick = (person) => person.page.getByRole("checkbox", { name: /^Done *:/ }).first();

async function seePlan(person) {
  await see(person, "#plan-where", "Now:");
  await see(person, ".plan-where", /^Day \d+ of \d+/);
}

async function makePlan(person) {
  const { page } = person;
  await page.goto(PAGE);
  await page.getByLabel("When is or was your treatment?").fill(DATE);
  await page.getByLabel("Hour (if you know it)").first().fill(HOUR);
  await press(person, "Make my plan");
  await seePlan(person);
}

// All that a page can keep on a phone of a plan: pages are kept too (kept.mjs), none with a date in it.
function stored(person) {
  return person.page.evaluate(async (date) => {
    const dated = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const text = await (await cache.match(request)).text();
        if (`${request.url} ${text}`.includes(date)) dated.push(request.url);
      }
    }
    return {
      local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie,
      databases: await indexedDB.databases(), dated,
    };
  }, DATE);
}
const NOTHING = { local: {}, session: {}, cookies: "", databases: [], dated: [] };

// Waits until the worker is in charge, and the page that opens the plan is kept with all that it names.
const ready = (person) => until("the page and its files are kept", () => person.page.evaluate(async (path) => {
  const cache = await caches.open("aftercare");
  const page = await cache.match(path);
  if (!page || !navigator.serviceWorker.controller) return false;
  const files = (await page.text()).match(/\/static\/[\w.-]+/g);
  return (await Promise.all(files.map((file) => cache.match(file)))).every(Boolean);
}, PAGE));

async function goOffline(person, offline) {
  person.offline = offline;
  await person.context.setOffline(offline);
}

async function remember(person) {
  await press(person, "Remember on this phone");
  await see(person, "#plan-phone-said", "Remembered.");
  await ready(person);
}

async function forget(person) {
  await press(person, "Forget it on this phone");
  await see(person, "h1", "Forgotten");
  assert.equal(await person.page.evaluate(() => document.activeElement.textContent), "Forgotten");
  assert.equal(addressOf(person), PAGE);
  assert.deepEqual(await stored(person), NOTHING);
}

// --- Without script -----------------------------------------------------------------------------

for (const width of [360, 1280]) {
  test(`a plan without script: ${width} px`, () => as({ width, script: false }, async (person) => {
    await makePlan(person);
    await look(person, "plan");
    assert.equal(addressOf(person), `${PAGE}/plan`);
    assert.equal(await person.page.getByRole("checkbox").count(), 0);
    assert.equal(await person.page.getByText("Remember on this phone").count(), 0);
  }));
}

// --- With script --------------------------------------------------------------------------------

test("a plan whose script cannot be had says so", () => as({ width: 360 }, async (person) => {
  person.mayFail = NO_NETWORK;
  await person.context.route(/plan_opener/, (route) => route.abort()); // as where the connection is lost just then
  await person.page.goto(PAGE + FRAGMENT);
  await see(person, "#plan-said", /could not make your plan/);
  await person.context.unroute(/plan_opener/);
  await person.page.reload();
  await seePlan(person);
}));

test("without consent nothing is kept, and ticks are for this view", () => as({ width: 360 }, async (person) => {
  await makePlan(person);
  await firstTick(person).focus();
  await person.page.keyboard.press("Space");
  assert.equal(await firstTick(person).isChecked(), true);
  assert.equal(addressOf(person), `${PAGE}/plan`);
  assert.deepEqual(await stored(person), NOTHING);
  await person.page.goto(PAGE);
  await see(person, "h2", "My plan: what may I do today?");
  assert.equal(await person.page.locator("#plan").count(), 0);
  assert.deepEqual(await stored(person), NOTHING);
}));

for (const width of [360, 1280]) {
  test(`remembered, ticked off, read offline, forgotten: ${width} px`, () => as({ width }, async (person) => {
    const { page } = person;
    await makePlan(person);
    await look(person, "new");
    await firstTick(person).check();
    await remember(person);
    await look(person, "remembered");
    assert.equal(addressOf(person), PAGE);

    await page.goto("/"); // and back later
    await page.goto(PAGE);
    await seePlan(person);
    assert.equal(await page.evaluate(() => document.activeElement.id), "plan-today");
    assert.equal(await firstTick(person).isChecked(), true);
    assert.equal(addressOf(person), PAGE);

    await goOffline(person, true);
    await page.reload();
    await see(person, "#saved-copy", /Saved copy from \w+day, /);
    await see(person, ".plan-where", /^Day \d+ of \d+/);
    await look(person, "offline");
    assert.equal(await firstTick(person).isChecked(), true);
    assert.equal(await page.locator("#plan form").count(), 0);
    await firstTick(person).uncheck();
    await page.locator('#plan a[href*="#step-"]').first().evaluate((link) => link.click());
    await see(person, "#saved-copy", /Saved copy from \w+day, .*Our advice may have changed/);
    assert.match(addressOf(person), /#step-/);
    await look(person, "offline-page");

    await goOffline(person, false);
    await page.waitForFunction(() => !document.getElementById("saved-copy"));
    await see(person, "#plan-phone", "This phone remembers your plan.");
    await page.getByRole("link", { name: "Open my plan" }).click();
    await seePlan(person);
    assert.equal(await firstTick(person).isChecked(), false);
    await forget(person);
    await look(person, "forgotten");
    await page.goto(PAGE);
    await see(person, "h2", "My plan: what may I do today?");
    assert.equal(await page.locator("#plan").count(), 0);
    assert.deepEqual(await stored(person), NOTHING);
  }));
}

test("a form sent without a connection leads to the kept copy, and forgetting works there", () =>
  as({ width: 360 }, async (person) => {
    await makePlan(person);
    await remember(person);
    await person.page.goto(PAGE);
    await seePlan(person);
    await person.page.getByRole("button", { name: /→$/ }).click();
    await see(person, "#plan-where", "As of");
    assert.equal(addressOf(person), PAGE);
    await goOffline(person, true);
    await person.page.getByRole("button", { name: "Now", exact: true }).click();
    await see(person, "#saved-copy", "Saved copy from");
    await see(person, "#plan-where", "As of");
    const shown = await person.page.locator("#plan-where time").getAttribute("datetime");
    assert.ok(Math.abs(Date.now() - Date.parse(shown)) < 600000, `${shown}: another day's was kept in its place`);
    await forget(person);
  }));

test("a form for another date, sent without a connection, is not answered with the remembered plan", () =>
  as({ width: 360 }, async (person) => {
    const { page } = person;
    await makePlan(person);
    await remember(person);
    await page.goto(`${PAGE}#everyone`);
    await goOffline(person, true);
    await page.getByLabel("When is or was your treatment?").fill("2020-02-03");
    await press(person, "Make my plan");
    await see(person, "#plan-away", "We could not make your plan just now.");
    await see(person, "#plan-phone", "This phone remembers your plan.");
    await look(person, "away");
    assert.equal(await page.getByLabel("When is or was your treatment?").inputValue(), "2020-02-03");
    assert.equal(await page.locator("#plan").count(), 0);
  }));

async function hang(hold) {
  const relay = await startRelay(SITE);
  try {
    await as({ width: 360, site: relay.url }, async (person) => {
      await makePlan(person);
      await remember(person);
      await person.page.goto(PAGE);
      await seePlan(person);
      hold(relay);
      await person.page.reload();
      await see(person, "#saved-copy", /Saved copy from \w+day, .*This is how your plan stood then/);
      await see(person, ".plan-where", /^Day \d+ of \d+/);
      await look(person, "hangs");
      relay.letGo();
      await seePlan(person);
      assert.equal(await person.page.locator("#saved-copy").count(), 0);
      assert.equal(addressOf(person), PAGE);
    });
  } finally {
    relay.letGo();
    await relay.close();
  }
}

test("on a network that hangs the remembered plan comes, and gives way to the one that comes late", () =>
  hang((relay) => relay.hold()));

test("so it does where the network falls silent amid the plan", () =>
  hang((relay) => relay.holdAt("Cache-Control: no-store", 100))); // of a plan's answer alone

test("a bookmark opens the plan on another phone, which keeps nothing", async () => {
  let address;
  await as({ width: 360 }, async (person) => {
    await makePlan(person);
    await press(person, "Put my date into the address");
    await see(person, "#plan-phone-said", "Bookmark this page now");
    await look(person, "bookmark");
    address = addressOf(person);
    assert.deepEqual(await stored(person), NOTHING);
  });
  assert.equal(address, `${PAGE}${FRAGMENT}`);
  await as({ width: 1280 }, async (person) => {
    const { page } = person;
    await page.goto(address);
    await seePlan(person);
    assert.equal(addressOf(person), address);
    assert.deepEqual(person.requests.filter((line) => line.startsWith("POST")), [`POST ${PAGE}/plan`]);
    await page.keyboard.press("Tab");
    await page.locator(".skip").evaluate((link) => link.click());
    await page.waitForFunction((fragment) => location.hash === fragment, FRAGMENT);
    await page.reload();
    await seePlan(person);
    assert.deepEqual(await stored(person), NOTHING);
    await page.locator(".crumbs a").last().click();
    await see(person, "h2", "My plan: what may I do today?");
    assert.ok(!page.url().includes(DATE));
  });
});

test("a bookmark that holds no date is asked again, kindly", () => as({ width: 360 }, async (person) => {
  person.mayFail = /status of 422/;
  await person.page.goto(`${PAGE}#treated=soon&at=2020-01-01&script=%3Cb%3E`);
  await see(person, "h1", "Your plan");
  await see(person, "#plan-treated-fault", /./);
  await look(person, "asked-again");
  await person.page.goto(PAGE);
  await makePlan(person);
}));

test("a remembered plan of another date, and two windows", () => as({ width: 360 }, async (person) => {
  const { page } = person;
  await makePlan(person);
  await remember(person);
  const other = await person.context.newPage();
  await other.goto(`${PAGE}#everyone`);
  await other.getByLabel("When is or was your treatment?").fill(DATE);
  await other.getByRole("button", { name: "Make my plan" }).click();
  await other.getByText("This phone remembers a plan for another date.").waitFor();
  await other.getByRole("button", { name: "Forget the other one" }).click();
  await other.getByRole("heading", { name: "Forgotten" }).waitFor();
  await firstTick(person).check(); // in the first window, which still shows the plan
  assert.deepEqual((await stored(person)).local, {});
  await page.reload();
  await see(person, "h2", "My plan: what may I do today?");
}));

test("what was published meanwhile is shown where there is a network", () => as({ width: 360 }, async (person) => {
  await makePlan(person);
  await remember(person);
  await person.page.goto(`${PAGE}#everyone`);
  await see(person, "h1", /^(?!Advice made anew)/);
  execSync(process.env.AFTERCARE_PUBLISH);
  await pause(1500); // nginx keeps a page for a second
  await person.page.reload();
  await see(person, "h1", "Advice made anew");
  await person.page.goto(PAGE);
  await seePlan(person);
  await see(person, ".crumbs", "Advice made anew");
  await goOffline(person, true);
  await person.page.reload();
  await see(person, "#saved-copy", "Saved copy from");
  await see(person, ".crumbs", "Advice made anew");
}));
