// Pages without a connection, for whoever asked us to remember their plan (plan.js starts this, and ends
// it again). What is on the network is always shown first; a kept copy says that it is one. Where it may
// answer is said by plan.js when it starts it, and allowed by nginx: to cover more of the site, widen
// these two.
"use strict";

const CACHE = "aftercare"; // plan.js has the same name

// A page is kept under its path alone: no query, and no fragment, which may hold a date. The address to
// which a plan's form is posted stands for the page with the form.
const keyOf = (url) => new URL(url).pathname.replace(/\/plan(?:\.ics)?$/, "");

const notice = (when) =>
  `<p class="differs" id="saved-copy" role="status"><strong>Saved copy from ${when}.</strong> We could not reach `
  + "our site just now. Our advice may have changed since then.</p>";

async function keep(request, answer) {
  const cache = await caches.open(CACHE);
  if (answer.status === 404 || answer.status === 410) await cache.delete(keyOf(request.url));
  if (answer.ok && request.method === "GET") await cache.put(keyOf(request.url), answer);
}

async function keptCopy(request) {
  const kept = await caches.match(keyOf(request.url));
  if (!kept) return null;
  const day = new Date(kept.headers.get("Date"));
  const when = day.toLocaleString("en", { dateStyle: "full", timeStyle: "short" });
  const html = (await kept.text()).replace(/<main[^>]*>/, (main) => main + notice(when));
  const headers = new Headers(kept.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(html, { headers });
}

async function page(event) {
  const { request } = event;
  try {
    const answer = await fetch(request);
    if (answer.status < 500) {
      if (answer.type === "basic") event.waitUntil(keep(request, answer.clone()));
      return answer;
    }
    return await keptCopy(request) || answer;
  } catch (fault) {
    const copy = await keptCopy(request);
    if (copy) return copy;
    throw fault;
  }
}

// Its name changes with what is in it, so that a kept one is never out of date.
const file = async (request) => await caches.match(request) || fetch(request);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.mode === "navigate") event.respondWith(page(event));
  else if (url.origin === location.origin && url.pathname.startsWith("/static/"))
    event.respondWith(file(event.request));
});
