// Pages without a connection in a real browser: what was opened is kept and says from when it is, what is on
// the network comes first, nothing typed is kept, and all of it goes when a person says so.
//
// tests/http/test_browser_kept.py starts a site and sets:
//   AFTERCARE_URL       its address, without a slash at the end
//   AFTERCARE_PUBLISH   a command that publishes the page "about" with the title "Told anew"
//   AFTERCARE_RESTORE   a command that publishes it as it was at first
//   AFTERCARE_WITHDRAW  a command that withdraws it
//   AFTERCARE_CHANGE    a command that publishes the aftercare page with the title "Advice made anew"
//   AFTERCARE_PHONE     the clinic's number
//   CHROMIUM            the browser's binary
//   AFTERCARE_SHOTS     optional: a folder for pictures of the pages, for people to look at

import assert from "node:assert/strict";
import { execSync } from "node:child_process";
import { after, before, test } from "node:test";

import { ANSWER_WITHIN, launch, pause, until } from "./chromium.mjs";
import { startRelay } from "./relay.mjs";

const { AFTERCARE_URL: SITE, AFTERCARE_PHONE: PHONE, AFTERCARE_SHOTS: SHOTS } = process.env;
const QUESTION = "/questions/can-i-use-retinol";
const ABOUT = "/about";
const AFTERCARE = "/aftercare/micro-needling";
const DATE = new Date(Date.now() - 86400000).toISOString().slice(0, 10);
const CACHED = 1500;  // milliseconds; nginx keeps a page for a second

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function as(what, { site = SITE, ...options } = {}) {
  const context = await browser.newContext({ baseURL: site, viewport: { width: 360, height: 740 }, ...options });
  context.setDefaultTimeout(ANSWER_WITHIN);
  const page = await context.newPage();
  const faults = [];
  context.on("weberror", (error) => faults.push(`uncaught: ${error.error()}`));
  try {
    await what(page, context);
  } finally {
    await context.close();
  }
  assert.deepEqual(faults, []);
}

const see = (page, selector, text) => page.locator(selector).filter({ hasText: text }).first().waitFor();
const look = (page, name) => SHOTS && page.screenshot({ path: `${SHOTS}/kept-${name}.png`, fullPage: true });

// The paths of the pages and files that are kept.
const keptPaths = (page) => page.evaluate(async () => {
  if (!await caches.has("aftercare")) return [];
  return (await (await caches.open("aftercare")).keys()).map(({ url }) => url.slice(location.origin.length));
});

// What a person can press there.
const offers = (page) => page.locator("#kept button:visible").allTextContents();

const isInCharge = (page) => page.evaluate(() => Boolean(navigator.serviceWorker.controller));

function waitUntilKept(page, path) {
  return until(`${path} is kept`, async () => {
    const paths = await keptPaths(page);
    return await isInCharge(page) && paths.includes(path) && paths.includes("/kept")
      && paths.some((each) => each.endsWith(".css"));
  });
}

const keptText = (page, path) => page.evaluate(async (wanted) => (await caches.match(wanted))?.text(), path);

async function openAndKeep(page, path) {
  await page.goto(path);
  await waitUntilKept(page, path);
}

test("a page that was opened is there without a connection, says from when, and gives way", () =>
  as(async (page, context) => {
    await openAndKeep(page, "/");
    await openAndKeep(page, QUESTION);
    await context.setOffline(true);
    await page.reload();
    await see(page, "#saved-copy", /Saved copy from \w+day, .* at .*Our advice may have changed since then/);
    await see(page, "h1", "Can I use retinol?");
    await see(page, ".call", PHONE);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector(".call")).borderRadius), "0px");
    await look(page, "copy");
    await context.setOffline(false);
    await page.waitForFunction(() => !document.getElementById("saved-copy"));
    await see(page, "h1", "Can I use retinol?");
  }));

