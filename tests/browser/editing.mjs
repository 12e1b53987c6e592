// The editing form in a real browser: a figure corrected, published, looked at in the history and
// brought back, at a phone's and at a desk's width, with JavaScript and without.
//
// tests/http/test_browser.py starts a site and sets:
//   AFTERCARE_URL       its address, without a slash at the end
//   AFTERCARE_PEOPLE    names of publishers, one for each test, with spaces between;
//                       the last is an administrator
//   AFTERCARE_PASSWORD  their password
//   CHROMIUM            the browser's binary
//   AFTERCARE_SHOTS     optional: a folder for pictures of the pages, for people to look at

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";

import { ANSWER_WITHIN, launch, until } from "./chromium.mjs";

const { AFTERCARE_URL: URL_OF_SITE, AFTERCARE_PASSWORD: PASSWORD, AFTERCARE_SHOTS: SHOTS } = process.env;
const PEOPLE = process.env.AFTERCARE_PEOPLE.split(" ");
const KEY = "micro-needling-aftercare";
const EDIT = `/admin/documents/${KEY}`;
const PATIENTS = "/aftercare/micro-needling";
const API = "/api/v1/checklists/micro-needling";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// --- One-time codes (RFC 6238) ----------------------------------------------------------------

const timeStep = () => Math.floor(Date.now() / 30000);

function base32(text) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...text.replace(/[\s=]/g, "").toUpperCase()]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

function oneTimeCode(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", base32(secret)).update(counter).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1000000).padStart(6, "0");
}

test("one-time codes are those of RFC 6238, appendix B", () => {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // "12345678901234567890"
  assert.equal(oneTimeCode(secret, 1), "287082");
  assert.equal(oneTimeCode(secret, Math.floor(1111111109 / 30)), "081804");
  assert.equal(oneTimeCode(secret, Math.floor(20000000000 / 30)), "353130");
});

// --- A person at a browser --------------------------------------------------------------------

