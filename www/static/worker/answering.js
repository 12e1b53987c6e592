// Pages without a connection (page.js starts this worker; keeping.js says what it keeps). What is on the network
// is always asked for first. A kept copy is shown where the site cannot be reached, or has not answered for
// PATIENCE; it says that it is one, and from when. The answer that comes later is kept in its place, and the page
// on the screen is told whether it says anything else (copy.js).
"use strict";

const PATIENCE = 4 * 1000; // milliseconds that a page or file is waited for where a copy is kept
// A plan is waited for longer: the form stays on the screen, and an answer that comes too late is lost.
const PLAN_PATIENCE = 15 * 1000;

// What the promise gives; null where it fails, LATE where it takes longer.
const LATE = Symbol("late");
const within = (time, promise) => Promise.race([
  promise.catch(() => null), new Promise((done) => { setTimeout(done, time, LATE); }),
]);

// --- A copy, and that it is one -------------------------------------------------------------------------

const UNREACHED = "We could not reach our site just now.";
const UNANSWERED = "Our site has not answered yet.";
const COPY = (when, why) => `<strong>Saved copy from ${when}.</strong> ${why} Our advice may have changed since then.`;
const NOT_SENT = "<strong>We cannot reach our site just now.</strong> What you pressed was not sent. You can call us, or "
  + "open one of the pages below.";
const NOT_KEPT = "<strong>We cannot reach our site just now.</strong> The page you asked for is not kept on this "
  + "phone. You can call us, or open one of the pages below.";

// "Sunday, November 29, 2026 at 8:34 am", as on all pages.
const dayOf = (answer) => new Date(answer.headers.get("Date"))
  .toLocaleString("en", { dateStyle: "full", timeStyle: "short" }).replace(/[AP]M$/, (half) => half.toLowerCase());

async function sumOf(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(bytes).join(".");
}