// Keeping takes as long as the phone's disk does; and a phone may end a worker in the midst of it.
test("while a page is kept anew, the copy of before is still there", () => as(async (page, context) => {
  await openAndKeep(page, QUESTION);
  const [worker] = context.serviceWorkers();
  await worker.evaluate(() => {
    const { put } = Cache.prototype;
    Cache.prototype.put = function slowly(...what) {
      self.isPutting = true;
      return new Promise((done) => { self.goOn = done; }).then(() => put.apply(this, what));
    };
  });
  await page.reload();
  await until("it is being kept", () => worker.evaluate(() => Boolean(self.isPutting)));
  assert.ok((await keptPaths(page)).includes(QUESTION));
  await worker.evaluate(() => self.goOn());
}));

test("where the phone has no room for a page that came, the copy of before goes", () => as(async (page, context) => {
  await openAndKeep(page, QUESTION);
  const [worker] = context.serviceWorkers();
  await worker.evaluate(() => {
    Cache.prototype.put = () => Promise.reject(new DOMException("no room", "QuotaExceededError"));
  });
  await page.reload();
  await until("it is gone", async () => !(await keptPaths(page)).includes(QUESTION));
}));

test("a page that was not opened: the list of those that were, and whom to call", () => as(async (page, context) => {
  await openAndKeep(page, QUESTION);
  await context.setOffline(true);
  await page.goto("/contact");
  await see(page, "#saved-copy", "The page you asked for is not kept on this phone.");
  await see(page, ".call", PHONE);
  await see(page, "#kept .entries", /Can I use retinol\?\s*Kept \w+day, /);
  await look(page, "list");
  await page.getByRole("link", { name: "Can I use retinol?" }).click();
  await see(page, "#saved-copy", "Saved copy from");
}));

test("what is on the network comes first, and what was withdrawn is kept no longer", () =>
  as(async (page, context) => {
    await openAndKeep(page, ABOUT);
    execSync(process.env.AFTERCARE_PUBLISH);
    await pause(CACHED);
    await page.goto(ABOUT);
    await see(page, "h1", "Told anew");
    await until("the new text is kept", async () => (await keptText(page, ABOUT))?.includes("Told anew"));
    await context.setOffline(true);
    await page.reload();
    await see(page, "h1", "Told anew");
    await context.setOffline(false);
    execSync(process.env.AFTERCARE_WITHDRAW);
    await pause(CACHED);
    await page.goto(ABOUT);
    await see(page, "h1", "withdrawn");
    await until("the withdrawn page is gone", async () => !(await keptPaths(page)).includes(ABOUT));
    await context.setOffline(true);
    await page.reload();
    await see(page, "#saved-copy", "not kept on this phone");
  }));

// --- A network that hangs -------------------------------------------------------------------------

async function overRelay(what) {
  const relay = await startRelay(SITE);
  try {
    await as((page, context) => what(page, relay, context), { site: relay.url });
  } finally {
    relay.letGo();
    await relay.close();
  }
}

test("where the network hangs, the copy comes; once the site answers, it is said to be up to date", () =>
  overRelay(async (page, relay) => {
    await openAndKeep(page, QUESTION);
    relay.hold();
    await page.reload();
    await see(page, "#saved-copy", /Saved copy from \w+day, .*Our site has not answered yet.*Our advice may have changed/);
    await see(page, "h1", "Can I use retinol?");
    await see(page, ".call", PHONE);
    await look(page, "hangs");
    relay.letGo();
    await see(page, "[role=status]", "Up to date. Our site has answered now.");
    await look(page, "up-to-date");
    assert.equal(await page.locator("#saved-copy").count(), 0);
  }));

test("where the network hangs and the text has changed, the new one takes the copy's place by itself", () =>
  overRelay(async (page, relay) => {
    execSync(process.env.AFTERCARE_RESTORE);
    await pause(CACHED);
    await openAndKeep(page, ABOUT);
    relay.hold();
    execSync(process.env.AFTERCARE_PUBLISH);
    await pause(CACHED);
    await page.reload();
    await see(page, "#saved-copy", "Saved copy from");
    await see(page, "h1", /^(?!Told anew)/);
    relay.letGo();
    await see(page, "h1", "Told anew");
    assert.equal(await page.locator("#saved-copy").count(), 0);
  }));

