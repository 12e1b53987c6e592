// "Kept on this phone": which pages, since when, and how to be rid of them (page.js brings this in).
const CACHE = "aftercare"; // worker/keeping.js has the same name
const box = document.getElementById("kept");
const part = (name) => box.querySelector(`[data-part="${name}"]`);

const storage = (() => { try { return localStorage; } catch { return null; } })();
const isPage = (path) => !path.startsWith("/static/") && !path.startsWith("/brand/") && path !== "/kept";
const plans = () => Object.keys(storage || {}).filter((name) => name.startsWith("aftercare-plan:"));

async function entryOf(cache, request) {
  const answer = await cache.match(request);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const link = document.createElement("a");
  const when = document.createElement("p");
  const entry = document.createElement("li");
  link.href = new URL(request.url).pathname;
  link.textContent = page.querySelector("h1")?.textContent || page.title;
  const opened = new Date(answer.headers.get("Date"));
  when.className = "place";
  when.textContent = `Kept ${opened.toLocaleString("en", { dateStyle: "full", timeStyle: "short" }).replace(/[AP]M$/, (half) => half.toLowerCase())}`;
  entry.append(link, when);
  return { entry, opened };
}

async function show() {
  // Looked into only where it is: what was forgotten must not be there again, empty as it were.
  const cache = await caches.has(CACHE) && await caches.open(CACHE);
  const pages = (cache ? await cache.keys() : []).filter(({ url }) => isPage(new URL(url).pathname)).reverse();
  const entries = await Promise.all(pages.map((request) => entryOf(cache, request)));
  entries.sort((one, other) => other.opened - one.opened);
  part("list").replaceChildren(...entries.map(({ entry }) => entry));
  part("none").hidden = pages.length > 0;
  part("plan").hidden = plans().length === 0;
  part("forget").hidden = pages.length === 0 && plans().length === 0;
  part("stop").hidden = storage?.["aftercare-keep"] === "no";
  part("again").hidden = !part("stop").hidden;
}

// Brought in once the page is there and quiet: when it is wanted, the network may hang.
const QUIET_AFTER = 3000; // milliseconds
let phone = null;
const bringPhone = () => { phone ??= import(box.dataset.phone); return phone; };
setTimeout(() => bringPhone().catch(() => {}), QUIET_AFTER);

async function forget() {
  plans().forEach((name) => storage.removeItem(name));
  await (await bringPhone()).forgetPages();
}

const ACTS = {
  async forget() {
    await forget();
    return "Forgotten. This phone keeps none of our pages now. A page that you open from now on is kept again.";
  },
  async stop() {
    storage.setItem("aftercare-keep", "no");
    await forget();
    return "This phone keeps none of our pages any more. Without a connection they do not open.";
  },
  async again() {
    storage.removeItem("aftercare-keep");
    return "This phone keeps the pages that you open from now on.";
  },
};

box.addEventListener("click", async (event) => {
  const act = ACTS[event.target.dataset.do];
  if (!act) return;
  part("said").textContent = await act().catch(() => "That did not work. You can delete what this site keeps in your browser's settings.");
  await show().catch(() => {});
});

if (navigator.serviceWorker && window.caches && storage)
  show().then(() => { box.hidden = false; }, () => {});
