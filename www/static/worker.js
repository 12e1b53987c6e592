// Pages without a connection (page.js starts this). Whatever page a person opened is kept on the phone,
// with its style and scripts, and "Kept on this phone" (/kept), which has the telephone number as every
// page has. What is on the network is always shown first: a kept copy is shown only where the site cannot
// be reached, and says that it is one, and from when. Nothing that was typed is kept: no search, no
// answer to a plan's form, no query, no fragment.
"use strict";

const CACHE = "aftercare"; // plan.js and kept.js have the same name
const LIST = "/kept";
const MOST = 60;                  // pages; the one not opened for the longest time goes first
const LIST_AGE = 60 * 60 * 1000;  // milliseconds until the list's page, with the number, is asked for anew
const PRIVATE = /^\/(?:admin|api|search|helpful|health)(?:\/|$)/;

// The address to which a plan's form is posted stands for the page with the form.
const keyOf = (url) => new URL(url, location).pathname.replace(/\/plan(?:\.ics)?$/, "");
const isFile = (path) => path.startsWith("/static/") || path.startsWith("/brand/");
const isPage = (url) => url.origin === location.origin && !isFile(url.pathname) && !PRIVATE.test(url.pathname);
// "site.css" of "/static/site.2424dfb3.css": the name changes with what is in the file.
const stemOf = (path) => path.replace(/^.*\/([^/]*?)[.-][0-9a-f]{8,}(\.\w+)$/, "$1$2");

// --- Keeping ----------------------------------------------------------------------------------------

async function dropOthers(cache, path) {
  for (const { url } of await cache.keys()) {
    const other = new URL(url).pathname;
    if (isFile(other) && other !== path && stemOf(other) === stemOf(path)) await cache.delete(url);
  }
}

async function keepFiles(cache, html) {
  for (const path of new Set(html.match(/\/(?:static|brand)\/[\w.-]+/g))) {
    if (await cache.match(path)) continue;
    await cache.add(path);
    await dropOthers(cache, path);
  }
}

async function openedAt(cache, { url }) {
  const answer = await cache.match(url);
  return { url, when: Date.parse(answer?.headers.get("Date")) || 0 };
}

async function dropOldest(cache) {
  const pages = (await cache.keys()).filter(({ url }) => !isFile(new URL(url).pathname) && keyOf(url) !== LIST);
  if (pages.length <= MOST) return;
  const dated = await Promise.all(pages.map((request) => openedAt(cache, request)));
  dated.sort((one, other) => one.when - other.when);
  for (const { url } of dated.slice(0, pages.length - MOST)) await cache.delete(url);
}

async function keepList(cache) {
  const list = await cache.match(LIST);
  if (!list || Date.now() - Date.parse(list.headers.get("Date")) > LIST_AGE) await cache.add(LIST);
}

const mayKeep = (answer) => answer.ok && answer.type === "basic" && !answer.redirected
  && (answer.headers.get("Content-Type") || "").startsWith("text/html")
  && !/no-store/.test(answer.headers.get("Cache-Control") || "");

async function keep(url, answer) {
  const cache = await caches.open(CACHE);
  const key = keyOf(url);
  if (answer.status === 404 || answer.status === 410) await cache.delete(key);
  if (!mayKeep(answer)) return;
  const html = await answer.clone().text();
  await cache.put(key, answer); // in one step: there is no moment without a copy
  await keepFiles(cache, html);
  await dropOldest(cache);
  await keepList(cache);
}

// A page that was open before this worker was there, or that plan.js asks for.
async function fetchAndKeep(path) {
  await keep(path, await fetch(path, { cache: "no-cache", credentials: "omit" }));
}

// --- Answering ----------------------------------------------------------------------------------------

const COPY = (when) => `<strong>Saved copy from ${when}.</strong> We could not reach our site just now. Our `
  + "advice may have changed since then.";
const NOT_KEPT = "<strong>We cannot reach our site just now.</strong> The page you asked for is not kept on this "
  + "phone. You can call us, or open one of the pages below.";

const dayOf = (answer) => new Date(answer.headers.get("Date"))
  .toLocaleString("en", { dateStyle: "full", timeStyle: "short" });

async function withNotice(kept, words) {
  const html = (await kept.text()).replace(/<main[^>]*>/,
    (main) => `${main}<p class="differs" id="saved-copy" role="status">${words}</p>`);
  const headers = new Headers(kept.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(html, { headers });
}

async function keptCopy(url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(keyOf(url));
  if (kept) return withNotice(kept, COPY(dayOf(kept)));
  const list = await cache.match(LIST);
  return list ? withNotice(list, NOT_KEPT) : null;
}

async function page(event) {
  const { request } = event;
  const url = new URL(request.url);
  try {
    const answer = await fetch(request);
    if (answer.status < 500) {
      if (request.method === "GET" && isPage(url) && !url.search)
        event.waitUntil(keep(request.url, answer.clone()).catch(() => {}));
      return answer;
    }
    return await keptCopy(request.url).catch(() => null) || answer;
  } catch (fault) {
    const copy = await keptCopy(request.url).catch(() => null);
    if (copy) return copy;
    throw fault;
  }
}

// Its name changes with what is in it, so that a kept one is never out of date. Without a connection an
// older page does with the newer file.
async function file(request) {
  const kept = await caches.match(request).catch(() => null);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (fault) {
    const cache = await caches.open(CACHE);
    const path = new URL(request.url).pathname;
    const near = (await cache.keys()).find(({ url }) => stemOf(new URL(url).pathname) === stemOf(path));
    if (near) return cache.match(near);
    throw fault;
  }
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fetchAndKeep(LIST).catch(() => {}));
});

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  await self.clients.claim();
  for (const { url } of await self.clients.matchAll({ type: "window" }))
    if (isPage(new URL(url)) && !new URL(url).search) await fetchAndKeep(keyOf(url)).catch(() => {});
})()));

self.addEventListener("message", (event) => {
  if (isPage(new URL(event.data, location))) event.waitUntil(fetchAndKeep(keyOf(event.data)).catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (isFile(url.pathname)) event.respondWith(file(event.request));
  else if (event.request.mode === "navigate" && !/^\/(?:admin|api)(?:\/|$)/.test(url.pathname))
    event.respondWith(page(event));
});