test("where something was typed meanwhile, the new text is offered, in sight wherever one is", () =>
  overRelay(async (page, relay) => {
    await openAndKeep(page, AFTERCARE);
    relay.hold();
    execSync(process.env.AFTERCARE_CHANGE);
    await pause(CACHED);
    await page.reload();
    await see(page, "#saved-copy", "Saved copy from");
    await page.getByLabel("When is or was your treatment?").fill(DATE);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
    relay.letGo();
    const offer = page.getByRole("button", { name: "Show the page as it is now" });
    await offer.waitFor();
    await page.locator("[role=status]").filter({ hasText: "This page has changed." }).waitFor();
    await look(page, "changed");
    const box = await offer.boundingBox();
    assert.ok(box.y >= 0 && box.y < 300, `it stands at ${box.y}`);
    assert.equal(await page.getByLabel("When is or was your treatment?").inputValue(), DATE);
    await offer.click();
    await see(page, "h1", "Advice made anew");
    assert.equal(await page.locator("#saved-copy").count(), 0);
  }));

test("on a network that is always slow, the new text comes, and the page rests then", () => overRelay(async (page, relay) => {
  execSync(process.env.AFTERCARE_RESTORE);
  await pause(CACHED);
  await openAndKeep(page, ABOUT);
  const shown = [];
  page.on("framenavigated", () => shown.push(page.url()));
  relay.slow(3000); // there and back: longer than the worker waits
  execSync(process.env.AFTERCARE_PUBLISH);
  await pause(CACHED);
  await page.goto(ABOUT);
  await see(page, "#saved-copy", "Our site has not answered yet");
  await see(page, "h1", "Told anew");
  await see(page, "[role=status]", "Up to date.");
  await pause(12000); // longer than copy.js waits between looks
  assert.deepEqual(shown, [`${relay.url}${ABOUT}`, `${relay.url}${ABOUT}`]);
}));

// Two pages wait for the site, one with a copy and one without, while a person forgets all of it in a third.
test("what was forgotten meanwhile is not kept by an answer that comes late", () => overRelay(async (page, relay) => {
  await openAndKeep(page, QUESTION);
  const [other, third] = [await page.context().newPage(), await page.context().newPage()];
  await third.goto("/kept");
  relay.hold();
  await page.reload();
  await see(page, "#saved-copy", "Our site has not answered yet");
  const coming = other.goto("/contact");
  await third.getByRole("button", { name: "Forget all of it" }).click();
  await see(third, "#kept [role=status]", "Forgotten.");
  assert.deepEqual(await keptPaths(third), []);
  relay.letGo();
  await see(page, "[role=status]", "Up to date.");
  await coming;
  await see(other, "h1", "Contact us");
  await pause(CACHED);
  assert.deepEqual(await keptPaths(third), []);
}));

// A copy may ask for the style of a release that is gone from the site.
test("for a file that the site no longer has, the newer one that is kept does", () => as(async (page) => {
  await openAndKeep(page, QUESTION);
  const file = (await keptPaths(page)).find((path) => /\/site\..*\.css$/.test(path));
  const older = file.replace(/[0-9a-f]{8}\.css$/, "00000000.css");
  assert.equal((await fetch(SITE + older)).status, 404);
  assert.deepEqual(await page.evaluate(async (path) => (await fetch(path)).text(), older),
    await page.evaluate(async (path) => (await fetch(path)).text(), file));
}));

test("a page of which no copy is kept is waited for", () => overRelay(async (page, relay) => {
  await openAndKeep(page, QUESTION);
  relay.hold();
  const coming = page.goto("/contact");
  await pause(6000); // longer than the worker waits for a page that is kept
  relay.letGo();
  await coming;
  await see(page, "h1", "Contact us");
  assert.equal(await page.locator("#saved-copy").count(), 0);
}));

test("where the network hangs while the worker begins, it begins all the same", () => overRelay(async (page, relay) => {
  await page.goto(QUESTION);
  relay.holdAt(`GET ${QUESTION} `); // the worker asks for the page that is open
  await until("it has begun, and asked", () => page.evaluate(async () =>
    (await navigator.serviceWorker.getRegistration())?.active?.state === "activated").then((has) => has && relay.isHeld()));
}));

// --- A page that was seen before ---------------------------------------------------------------------

