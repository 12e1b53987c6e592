// Pages without a connection (page.js starts this). Whatever page a person opened is kept on the phone,
// with its style and scripts, and "Kept on this phone" (/kept), which has the telephone number as every
// page has. What is on the network is always asked for first. A kept copy is shown where the site cannot be
// reached, or has not answered for PATIENCE; it says that it is one, and from when. The answer that comes
// later is kept in its place, and the page on the screen is told whether it says anything else (copy.js).
// Nothing that was typed is kept: no search, no answer to a plan's form, no query, no fragment.
"use strict";

const CACHE = "aftercare"; // plan.js and kept.js have the same name
const LIST = "/kept";
const MOST = 60;                  // pages; the one not opened for the longest time goes first
const LIST_AGE = 60 * 60 * 1000;  // milliseconds until the list's page, with the number, is asked for anew
const PATIENCE = 4 * 1000;        // milliseconds that a page or file is waited for where a copy is kept
// A plan is waited for longer: the form stays on the screen, and an answer that comes too late is lost.
const PLAN_PATIENCE = 15 * 1000;
const PRIVATE = /^\/(?:admin|api|search|helpful|health)(?:\/|$)/;

// The address to which a plan's form is posted stands for the page with the form.
const keyOf = (url) => new URL(url, location).pathname.replace(/\/plan(?:\.ics)?$/, "");
const isPlan = (path) => /\/plan(?:\.ics)?$/.test(path);
const isFile = (path) => path.startsWith("/static/") || path.startsWith("/brand/");
const isPage = (url) => url.origin === location.origin && !isFile(url.pathname) && !PRIVATE.test(url.pathname);
// "site.css" of "/static/site.2424dfb3.css": the name changes with what is in the file.
const stemOf = (path) => path.replace(/^.*\/([^/]*?)[.-][0-9a-f]{8,}(\.\w+)$/, "$1$2");
const pathOf = ({ url }) => new URL(url).pathname;

// What the promise gives; null where it fails, LATE where it takes longer.
const LATE = Symbol("late");
const within = (time, promise) => Promise.race([
  promise.catch(() => null), new Promise((done) => { setTimeout(done, time, LATE); }),
]);

// --- Keeping ----------------------------------------------------------------------------------------

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

const askFor = (path) => fetch(path, { cache: "no-cache", credentials: "omit" });

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

