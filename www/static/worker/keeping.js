// What the worker keeps on the phone, and where: the pages that were opened, each with its style and scripts, and
// "Kept on this phone" (/kept), which has the telephone number as every page has. Nothing that was typed is kept:
// no search, no answer to a plan's form, no query, no fragment.
"use strict";

const CACHE = "aftercare"; // plan.js and kept.js have the same name
const LIST = "/kept";
const MOST = 60;                  // pages; the one not opened for the longest time goes first
const LIST_AGE = 60 * 60 * 1000;  // milliseconds until the list's page, with the number, is asked for anew
const ASK_LIMIT = 30 * 1000;      // milliseconds that a page is waited for which nobody waits to see
const PRIVATE = /^\/(?:admin|api|search|helpful|health)(?:\/|$)/;

// The address to which a plan's form is posted stands for the page with the form.
const keyOf = (url) => new URL(url, location).pathname.replace(/\/plan(?:\.ics)?$/, "");
const isPlan = (path) => /\/plan(?:\.ics)?$/.test(path);
const isFile = (path) => path.startsWith("/static/") || path.startsWith("/brand/");
const isPage = (url) => url.origin === location.origin && !isFile(url.pathname) && !PRIVATE.test(url.pathname);
// "site.css" of "/static/site.2424dfb3.css": the name changes with what is in the file.
const stemOf = (path) => path.replace(/^.*\/([^/]*?)[.-][0-9a-f]{8,}(\.\w+)$/, "$1$2");
const pathOf = ({ url }) => new URL(url).pathname;

// --- One page -------------------------------------------------------------------------------------

async function dropOthers(cache, path) {
  for (const request of await cache.keys()) {
    const other = pathOf(request);
    if (isFile(other) && other !== path && stemOf(other) === stemOf(path)) await cache.delete(request);
  }
}

async function keepFile(cache, path) {
  if (await cache.match(path)) return;
  await cache.add(path);
  await dropOthers(cache, path);
}

// One file that cannot be had is no reason to be without the others.
const keepFiles = (cache, html) => Promise.allSettled(
  [...new Set(html.match(/\/(?:static|brand)\/[\w.-]+/g))].map((path) => keepFile(cache, path)));

// In one step: there is no moment without a copy. Where there is no room, the one of before goes, since it
// is known to be out of date.
async function put(cache, key, answer) {
  const html = await answer.clone().text();
  try {
    await cache.put(key, answer.clone());
  } catch {
    await cache.delete(key);
    await cache.put(key, answer);
  }
  await keepFiles(cache, html);
}

async function openedAt(cache, { url }) {
  const answer = await cache.match(url);
  return { url, when: Date.parse(answer?.headers.get("Date")) || 0 };
}

async function dropOldest(cache) {
  const pages = (await cache.keys()).filter((each) => !isFile(pathOf(each)) && pathOf(each) !== LIST);
  if (pages.length <= MOST) return;
  const dated = await Promise.all(pages.map((request) => openedAt(cache, request)));
  dated.sort((one, other) => one.when - other.when);
  for (const { url } of dated.slice(0, pages.length - MOST)) await cache.delete(url);
}

const askFor = (path) => fetch(path, { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(ASK_LIMIT) });

async function keepList(cache) {
  const list = await cache.match(LIST);
  if (list && Date.now() - Date.parse(list.headers.get("Date")) < LIST_AGE) return;
  const answer = await askFor(LIST);
  if (mayKeep(answer)) await put(cache, LIST, answer);
}

const isMoved = (answer) => answer.redirected || answer.type === "opaqueredirect";
const mayKeep = (answer) => answer.ok && answer.type === "basic" && !isMoved(answer)
  && (answer.headers.get("Content-Type") || "").startsWith("text/html")
  && !/no-store/.test(answer.headers.get("Cache-Control") || "");
// Whether the site says how a page stands now: as this, elsewhere, or no more. Any other answer, such as "too many
// requests", says nothing of the page, and its copy stays.
const didAnswer = (answer) => Boolean(answer)
  && (answer.ok || isMoved(answer) || answer.status === 404 || answer.status === 410);

// The moment in milliseconds when all was forgotten: what was asked for until then is not kept.
let forgottenAt = 0;

function forget() {
  forgottenAt = Date.now();
  return caches.delete(CACHE);
}

// askedAt: when the page was asked for, in milliseconds.
async function keep(url, answer, askedAt) {
  if (askedAt <= forgottenAt) return;
  const cache = await caches.open(CACHE);
  const key = keyOf(url);
  if (!mayKeep(answer)) {
    if (didAnswer(answer) && new URL(url, location).pathname === key) await cache.delete(key);
    return;
  }
  await put(cache, key, answer);
  await dropOldest(cache);
  await keepList(cache);
}

// A page that was open before this worker was there, or that plan.js asks for.
async function fetchAndKeep(path) {
  const askedAt = Date.now();
  await keep(path, await askFor(path), askedAt);
}
