// A plan that cannot be made without the site: the form of the kept page with all that was typed, "Try again", and
// whom to call. It is made of the POST's body and goes to the screen: it stands in no address and no cache. As in
// src/site/plan_form.c a further treatment is typed in three fields, or comes as one: "SLUG@2026-11-23T10:00".
"use strict";

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
