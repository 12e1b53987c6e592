// Opens "My plan" where it is remembered, or named by the address (plan.js brings this in): asks for it as the
// form would, and shows the answer in place of the page; where the site cannot be reached, or hangs, the copy that
// this phone remembers, with the words that it is one.

const TRY_AGAIN = 10 * 1000; // milliseconds between looks whether the site answers again
const PATIENCE = 4 * 1000;   // milliseconds that the site is waited for where there is a copy
const LATE = Symbol("late");
const main = document.getElementById("main");
const find = (selector) => main.querySelector(selector);
const focusToday = () => find("#plan-today")?.focus();
// Whether it is a page of ours: a network may answer with one of its own.
const isThere = (answer) => answer?.page.getElementById("main") && answer.status !== 429 && answer.status < 500;

function showHtml(html, title) {
  document.title = title;
  main.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
}

// {status, page}; null where the site cannot be reached, or falls silent amid its answer.
async function ask(path, fields) {
  try {
    const answer = await fetch(`${path}/plan`, {
      method: "POST", body: fields, credentials: "omit", cache: "no-store", redirect: "error",
    });
    return { status: answer.status, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
  } catch {
    return null;
  }
}

function showAnswer({ status, page }, plan) {
  if (status === 404 || status === 410) plan.change(() => ({ copy: undefined }));
  showHtml(page.getElementById("main").innerHTML, page.title);
  if (find("#plan-moment")) plan.enhance(false);
  else find("[aria-invalid], h1")?.focus();
  focusToday();
}

// A copy gives way to the plan as soon as that comes, however late: coming is what was asked for already (null:
// nothing was). copy.js does the same for the pages that are no plan.
function giveWay(coming, plan) {
  const isShown = () => find("#saved-copy") && find("#plan");
  let asked = false;
  async function take(answering) {
    asked = true;
    const answer = await answering;
    asked = false;
    if (isThere(answer) && isShown()) showAnswer(answer, plan);
  }
  function look() {
    const record = navigator.onLine && !asked && isShown() && plan.remembered();
    if (record) take(ask(plan.path, new URLSearchParams(record.fields)));
  }
  take(coming);
  addEventListener("online", look);
  setInterval(look, TRY_AGAIN);
}

function copyNotice() {
  const said = document.createElement("p");
  Object.assign(said, { id: "saved-copy", className: "differs" });
  said.setAttribute("role", "status");
  said.innerHTML = "<strong>Saved copy from <span></span>.</strong> We could not reach our site just now. This is how "
    + "your plan stood then. The dates and hours in it still hold, unless we have changed our advice since.";
  return said;
}

// What was so when it was made is told with its moment; what has passed since is marked. coming: as for giveWay.
export function showCopy({ html, title, when }, plan, coming = null) {
  const day = new Date(when);
  showHtml(html, title);
  const said = copyNotice();
  said.querySelector("span").textContent = day.toLocaleString("en", { dateStyle: "full", timeStyle: "short" })
    .replace(/[AP]M$/, (half) => half.toLowerCase());
  find("#plan-where").firstChild.textContent = "As of ";
  main.querySelectorAll("form").forEach((each) => each.closest("section").remove());
  main.querySelectorAll(".plan-points > li").forEach((point) => {
    point.classList.toggle("past", Date.parse(point.querySelector("time").dateTime) <= Date.now());
  });
  plan.enhance(true);
  main.prepend(said);
  focusToday();
  said.scrollIntoView();
  giveWay(coming, plan);
}

// The plan of that date: from the site; where the site cannot be reached or hangs, the copy. typed: the form's
// fields as an address has them. plan: what plan.js knows and does (path, remembered, change, enhance, say, fail).
export async function open(typed, plan) {
  const fields = new URLSearchParams([...new URLSearchParams(typed)]
    .filter(([name]) => name === "treated" || name === "with"));
  const record = plan.remembered();
  const copy = record?.fields === fields.toString() && record.copy;
  const coming = ask(plan.path, fields);
  const late = new Promise((done) => { setTimeout(done, PATIENCE, LATE); });
  plan.say("Making your plan …");
  const answer = await (copy ? Promise.race([coming, late]) : coming);
  if (answer !== LATE && isThere(answer)) showAnswer(answer, plan);
  else if (copy) showCopy(copy, plan, coming);
  else plan.fail();
}
