// Opens "My plan" where it is remembered, or named by the address (plan.js brings this in): asks for it as the
// form would, and shows the answer in place of the page; where the site cannot be reached, the copy that this
// phone remembers, with the words that it is one.

const TRY_AGAIN = 10 * 1000; // milliseconds between looks whether the site answers again
const main = document.getElementById("main");
const find = (selector) => main.querySelector(selector);
const focusToday = () => find("#plan-today")?.focus();
const isThere = (answer) => answer && answer.status !== 429 && answer.status < 500;

function showHtml(html, title) {
  document.title = title;
  main.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
}

async function ask(path, fields) {
  try {
    return await fetch(`${path}/plan`, {
      method: "POST", body: fields, credentials: "omit", cache: "no-store", redirect: "error",
    });
  } catch {
    return null;
  }
}

function showAnswer(text, plan) {
  const page = new DOMParser().parseFromString(text, "text/html");
  showHtml(page.getElementById("main").innerHTML, page.title);
  if (find("#plan-moment")) plan.enhance(false);
  else find("[aria-invalid], h1")?.focus();
  focusToday();
}

// A copy gives way as soon as the site answers again; page.js sees to those that are no plan.
function giveWay(plan) {
  const look = async () => {
    const record = navigator.onLine && plan.remembered();
    if (record && isThere(await ask(plan.path, new URLSearchParams(record.fields)))) location.reload();
  };
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

// What was so when it was made is told with its moment; what has passed since is marked.
function showCopy({ html, title, when }, plan) {
  const day = new Date(when);
  showHtml(html, title);
  const said = copyNotice();
  said.querySelector("span").textContent = day.toLocaleString("en", { dateStyle: "full", timeStyle: "short" });
  find("#plan-where").firstChild.textContent = "As of ";
  main.querySelectorAll("form").forEach((each) => each.closest("section").remove());
  main.querySelectorAll(".plan-points > li").forEach((point) => {
    point.classList.toggle("past", Date.parse(point.querySelector("time").dateTime) <= Date.now());
  });
  plan.enhance(true);
  main.prepend(said);
  focusToday();
  said.scrollIntoView();
  giveWay(plan);
}

// The plan of that date: from the site; where the site cannot be reached, the copy. typed: the form's fields as
// an address has them. plan: what plan.js knows and does (path, remembered, change, enhance, say, fail).
export async function open(typed, plan) {
  const fields = new URLSearchParams([...new URLSearchParams(typed)]
    .filter(([name]) => name === "treated" || name === "with"));
  const record = plan.remembered();
  plan.say("Making your plan …");
  const answer = await ask(plan.path, fields);
  if (isThere(answer)) {
    if (answer.status === 404 || answer.status === 410) plan.change(() => ({ copy: undefined }));
    showAnswer(await answer.text(), plan);
  } else if (record?.copy && record.fields === fields.toString()) {
    showCopy(record.copy, plan);
  } else {
    plan.fail();
  }
}