async function publishAnew() {
  execSync(process.env.AFTERCARE_PUBLISH);
  await pause(CACHED);
}

async function restore() {
  execSync(process.env.AFTERCARE_RESTORE);
  await pause(CACHED);
}

// A browser gives what it has stored to who goes back, and to who opens it again with the pages of yesterday.
for (const serviceWorkers of ["allow", "block"]) {
  test(`who goes back reads what the site says now (workers: ${serviceWorkers})`, () => as(async (page) => {
    await restore();
    await page.goto(ABOUT);
    if (serviceWorkers === "allow") await waitUntilKept(page, ABOUT);
    await page.goto("/contact");
    await publishAnew();
    await page.goBack();
    await see(page, "h1", "Told anew");
  }, { serviceWorkers }));
}

test("a page that is not there is asked for once", () => as(async (page) => {
  const asked = [];
  page.on("request", (request) => { if (request.url().endsWith("/nothing-here")) asked.push(request); });
  await page.goto("/nothing-here");
  await pause(5000); // longer than page.js waits
  assert.equal(asked.length, 1);
}, { serviceWorkers: "block" }));

const comeBack = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

function openAndLeave(page) {
  const isThere = page.waitForResponse(/\/static\/fresh\.\w+\.js$/);
  return page.goto(ABOUT).then(() => isThere).then(() => pause(CACHED));
}

test("a tab that was left open says what the site says, once somebody looks at it again", () => as(async (page) => {
  await restore();
  await openAndLeave(page);
  await publishAnew();
  await comeBack(page);
  await see(page, "h1", "Told anew");
}, { serviceWorkers: "block" }));

test("where something was typed on it, the new text is offered", () => as(async (page) => {
  await restore();
  await openAndLeave(page);
  await page.evaluate(() => document.dispatchEvent(new Event("input", { bubbles: true })));
  await publishAnew();
  await comeBack(page);
  await page.getByRole("button", { name: "Show the page as it is now" }).click();
  await see(page, "h1", "Told anew");
}, { serviceWorkers: "block" }));

// As where the daemon is down: nginx still answers for the pages it keeps, and for no search.
test("a page that the site does not have again is not asked for anew and anew", () => as(async (page, context) => {
  await openAndKeep(page, QUESTION);
  await context.route(/\/search\?/, (route) => route.fulfill({ status: 503, body: "" }));
  await page.goto("/search?q=sauna");
  await see(page, "#saved-copy", "We cannot reach our site just now");
  const shown = [];
  page.on("framenavigated", () => shown.push(page.url()));
  await pause(12000); // longer than copy.js waits between looks
  assert.deepEqual(shown, []);
  await context.unroute(/\/search\?/);
  await see(page, "h1", "Search");
}));

test("on the way back to a plan it is made again", () => as(async (page) => {
  await openAndKeep(page, AFTERCARE);
  await fillPlan(page);
  await page.getByRole("button", { name: "Make my plan" }).click();
  await seePlan(page);
  await page.goto("/contact");
  await page.goBack();
  await seePlan(page);
}));

// --- A plan that cannot be made ---------------------------------------------------------------------

const dateField = (page) => page.getByLabel("When is or was your treatment?");

async function fillPlan(page) {
  await dateField(page).fill(DATE);
  await page.getByLabel("Hour (if you know it)").first().fill("14:30");
}

async function seeAway(page) {
  await see(page, "#plan-away", "We could not make your plan just now. It needs a connection to our site. What you typed is still here.");
  assert.equal(await dateField(page).inputValue(), DATE);
  assert.equal(await page.getByLabel("Hour (if you know it)").first().inputValue(), "14:30");
  await see(page, ".call", PHONE);
  await see(page, "#worried", "Worried, or not sure?");
}

const seePlan = (page) => see(page, "#plan-where", "Now");

async function assertNoDate(page) {
  assert.ok(!page.url().includes(DATE));
  assert.deepEqual(await page.evaluate(async (date) => {
    const cache = await caches.open("aftercare");
    const all = await Promise.all((await cache.keys()).map(async (each) => each.url + await (await cache.match(each)).text()));
    return [...all, ...Object.values(localStorage), ...Object.values(sessionStorage)].filter((each) => each.includes(date));
  }, DATE), []);
}