// Opens a window of that width for one of PEOPLE. faults collects what must not happen; mayFail is
// what the console may say all the same.
async function open(name, { width, script }) {
  const context = await browser.newContext({
    baseURL: URL_OF_SITE, javaScriptEnabled: script, viewport: { width, height: 800 },
  });
  context.setDefaultTimeout(ANSWER_WITHIN);
  const person = { name, width, script, context, faults: [], mayFail: null, lastStep: 0, shots: 0 };
  context.on("request", (request) => {
    if (!request.url().startsWith(`${URL_OF_SITE}/`)) person.faults.push(`asked for ${request.url()}`);
  });
  context.on("console", (message) => {
    if (message.type() !== "error" || person.mayFail?.test(message.text())) return;
    person.faults.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => person.faults.push(`uncaught: ${error.error()}`));
  person.page = await context.newPage();
  return person;
}

// What holds of every page, whatever is on it.
async function look(person, what) {
  const { page, width } = person;
  if (SHOTS) {
    const way = person.script ? "script" : "plain";
    person.shots += 1;
    const number = String(person.shots).padStart(2, "0");
    await page.screenshot({ path: `${SHOTS}/${width}-${way}-${number}-${what}.png`, fullPage: true });
  }
  const [needed, there] = await page.evaluate(() => [
    document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(needed <= there, `${what} (${page.url()}) is ${needed} wide in a window of ${there}`);
  if (person.script) await lookAtMenu(person, what);
}

// On a phone the menu scrolls: the place where one is must not be out of sight.
async function lookAtMenu({ page, width }, what) {
  const place = page.locator(".admin-top nav [aria-current]");
  if (!await place.count()) return;
  const box = await place.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= width, `${what} (${page.url()}): ${JSON.stringify(box)}`);
}

const press = (person, name) => person.page.getByRole("button", { name, exact: true }).first().click();
const follow = (person, name) => person.page.getByRole("link", { name, exact: true }).first().click();

async function expectText(person, selector, pattern) {
  const found = person.page.locator(selector).filter({ hasText: pattern }).first();
  await found.waitFor({ state: "attached" });
}

async function typePassword(person) {
  await person.page.getByLabel("Sign-in name").fill(person.name);
  await person.page.getByLabel("Password").fill(PASSWORD);
  await press(person, "Sign in");
}

const typeCode = (person, code) => person.page.getByRole("textbox", { name: "Code" }).fill(code);

// Each code works once, so the next one is typed where this one was used; a step ahead is taken.
function nextCode(person) {
  person.lastStep = Math.max(timeStep(), person.lastStep + 1);
  return oneTimeCode(person.secret, person.lastStep);
}

async function signIn(person, code) {
  await typePassword(person);
  await expectText(person, "h1", "One-time code");
  await look(person, "code");
  await typeCode(person, code);
  await press(person, "Go on");
}

// Sets up codes on the account's page, and signs in with password and code.
async function arrive(person) {
  await person.page.goto("/admin/");
  await look(person, "sign-in");
  await typePassword(person);
  await expectText(person, "h1", "The desk");
  await person.page.goto("/admin/account/codes");
  await press(person, "Set up codes");
  await look(person, "codes");
  person.secret = await person.page.locator(".secret").innerText();
  await typeCode(person, nextCode(person));
  await press(person, "Turn codes on");
  await expectText(person, "h1", "Recovery codes");
  person.recoveryCodes = await person.page.locator(".recovery li").allInnerTexts();
  await look(person, "recovery-codes");
  await press(person, "Sign out");
  await person.page.goto("/admin/");
  await signIn(person, nextCode(person));
  await expectText(person, "h1", "The desk");
  await look(person, "desk");
}

// What an earlier test that failed has left behind.
async function startClean(person) {
  const { page } = person;
  await page.goto(EDIT);
  if (await page.getByRole("button", { name: "Discard this draft", exact: true }).count()) await discard(person);
  if (await publishedHours() === 72) return;
  await page.goto(EDIT);
  await openSauna(person);
  await saunaField(person).fill("72 hours");
  await press(person, "Save and go on to publish");
  await press(person, "Publish");
  await expectText(person, ".notice", /published/i);
  await soon("the program's answer", async () => await publishedHours() === 72 || "not yet");
}

// Signs in for the length of what is done.
async function as(name, options, what) {
  const person = await open(name, options);
  try {
    await arrive(person);
    await startClean(person);
    await what(person);
  } catch (error) {
    error.message += `\nat ${person.page.url()}; faults so far: ${person.faults}`;
    throw error;
  } finally {
    await person.context.close();
  }
  assert.deepEqual(person.faults, []);
}

// --- What patients and programs read ----------------------------------------------------------

async function publishedHours() {
  const answer = await fetch(`${URL_OF_SITE}${API}`);
  const { steps } = await answer.json();
  return steps.find((step) => step.id === "no-sauna").until.high;
}

async function pageSays(hours) {
  const answer = await fetch(`${URL_OF_SITE}${PATIENTS}`);
  const step = (await answer.text()).split('id="step-no-sauna"')[1].split("</li>")[0];
  return step.includes(`${hours} hours after treatment`) || step;
}

// Called right after the answer that says "published"; that it takes two seconds at most is test_publish.py's.
async function readersSee(person, hours) {
  await until("the patients' page is new", () => pageSays(hours));
  assert.equal(await publishedHours(), hours);
  await person.page.goto(PATIENTS);
  await expectText(person, "#step-no-sauna .when", `${hours} hours after treatment`);
  await look(person, "patients-page");
}

// --- The story --------------------------------------------------------------------------------

const saunaField = (person) => person.page.locator('[name="steps.no-sauna.until.said"]');

async function openSauna(person) {
  const row = person.page.locator('details[id="f-steps.no-sauna"]');
  if (await row.getAttribute("open") === null) await row.locator("summary").first().click();
}

async function correct(person) {
  await person.page.goto("/admin/find?q=micro-needling");
  await look(person, "find");
  await person.page.goto(EDIT);
  await look(person, "edit");
  await openSauna(person);
  assert.equal(await saunaField(person).inputValue(), "72 hours");
  await saunaField(person).fill("48 hours");
  await look(person, "edit-open");
  await press(person, "Save and preview");
  await expectText(person, "#preview", "not published");
  await expectText(person, "#step-no-sauna .when", "48 hours after treatment");
  await look(person, "preview");
  assert.equal(await publishedHours(), 72, "a draft is not published");
  assert.equal(await pageSays(72), true); // and nginx has now kept this page
  await follow(person, "Back to the form");
  await press(person, "Save");
  if (person.script) await savedLine(person, /^Saved \d/);
  else await expectText(person, ".notice", /saved/i);
  await look(person, "saved");
}

async function publishDraft(person, gone, come) {
  await expectText(person, "h1", "What changes");
  await expectText(person, "del", gone);
  await expectText(person, "ins", come);
  await look(person, "publish");
  await person.page.getByLabel(/^Why \(stands in the history/).fill("Checked against the source");
  await press(person, "Publish");
  await expectText(person, ".notice", /published/i);
}

async function lookBack(person) {
  await person.page.goto(`/admin/history/${KEY}`);
  await expectText(person, "tbody tr:first-child", "live");
  await look(person, "history");
  await press(person, "Compare the two");
  await expectText(person, "h1", "what changed");
  await expectText(person, "del", "72");
  await expectText(person, "ins", "48");
  await look(person, "compare");
  await follow(person, "History");
  await person.page.locator("tbody tr:nth-child(2) td:first-child a").click();
  await look(person, "revision");
  await press(person, "Bring it back as a draft");
  await person.page.goto(EDIT);
  assert.equal(await saunaField(person).inputValue(), "72 hours");
  await look(person, "brought-back");
}

async function story(person) {
  await correct(person);
  await press(person, "Save and go on to publish");
  await publishDraft(person, "72", "48");
  await readersSee(person, 48);
  await lookBack(person);
  await press(person, "Save and go on to publish");
  await publishDraft(person, "48", "72");
  await readersSee(person, 72);
}

let next = 0;
for (const width of [360, 1280]) {
  for (const script of [true, false]) {
    const name = PEOPLE[next++];
    test(`a figure is corrected and brought back: ${width} px, script ${script ? "on" : "off"}`,
      () => as(name, { width, script }, story));
  }
}

// --- What JavaScript adds ---------------------------------------------------------------------

const savedLine = (person, pattern) => expectText(person, "#saved", pattern);

async function discard(person) {
  await person.page.goto(EDIT);
  await press(person, "Discard this draft");
  await look(person, "discard");
  await press(person, "Discard the draft");
  await expectText(person, "h1", "The desk");
}

test("leaving with something unsaved asks first, and what is typed saves itself",
  () => as(PEOPLE[next++], { width: 1280, script: true }, async (person) => {
    const { page } = person;
    await page.goto(EDIT);
    await openSauna(person);
    const asked = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      return dialog.dismiss();
    });
    await saunaField(person).fill("50 hours");
    await savedLine(person, "Not saved yet");
    await page.locator(".admin-name a").first().click({ noWaitAfter: true });
    await until("the question is asked", () => asked.length > 0);
    assert.deepEqual(asked, ["beforeunload"]);
    assert.equal(new URL(page.url()).pathname, EDIT);
    await savedLine(person, /^Saved \d/);
    await page.locator(".admin-name a").first().click();
    await expectText(person, "h1", "The desk");
    assert.equal(asked.length, 1, "nothing is unsaved any more");
    await page.goto(EDIT);
    assert.equal(await saunaField(person).inputValue(), "50 hours");
    await discard(person);
  }));

async function savedLineIsSeen(person) {
  const box = await person.page.locator("#saved").boundingBox();
  assert.ok(box && box.y >= 0 && box.y + box.height <= 800, `the state is at ${JSON.stringify(box)}`);
}

test("a refusal that is not about signing in says what it is, and is seen on a phone",
  () => as(PEOPLE[next++], { width: 360, script: true }, async (person) => {
    const { page } = person;
    await page.goto(EDIT);
    await openSauna(person);
    await page.evaluate(() => {
      const order = document.querySelector('[name="steps.order"]');
      for (let i = 0; i < 1000; i++) order.value += ` x${i}`;
    });
    person.mayFail = /status of 413/;
    await saunaField(person).fill("55 hours");
    await savedLine(person, "Not saved yet");
    await savedLineIsSeen(person);
    await savedLine(person, /^Not saved: The lists of this form have more than 1000 entries/);
    await savedLineIsSeen(person);
    await look(person, "refused");
  }));

// Whether the page is still the one that was marked: another would know nothing of it.
const remember = (person) => person.page.evaluate(() => { window.isTheSame = true; });
const isTheSame = (person) => person.page.evaluate(() => window.isTheSame === true);

test("Save stays where one is, and shows what stands in the way beside its field",
  () => as(PEOPLE[next++], { width: 360, script: true }, async (person) => {
    const { page } = person;
    await page.goto(EDIT);
    await openSauna(person);
    await remember(person);
    await saunaField(person).fill("50 hours");
    const before = await page.evaluate(() => window.scrollY);
    assert.ok(before > 800, `the step is far down: ${before}`);
    await press(person, "Save");
    await savedLine(person, /^Saved \d/);
    assert.equal(await isTheSame(person), true);
    assert.equal(await page.evaluate(() => window.scrollY), before);
    await saunaField(person).fill("soon");
    await press(person, "Save");
    await expectText(person, "#faults", "in the way of publishing");
    await openSauna(person);
    await remember(person);
    await saunaField(person).fill("51 hours");
    await press(person, "Save");
    await page.waitForFunction(() => !document.getElementById("faults")); // and nothing says so any more
    assert.equal(await saunaField(person).inputValue(), "51 hours");
    await discard(person);
  }));

test("without a connection no button takes away what was typed",
  () => as(PEOPLE[next++], { width: 360, script: true }, async (person) => {
    const { page, context } = person;
    await page.goto(EDIT);
    await openSauna(person);
    await remember(person);
    person.mayFail = /net::ERR_INTERNET_DISCONNECTED/;
    await context.setOffline(true);
    await saunaField(person).fill("52 hours");
    await savedLine(person, /^Not saved: no connection/);
    for (const [name, told] of [["Save", /^Not saved: no connection/],
      ["Save and preview", /^Nothing was sent: no connection/],
      ["Save and go on to publish", /^Nothing was sent: no connection/]]) {
      await page.evaluate(() => { document.getElementById("saved").textContent = ""; });
      await press(person, name);
      await savedLine(person, told);
      await savedLineIsSeen(person);
      assert.equal(await isTheSame(person), true, name);
      assert.equal(await saunaField(person).inputValue(), "52 hours");
    }
    await look(person, "no-connection");
    await context.setOffline(false);
    await press(person, "Save and preview");
    await expectText(person, "#step-no-sauna .when", "52 hours after treatment");
    await discard(person);
  }));

// A save takes as long as the network does; meanwhile a person goes on typing, and presses another button.
test("what comes while a save is on its way is not lost",
  () => as(PEOPLE[next++], { width: 360, script: true }, async (person) => {
    const { page } = person;
    await page.goto(EDIT);
    await openSauna(person);
    const held = [];
    await page.route((url) => url.pathname === EDIT, (route) => (
      route.request().method() === "POST" && held.length === 0 ? held.push(route) : route.continue()));
    await saunaField(person).fill("53 hours");
    await press(person, "Save");
    await savedLine(person, /^Saving/);
    await until("the save is held", () => held.length === 1);
    await saunaField(person).fill("54 hours");
    await press(person, "Save and preview");
    await held[0].continue();
    await expectText(person, "#step-no-sauna .when", "54 hours after treatment");
    await discard(person);
  }));

// The same session, ended from another window.
async function endSession(person) {
  const other = await browser.newContext({
    baseURL: URL_OF_SITE, storageState: await person.context.storageState(),
  });
  other.setDefaultTimeout(ANSWER_WITHIN);
  const page = await other.newPage();
  await page.goto("/admin/");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL(/sign-in/);
  await other.close();
}

test("what was typed is kept when the session has run out",
  () => as(PEOPLE[next++], { width: 360, script: true }, async (person) => {
    const { page } = person;
    await page.goto(EDIT);
    await openSauna(person);
    await endSession(person);
    person.mayFail = /status of 403/;
    await saunaField(person).fill("60 hours");
    await savedLine(person, /^Not saved: you are signed out/);
    await look(person, "not-saved");
    assert.equal(await saunaField(person).inputValue(), "60 hours");
    await press(person, "Save");
    await expectText(person, ".notice", "Nothing is lost");
    await look(person, "sign-in-again");
    await signIn(person, person.recoveryCodes[0]);
    await expectText(person, "h1", "Nothing is lost");
    await look(person, "go-on");
    await press(person, "Go on with it");
    await expectText(person, ".notice", /saved/i);
    assert.equal(new URL(page.url()).pathname, EDIT);
    assert.equal(await saunaField(person).inputValue(), "60 hours");
    await discard(person);
  }));

test("a preview beside the form follows what is typed",
  () => as(PEOPLE[next++], { width: 1280, script: true }, async (person) => {
    const { page, context } = person;
    await page.goto(EDIT);
    await openSauna(person);
    const opened = context.waitForEvent("page");
    await page.getByRole("link", { name: "preview in a window of its own" }).click();
    const preview = await opened;
    await preview.locator("#preview").waitFor();
    for (const hours of ["50", "51"]) {
      await saunaField(person).fill(`${hours} hours`);
      await savedLine(person, /^Saved \d+(:\d\d)? [ap]m$/);
      await preview.locator("#step-no-sauna .when").filter({ hasText: `${hours} hours after` }).waitFor();
    }
    await preview.close();
    await discard(person);
  }));

async function setCodes(page, choice) {
  await page.goto("/admin/settings");
  await page.locator("#set-require_codes").selectOption(choice);
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

test("what was typed is kept when codes are asked for meanwhile",
  () => as(PEOPLE[next++], { width: 360, script: true }, async (person) => {
    const { page, context } = person; // an administrator
    const other = await context.newPage();
    await other.goto("/admin/account/codes");
    await other.getByRole("button", { name: "Turn codes off" }).click();
    await other.locator(".notice", { hasText: "codes are off" }).waitFor();
    await page.goto(EDIT);
    await openSauna(person);
    await setCodes(other, "everyone");
    await other.locator("h1", { hasText: "One-time codes" }).waitFor();
    try {
      person.mayFail = /status of 403/;
      await saunaField(person).fill("60 hours");
      await savedLine(person, /^Not saved: your clinic asks for one-time codes now/);
      await press(person, "Save");
      await expectText(person, ".notice", "Nothing is lost");
      await look(person, "codes-asked-for");
      await press(person, "Set up codes");
      person.secret = await page.locator(".secret").innerText();
      await typeCode(person, oneTimeCode(person.secret, timeStep()));
      await press(person, "Turn codes on");
      await look(person, "recovery-codes-go-on");
      await press(person, "I have them: go on with what I sent");
      await expectText(person, ".notice", /saved/i);
      assert.equal(await saunaField(person).inputValue(), "60 hours");
    } finally {
      await setCodes(other, "nobody");
    }
    await discard(person);
  }));
