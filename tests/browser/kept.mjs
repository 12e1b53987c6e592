// Pages without a connection in a real browser: what was opened is kept and says from when it is, what is on
// the network comes first, nothing typed is kept, and all of it goes when a person says so.
//
// tests/http/test_browser_kept.py starts a site and sets:
//   AFTERCARE_URL       its address, without a slash at the end
//   AFTERCARE_PUBLISH   a command that publishes the page "about" with the title "Told anew"
//   AFTERCARE_WITHDRAW  a command that withdraws it
//   AFTERCARE_PHONE     the clinic's number
//   CHROMIUM            the browser's binary
//   AFTERCARE_SHOTS     optional: a folder for pictures of the pages, for people to look at

import assert from "node:assert/strict";
import { execSync } from "node:child_process";
import { after, before, test } from "node:test";

import { ANSWER_WITHIN, launch, pause, until } from "./chromium.mjs";

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

async function as(what) {
  const context = await browser.newContext({ baseURL: SITE, viewport: { width: 360, height: 740 } });
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
