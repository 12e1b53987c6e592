// What a phone asks for to show a patient's page for the first time: at most 14 KB, in five requests or
// fewer, none of them to anybody else, and nothing moves while it comes.
//
// The list of requests is the browser's own, with nothing kept from before: all that the page and its
// worker ask for until a second after the page has loaded. (The worker comes later on purpose: what it
// keeps is no part of seeing a page. For the answer to a form it is switched off: the form's page brought it.)
// A browser without a window shows no icon and installs nothing, so the icon and the manifest that the page
// names are added where they were not asked for. (The pictures that the manifest names are fetched when
// somebody installs, and count with no page.)
//
// Each address is then asked for once more, with gzip and with brotli, to count the bytes of the answer's
// body as they come over the wire. Headers do not count: over plain HTTP/1.1, which is all that this
// test can have, each answer has some hundred bytes of them that HTTP/2 packs into a few. They are
// printed beside it.
//
// Set as site.mjs says; PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS=1 shows what the worker asks for.

import assert from "node:assert/strict";
import http from "node:http";
import { before, test } from "node:test";

import { SITE, VIEWS, each, launch, openWindow, shiftOf, show, watchShifts } from "./site.mjs";

const MOST_BYTES = 14 * 1024;
const MOST_REQUESTS = 5;
const QUIET = 1000; // milliseconds after the page has loaded, and after the last answer
const AT_ONCE = 8; // most of their time is waiting

const isOurs = (url) => url.startsWith(`${SITE}/`);
const delay = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// In the page: what it names for the browser's own use.
const namedByPage = () => [...document.querySelectorAll("link[rel~=icon], link[rel=manifest]")].map((link) => link.href);

// In the page: when it had loaded, in milliseconds since 1970.
const loadedAt = () => performance.timeOrigin + performance.getEntriesByType("navigation")[0].loadEventEnd;

// Every request of a window, and how many of them have no answer yet.
function listen(context) {
  const seen = { requests: [], open: new Set(), at: new Map() };
  context.on("request", (request) => {
    if (!request.url().startsWith("data:")) seen.requests.push(request);
    seen.open.add(request);
    seen.at.set(request, Date.now()); // a worker's have no time of the browser's
  });
  for (const end of ["requestfinished", "requestfailed"]) context.on(end, (request) => seen.open.delete(request));
  return seen;
}

async function quiet(seen) {
  let since = Date.now();
  let known = seen.requests.length;
  while (Date.now() - since < QUIET) {
    await delay(50);
    if (seen.open.size || seen.requests.length !== known) since = Date.now();
    known = seen.requests.length;
  }
}

// Asks again for what the browser asked for, and counts: {body, head} in bytes, as they come.
function measure({ method, url, type, data }, coding) {
  return new Promise((done, fail) => {
    const headers = { "Accept-Encoding": coding, ...(data ? { "Content-Type": type, "Content-Length": data.length } : {}) };
    const request = http.request(url, { method, headers }, (answer) => {
      let body = 0;
      answer.on("data", (piece) => { body += piece.length; });
      answer.on("end", () => done({ body, head: answer.rawHeaders.join("    ").length }));
    });
    request.on("error", fail);
    request.end(data ?? undefined);
  });
}

async function sizes(asked, coding) {
  const all = await Promise.all(asked.filter(({ url }) => isOurs(url)).map((request) => measure(request, coding)));
  return { body: all.reduce((sum, { body }) => sum + body, 0), head: all.reduce((sum, { head }) => sum + head, 0) };
}

async function look(browser, view) {
  const context = await openWindow(browser, { serviceWorkers: view.press ? "block" : "allow" });
  await context.addInitScript(watchShifts);
  const page = await context.newPage();
  const seen = listen(context);
  if (view.press) {
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await show(page, view, async () => { // the answer counts as if it were the first page ever seen
      await quiet(seen);
      await session.send("Network.setCacheDisabled", { cacheDisabled: true });
      seen.requests.length = 0;
    });
  } else {
    await show(page, view);
  }
  await quiet(seen);
  // By the browser's clock, so that a slow machine does not make the second longer.
  const end = await page.evaluate(loadedAt) + QUIET;
  let asked = seen.requests.filter((request) => (request.timing().startTime || seen.at.get(request)) <= end).map((request) => ({
    method: request.method(), url: request.url(), data: request.postDataBuffer(), type: request.headers()["content-type"],
  }));
  // A logo is the page's picture and its icon: one address that may be kept for ever, so the browser's cache
  // gives the second. It is told here all the same.
  asked = asked.filter(({ url, method }, at) =>
    method !== "GET" || asked.findIndex((first) => first.url === url && first.method === "GET") === at);
  for (const url of await page.evaluate(namedByPage)) {
    if (!asked.some((known) => known.url === url)) asked.push({ method: "GET", url });
  }
  const shifted = await shiftOf(page);
  await context.close();
  const [gzip, brotli] = [await sizes(asked, "gzip"), await sizes(asked, "br")];
  return { view, asked, shifted, gzip, brotli, bytes: Math.max(gzip.body, brotli.body) };
}

function printTable(looked) {
  const cell = (value, width) => String(value).padStart(width);
  console.log(`\n${"bytes, compressed".padEnd(64)}${cell("gzip", 8)}${cell("brotli", 8)}${cell("headers", 9)}${cell("requests", 10)}`);
  for (const { view, gzip, brotli, asked } of [...looked].sort((one, other) => other.bytes - one.bytes)) {
    console.log(`${view.name.slice(0, 62).padEnd(64)}${cell(gzip.body, 8)}${cell(brotli.body, 8)}${cell(gzip.head, 9)}${cell(asked.length, 10)}`);
  }
}

let looked;
before(async () => {
  const browser = await launch();
  try {
    looked = await each(VIEWS, AT_ONCE, (view) => look(browser, view));
  } finally {
    await browser.close();
  }
  printTable(looked);
});

const paths = ({ asked }) => asked.map(({ url }) => (isOurs(url) ? url.slice(SITE.length) : url)).join(" ");

test(`the first view of every page is at most ${MOST_BYTES} bytes`, () => {
  const over = looked.filter(({ bytes }) => bytes > MOST_BYTES);
  assert.deepEqual(over.map((one) => `${one.view.name}: ${one.bytes}, with ${paths(one)}`), []);
});

test(`it takes ${MOST_REQUESTS} requests or fewer`, () => {
  const over = looked.filter(({ asked }) => asked.length > MOST_REQUESTS);
  assert.deepEqual(over.map((one) => `${one.view.name}: ${one.asked.length}: ${paths(one)}`), []);
});

test("nobody else is asked for anything", () => {
  const others = looked.flatMap(({ view, asked }) =>
    asked.filter(({ url }) => !isOurs(url)).map(({ url }) => `${view.name}: ${url}`));
  assert.deepEqual(others, []);
});

test("nothing moves while a page comes", () => {
  assert.deepEqual(looked.filter(({ shifted }) => shifted !== 0).map(({ view, shifted }) => `${view.name}: ${shifted}`), []);
});