// The page of an answer that is kept, as other HTML.
function pageLike(kept, html, more = {}) {
  const headers = new Headers(kept.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  Object.entries(more).forEach(([name, value]) => headers.set(name, value));
  return new Response(html, { headers });
}

// The kept page with these words above it, and with copy.js, which sees to it that it gives way. (An answer
// to a POST is not asked for again by itself.) copy: the sum of the page that was asked for.
async function withNotice(cache, kept, words, request, copy = "none") {
  const html = await kept.text();
  const file = request.method === "GET" && (await cache.keys()).map(pathOf).find((path) => stemOf(path) === "copy.js");
  const notice = `<p class="differs" id="saved-copy" role="status" data-copy="${copy}">${words}</p>`;
  const script = file ? `<script src="${file}" defer></script>` : "";
  return pageLike(kept, html.replace(/<main[^>]*>/, (main) => main + notice + script));
}

// Keeps the answer, and tells the page on which a copy stands whether it is as the site has it now.
// copy: the sum of the copy (data-copy).
async function tell(client, url, answer, askedAt, copy) {
  const isSame = mayKeep(answer) && await sumOf(await answer.clone().text()) === copy;
  const address = new URL(url, location);
  // Asked for again after all was forgotten, it is no reason to keep it.
  if (isPage(address) && !address.search && await caches.has(CACHE)) await keep(url, answer, askedAt).catch(() => {});
  client?.postMessage({ isSame });
}

async function tellLater(event, coming, askedAt, copy) {
  const answer = await coming.catch(() => null);
  if (!didAnswer(answer)) return;
  const client = await self.clients.get(event.resultingClientId);
  await tell(client, event.request.url, answer, askedAt, copy);
}

// How to show the kept page of the same address; null where there is none.
async function copyOf(event, coming, askedAt) {
  const { request } = event;
  const cache = await caches.open(CACHE);
  const kept = request.method === "GET" && await cache.match(keyOf(request.url));
  return kept ? async (why) => {
    const copy = await sumOf(await kept.clone().text());
    event.waitUntil(tellLater(event, coming, askedAt, copy).catch(() => {}));
    return withNotice(cache, kept, COPY(dayOf(kept), why), request, copy);
  } : null;
}

// --- Where the site has no answer -----------------------------------------------------------------------

// What is shown for a POST that cannot be answered, or a page of which nothing is kept; null where there is
// nothing. typed: the body of a plan's form, on its way; null: it is none.
async function insteadOf(request, typed) {
  const cache = await caches.open(CACHE);
  if (typed !== null) return planAway(cache, request, new URLSearchParams(await typed));
  const list = await cache.match(LIST);
  return list && withNotice(cache, list, request.method === "GET" ? NOT_KEPT : NOT_SENT, request);
}

// Who goes back to a page, or opens the browser with the pages of yesterday, would be given what the browser has
// stored: the site is asked whether that still is the page.
const askSite = (request) => fetch(request.method === "GET" ? new Request(request, { cache: "no-cache" }) : request);

// A plan is asked for by what was typed alone: a browser that goes back to one would answer from its store, and where
// that has none, with no answer at all.
const askForPlan = async ({ url }, typed) => fetch(url, {
  method: "POST", body: new URLSearchParams(await typed), cache: "no-store", credentials: "omit", redirect: "manual",
});

// The site's answer; where it has none (in time), what is kept. For a page with a query, the kept one may stand
// only where the site cannot be reached. The limit is for the head of the answer: pages fit the first flight of a
// connection, so that what comes at all comes with it.
async function page(event) {
  const { request } = event;
  const url = new URL(request.url);
  const isPlain = request.method === "GET" && !url.search;
  const typed = request.method === "POST" && isPlan(url.pathname) ? request.clone().text() : null;
  const askedAt = Date.now();
  const coming = typed === null ? askSite(request) : askForPlan(request, typed);
  const copy = await copyOf(event, coming, askedAt).catch(() => null);
  const time = typed !== null ? PLAN_PATIENCE : copy && isPlain ? PATIENCE : null;
  const answer = await (time ? within(time, coming) : coming.catch(() => null));
  if (answer && answer !== LATE && answer.status < 500) {
    if (isPlain && isPage(url)) event.waitUntil(keep(request.url, answer.clone(), askedAt).catch(() => {}));
    return answer;
  }
  const instead = copy ? copy(answer === LATE ? UNANSWERED : UNREACHED) : insteadOf(request, typed);
  return await instead.catch(() => null) || coming;
}

// Its name changes with what is in it, so that a kept one is never out of date. Without a connection an
// older page does with the newer file.
async function file(request) {
  const cache = await caches.open(CACHE).catch(() => null);
  const kept = await cache?.match(request);
  if (kept) return kept;
  const coming = fetch(request);
  const near = (await cache?.keys() || []).find((each) => stemOf(pathOf(each)) === stemOf(pathOf(request)));
  if (!near) return coming;
  const answer = await within(PATIENCE, coming);
  return answer?.ok ? answer : await cache.match(near) || coming;
}

// Not waited for in "activate": until that is over, every page waits, and the network may hang.
async function keepOpenPages() {
  for (const { url } of await self.clients.matchAll({ type: "window" }))
    if (isPage(new URL(url)) && !new URL(url).search) await fetchAndKeep(keyOf(url)).catch(() => {});
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fetchAndKeep(LIST).catch(() => {}));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim().then(() => { keepOpenPages().catch(() => {}); }));
});

// How the copy on a page stands, and whether the site has that page again. Asked for is the very address that is on
// the screen: others may be answered while this one is not, and the page would come anew and anew.
const asked = new Set();
async function lookAgain(client, path, copy) {
  if (asked.has(path)) return;
  asked.add(path);
  const askedAt = Date.now();
  const answer = await askFor(path).catch(() => null);
  asked.delete(path);
  if (didAnswer(answer)) await tell(client, path, answer, askedAt, copy);
}

// What a page may ask for: {path, copy} how its copy stands (copy.js), {path} to be kept (plan.js), {forget: true}
// that all is forgotten (kept.js, plan.js).
function takeMessage({ data, source }) {
  if (data.forget) return forget();
  return data.copy ? lookAgain(source, data.path, data.copy) : fetchAndKeep(keyOf(data.path));
}

self.addEventListener("message", (event) => event.waitUntil(takeMessage(event).catch(() => {})));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (isFile(url.pathname)) event.respondWith(file(event.request));
  else if (event.request.mode === "navigate" && !/^\/(?:admin|api)(?:\/|$)/.test(url.pathname))
    event.respondWith(page(event));
});