async function keep(url, answer) {
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
const fetchAndKeep = async (path) => keep(path, await askFor(path));

// --- Answering ----------------------------------------------------------------------------------------

const UNREACHED = "We could not reach our site just now.";
const UNANSWERED = "Our site has not answered yet.";
const COPY = (when, why) => `<strong>Saved copy from ${when}.</strong> ${why} Our advice may have changed since then.`;
const NOT_KEPT = "<strong>We cannot reach our site just now.</strong> The page you asked for is not kept on this "
  + "phone. You can call us, or open one of the pages below.";

const dayOf = (answer) => new Date(answer.headers.get("Date"))
  .toLocaleString("en", { dateStyle: "full", timeStyle: "short" });

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
async function tell(client, url, answer, copy) {
  const isSame = mayKeep(answer) && await sumOf(await answer.clone().text()) === copy;
  if (await caches.has(CACHE)) await keep(url, answer).catch(() => {}); // it may have been forgotten meanwhile
  client?.postMessage({ isSame });
}

async function tellLater(event, coming, copy) {
  const answer = await coming.catch(() => null);
  if (!didAnswer(answer)) return;
  const client = await self.clients.get(event.resultingClientId);
  await tell(client, event.request.url, answer, copy);
}

// How to show the kept page of the same address; null where there is none.
async function copyOf(event, coming) {
  const { request } = event;
  const cache = await caches.open(CACHE);
  const kept = request.method === "GET" && await cache.match(keyOf(request.url));
  return kept ? async (why) => {
    const copy = await sumOf(await kept.clone().text());
    event.waitUntil(tellLater(event, coming, copy).catch(() => {}));
    return withNotice(cache, kept, COPY(dayOf(kept), why), request, copy);
  } : null;
}

// --- A plan that cannot be made -----------------------------------------------------------------------

// The form of the kept page with all that was typed, "Try again", and whom to call. It is made of the POST's body
// and goes to the screen: it stands in no address and no cache. As in src/site/plan_form.c a further treatment is
// typed in three fields, or comes as one: "SLUG@2026-11-23T10:00".

const AWAY = "<strong>We could not make your plan just now.</strong> It needs a connection to our site. What you typed "
  + "is still here.";

const escaped = (text) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt()};`);
const partOf = (html, pattern) => html.match(pattern)?.[0] || "";

// "today" is the phone's: tried again tomorrow, it is still that day.
function setMoment(treatment, text) {
  const today = new Date().toLocaleDateString("sv"); // 2026-11-23
  const [date, hour] = text.replace(/^today$/, today).split(/[T ](?=\d)/);
  Object.assign(treatment, { date }, hour && { hour });
}

// [{slug, date, hour}], the page's own treatment first.
function treatmentsOf(typed) {
  const all = [{ slug: "", date: "", hour: "" }];
  for (const [name, value] of typed) {
    if (name === "with") all.push({ slug: value.split("@")[0], date: "", hour: "" });
    const treatment = name.startsWith("with") ? all[all.length - 1] : all[0];
    const moment = name === "with" ? value.split("@")[1] : value;
    if (moment && name.endsWith("hour")) treatment.hour = moment;
    else if (moment && name !== "at") setMoment(treatment, moment);
  }
  return all.filter(({ slug, date }, at) => at === 0 || slug || date);
}

// The same as plan.js remembers of a plan.
function fieldsOf(treatments) {
  const moment = ({ date, hour }) => (hour ? `${date}T${hour}` : date);
  return new URLSearchParams(treatments.map((each, at) =>
    (at === 0 ? ["treated", moment(each)] : ["with", `${each.slug}@${moment(each)}`]))).toString();
}

// A field for dates shows nothing that is none: then it is one for text.
function fillField(html, id, value, pattern) {
  return html.replace(new RegExp(`<input id="${id}"[^>]*>`), (field) => {
    const typed = field.replace(/value="[^"]*"/, () => `value="${escaped(value)}"`);
    return !value || pattern.test(value) ? typed : typed.replace(/type="\w+"/, 'type="text"');
  });
}

const fillMoment = (html, id, hourId, { date, hour }) =>
  fillField(fillField(html, id, date, /^\d{4}-\d\d-\d\d$/), hourId, hour, /^\d\d:\d\d$/);

function fillSlot(slot, treatment, number) {
  const id = `plan-with-${number}`;
  const own = slot.replace(/plan-with-\d+/g, id)
    .replace(`value="${escaped(treatment.slug)}"`, (option) => `${option} selected`);
  return fillMoment(own, `${id}-date`, `${id}-hour`, treatment);
}

function fillForm(form, treatments, at) {
  const slot = partOf(form, /<fieldset[\s\S]*?<\/fieldset>/);
  const others = [...treatments.slice(1), { slug: "", date: "", hour: "" }];
  const slots = others.map((each, index) => fillSlot(slot, each, index + 1)).join("");
  const moment = at ? `<input type="hidden" name="at" value="${escaped(at)}">` : "";
  const filled = fillMoment(form, "plan-treated", "plan-hour", treatments[0])
    .replace(/<fieldset[\s\S]*<\/fieldset>/, () => slots)
    .replace("<details", (tag) => (treatments.length > 1 ? `${tag} open` : tag))
    .replace(">Make my plan<", ">Try again<");
  return filled.replace("</form>", () => `${moment}</form>`);
}

// Where the page with the form is not kept.
function plainForm(path, typed) {
  const fields = [...typed].map(([name, value]) =>
    `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`).join("");
  const dates = [...typed].filter(([name, value]) => value && /treated$/.test(name)).map(([, value]) => escaped(value));
  return `<form method="post" action="${escaped(path)}" autocomplete="off">${fields}<p>Your treatment: `
    + `${dates.join(", ")}</p><p><button class="button">Try again</button></p></form>`;
}

async function planAway(cache, { url }, typed) {
  const key = keyOf(url);
  const page = await cache.match(key);
  const kept = page || await cache.match(LIST);
  if (!kept) return null;
  const html = await kept.text();
  const form = partOf(html, /<form class="plan-form"[\s\S]*?<\/form>/);
  const treatments = treatmentsOf(typed);
  const title = partOf(html, /<h1[^>]*>[\s\S]*?<\/h1>/).replace(/<\/?h1[^>]*>/g, "");
  const fields = escaped(fieldsOf(treatments)); // for plan.js: is it the plan that this phone remembers?
  const main = [
    "<h1>Your plan</h1>",
    `<p class="differs" id="plan-away" role="status" data-fields="${fields}">${AWAY}</p>`,
    '<section class="card" aria-label="My plan">',
    form ? fillForm(form, treatments, typed.get("at")) : plainForm(new URL(url).pathname, typed),
    "</section>", partOf(html, /<template[\s\S]*<\/template>/), // the words of plan.js
    page ? `<p>What holds for everyone is kept on this phone: <a href="${escaped(key)}">${title}</a>.</p>` : "",
    partOf(html, /<section[^>]* aria-labelledby="worried"[\s\S]*?<\/section>|<p>You can always call us[\s\S]*?<\/p>/),
  ];
  return pageLike(kept, html.replace("<title>", "<title>Your plan – ")
    .replace(/(<main[^>]*>)[\s\S]*<\/main>/, (all, begin) => `${begin}${main.join("")}</main>`),
  { "Cache-Control": "no-store" });
}

// --- Where the site has no answer -----------------------------------------------------------------------

// What is shown for a POST that cannot be answered, or a page of which nothing is kept; null where there is
// nothing. typed: the body of a plan's form, on its way; null: it is none.
async function insteadOf(request, typed) {
  const cache = await caches.open(CACHE);
  if (typed !== null) return planAway(cache, request, new URLSearchParams(await typed));
  const list = await cache.match(LIST);
  return list && withNotice(cache, list, NOT_KEPT, request);
}

// The site's answer; where it has none (in time), what is kept. For a page with a query, the kept one may stand
// only where the site cannot be reached. The limit is for the head of the answer: pages fit the first flight of a
// connection, so that what comes at all comes with it.
async function page(event) {
  const { request } = event;
  const url = new URL(request.url);
  const isPlain = request.method === "GET" && !url.search;
  const typed = request.method === "POST" && isPlan(url.pathname) ? request.clone().text() : null;
  const coming = fetch(request);
  const copy = await copyOf(event, coming).catch(() => null);
  const time = typed !== null ? PLAN_PATIENCE : copy && isPlain ? PATIENCE : null;
  const answer = await (time ? within(time, coming) : coming.catch(() => null));
  if (answer && answer !== LATE && answer.status < 500) {
    if (isPlain && isPage(url)) event.waitUntil(keep(request.url, answer.clone()).catch(() => {}));
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
  return answer && answer !== LATE ? answer : await cache.match(near) || coming;
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

// plan.js asks that a page is kept; copy.js asks how its copy stands, and whether the site answers at all.
const asked = new Set();
async function takeMessage({ data, source }) {
  const { path, copy } = typeof data === "string" ? { path: data } : data;
  const url = new URL(path, location);
  if (asked.has(url.pathname)) return;
  asked.add(url.pathname);
  const key = isPage(url) ? keyOf(url) : LIST;
  const answer = await askFor(key).catch(() => null);
  asked.delete(url.pathname);
  if (didAnswer(answer)) await (copy ? tell(source, key, answer, copy) : keep(key, answer));
}

self.addEventListener("message", (event) => event.waitUntil(takeMessage(event).catch(() => {})));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (isFile(url.pathname)) event.respondWith(file(event.request));
  else if (event.request.mode === "navigate" && !/^\/(?:admin|api)(?:\/|$)/.test(url.pathname))
    event.respondWith(page(event));
});
