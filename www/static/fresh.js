// A page that has been on the screen before is not to be followed when it has changed since: one that somebody goes
// back to, or a tab that was left open (page.js brings this in). The site is asked again; where it says something
// else, the new page is shown at once, or offered where something was typed.
const BETWEEN = 60 * 1000; // milliseconds between looks
const PAGE = location.pathname;
const CHANGED = '<strong>This page has changed.</strong> <button type="button" class="button">Show the page as it is now</button>';

// What the page says, or that it is no more; null where the site has no answer. cache: as of fetch.
async function told(cache) {
  const answer = await fetch(PAGE, { cache, credentials: "omit" }).catch(() => null);
  if (answer?.status === 404 || answer?.status === 410) return "";
  return answer?.ok ? answer.text().catch(() => null) : null;
}

function offer() {
  const notice = document.createElement("p");
  notice.className = "differs";
  notice.setAttribute("role", "status");
  notice.innerHTML = CHANGED;
  notice.querySelector("button").addEventListener("click", () => location.reload());
  document.getElementById("main").prepend(notice);
  notice.scrollIntoView({ block: "nearest" });
}

// The browser's store has the text of the page on the screen, with no request. A copy of the worker's is looked
// after by copy.js, a plan by plan.js.
const isOthers = () => document.querySelector("#saved-copy, #plan-away, #plan");
const shown = told("force-cache");
let lookedAt = 0;
let isOver = false; // one look is on its way, or the page has changed

async function look() {
  if (isOver || isOthers() || document.hidden || Date.now() - lookedAt < BETWEEN) return;
  isOver = true;
  const [before, now] = [await shown, await told("no-cache")];
  isOver = now !== null && now !== before;
  if (now !== null) lookedAt = Date.now(); // a phone that wakes has no network for a while
  if (!isOver) return;
  if (document.documentElement.dataset.typed) offer(); // page.js
  else location.reload();
}

addEventListener("pageshow", look);
addEventListener("online", look);
document.addEventListener("visibilitychange", look);
if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") look();