test("a plan asked for without a connection: nothing typed is lost, and it can be tried again", () =>
  as(async (page, context) => {
    await openAndKeep(page, AFTERCARE);
    await context.setOffline(true);
    await fillPlan(page);
    await page.getByRole("button", { name: "Make my plan" }).click();
    await seeAway(page);
    await look(page, "plan-away");
    await page.getByRole("button", { name: "Try again" }).click();
    await seeAway(page);
    await assertNoDate(page);
    await page.locator(`main a[href="${AFTERCARE}"]`).click();
    await see(page, "#saved-copy", "Saved copy from");
    await page.goBack();
    await context.setOffline(false);
    await page.goto(AFTERCARE);
    await fillPlan(page);
    await context.setOffline(true);
    await page.getByRole("button", { name: "Make my plan" }).click();
    await seeAway(page);
    await context.setOffline(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await seePlan(page);
    await see(page, "#plan-today", "2:30 pm");
    await assertNoDate(page);
  }));

test("a plan asked for where the network hangs", () => overRelay(async (page, relay) => {
  await openAndKeep(page, AFTERCARE);
  await fillPlan(page);
  relay.hold();
  await page.getByRole("button", { name: "Make my plan" }).click();
  await seeAway(page);
  relay.letGo();
  await page.getByRole("button", { name: "Try again" }).click();
  await seePlan(page);
}));

// The form's fields as they come from a plan's page, as a browser without date fields sends them, and as nobody
// should: all of it stands in the page as text.
const postForm = (page, action, fields) => page.evaluate(([to, all]) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: to });
  for (const [name, value] of all) form.append(Object.assign(document.createElement("input"), { name, value }));
  document.body.append(form);
  form.submit();
}, [action, fields]);

const fieldsOf = (page) => page.locator(".plan-form").evaluate((form) => [...new FormData(form)]);

test("all that a plan's form may hold stands in it again", () => as(async (page, context) => {
  await openAndKeep(page, AFTERCARE);
  await context.setOffline(true);
  await postForm(page, `${AFTERCARE}/plan`, [["treated", `${DATE}T09:15`], ["with", "micro-needling@2026-01-02T10:00"],
    ["with", "micro-needling@2026-01-03"], ["at", "2026-02-01"]]);
  await see(page, "#plan-away", "We could not make your plan");
  assert.equal(await page.locator("#plan-away").getAttribute("data-fields"), new URLSearchParams([["treated", `${DATE}T09:15`],
    ["with", "micro-needling@2026-01-02T10:00"], ["with", "micro-needling@2026-01-03"]]).toString());
  const typed = new Map(await fieldsOf(page));
  assert.deepEqual([typed.get("treated"), typed.get("hour"), typed.get("at")], [DATE, "09:15", "2026-02-01"]);

  const evil = '"><img src=x onerror=alert(1)>$&';
  await page.goto(AFTERCARE);
  await postForm(page, `${AFTERCARE}/plan`, [["treated", evil], ["hour", evil], ["with", evil], ["at", evil]]);
  await see(page, "#plan-away", "We could not make your plan");
  assert.equal(await page.locator("main img, main [onerror]").count(), 0);
  assert.equal(await dateField(page).inputValue(), evil);
  assert.equal(new Map(await fieldsOf(page)).get("at"), evil);

  await page.goto(AFTERCARE);
  await postForm(page, `${AFTERCARE}/plan`, [["treated", ""], ["hour", ""], ["treated", "today"]]);
  await see(page, "#plan-away", "We could not make your plan");
  assert.equal(await dateField(page).inputValue(), await page.evaluate(() => new Date().toLocaleDateString("sv")));
}));

test("where the page with the form is not kept, a plan can be tried again as well", () => as(async (page, context) => {
  await openAndKeep(page, QUESTION);
  await context.setOffline(true);
  await postForm(page, `${AFTERCARE}/plan`, [["treated", DATE], ["hour", "14:30"]]);
  await see(page, "#plan-away", "We could not make your plan");
  await see(page, "main", DATE);
  await see(page, "main", PHONE);
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await seePlan(page);
  await see(page, "#plan-today", "2:30 pm");
}));

// --- What is kept, and what is not --------------------------------------------------------------------

test("an address that leads elsewhere now is kept no longer", () => as(async (page) => {
  await openAndKeep(page, QUESTION);
  await page.evaluate(async (path) => {
    const cache = await caches.open("aftercare");
    await cache.put(`${path}/`, await cache.match(path)); // as it was before its address changed
  }, QUESTION);
  await page.goto(`${QUESTION}/`);
  assert.equal(new URL(page.url()).pathname, QUESTION);
  await until("it is gone", async () => !(await keptPaths(page)).includes(`${QUESTION}/`));
  assert.ok((await keptPaths(page)).includes(QUESTION));
  await openAndKeep(page, AFTERCARE);
  await page.goto(`${AFTERCARE}/plan`); // leads to the form, and says nothing about the page with it
  await see(page, "h2", "My plan: what may I do today?");
  assert.ok((await keptPaths(page)).includes(AFTERCARE));
}));

test("nothing that was typed is kept", () => as(async (page) => {
  await openAndKeep(page, AFTERCARE);
  await page.goto("/search?q=zebrafish");
  await page.goto("/questions?page=1");
  await page.goto(AFTERCARE);
  await page.getByLabel("When is or was your treatment?").fill(DATE);
  await page.getByRole("button", { name: "Make my plan" }).click();
  await see(page, "#plan-where", "Now");
  await openAndKeep(page, "/contact");
  const held = await page.evaluate(async () => {
    const cache = await caches.open("aftercare");
    return Promise.all((await cache.keys()).map(async (request) =>
      `${request.url} ${await (await cache.match(request)).text()}`));
  });
  assert.ok(held.some((each) => each.includes("Contact us")));
  for (const word of ["zebrafish", DATE, "page=1", "/search?", "#plan-where"])
    assert.deepEqual(held.filter((each) => each.includes(word) && !each.includes(".js ")), [], word);
}));

test("forgotten when told, and kept no more when told so", () => as(async (page) => {
  await openAndKeep(page, QUESTION);
  await openAndKeep(page, "/kept");
  await see(page, "#kept .entries", "Can I use retinol?");
  await look(page, "kept");
  assert.deepEqual(await offers(page), ["Forget all of it", "Forget all, and keep no pages any more"]);
  await page.getByRole("button", { name: "Forget all of it" }).click();
  await see(page, "#kept [role=status]", "Forgotten.");
  assert.deepEqual(await keptPaths(page), []);
  await page.getByRole("button", { name: "Forget all, and keep no pages any more" }).click();
  await see(page, "#kept [role=status]", "keeps none of our pages any more");
  assert.deepEqual(await offers(page), ["Keep pages again"]);
  await page.goto(QUESTION);
  await pause(5000); // longer than page.js waits
  assert.deepEqual(await keptPaths(page), []);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  await page.goto("/kept");
  await page.getByRole("button", { name: "Keep pages again" }).click();
  await openAndKeep(page, QUESTION);
}));

test("the number of kept pages is bounded, the one opened longest ago goes first", () => as(async (page) => {
  await openAndKeep(page, QUESTION);
  await page.evaluate(async () => {
    const cache = await caches.open("aftercare");
    for (let i = 0; i < 70; i++) await cache.put(`/made-up-${i}`, new Response("", { headers: { Date: new Date().toUTCString() } }));
  });
  await openAndKeep(page, "/contact");
  await until("59 others are left", async () =>
    (await keptPaths(page)).filter((path) => path.includes("made-up")).length === 59);
  const paths = await keptPaths(page);
  assert.ok(paths.includes("/contact") && paths.includes("/kept") && !paths.includes("/made-up-0"));
}));

test("it can be installed", () => as(async (page, context) => {
  await openAndKeep(page, "/");
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // The window of a test is a private one, which no page is installed from.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
  const { errors, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await page.request.get(src);
    assert.equal(icon.status(), 200, src);
    assert.ok(icon.headers()["content-type"].startsWith(type), src);
    if (sizes !== "any") {
      const bytes = await icon.body(); // a PNG's width and height
      assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes);
    }
  }
}));
