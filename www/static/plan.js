// What makes "My plan" pleasanter: it can be remembered on this phone, ticked off, bookmarked and read
// without a connection. Nothing needs it: the form makes a plan without script.
//
// Nothing of a plan is kept until a person presses "Remember" (localStorage; the worker keeps the page that
// opens it) or "Put my date into the address" (the fragment, which no browser sends). The date leaves
// the phone in the body of the same POST as without script, and in nothing else.
"use strict";

(() => {
  const form = document.getElementById("plan-form");
  if (!form) return;

  const OLD_AFTER = 10 * 60 * 1000; // milliseconds until a plan left open is made again
  const PATH = new URL(form.action).pathname.replace(/\/plan$/, "");
  const KEY = `aftercare-plan:${PATH}`;
  const main = document.getElementById("main");
  const made = Date.now();

  const find = (selector) => main.querySelector(selector);
  const words = (id) => document.getElementById(id).content.cloneNode(true).firstElementChild;
  const fragment = () => location.hash.slice(1);
  const isDated = (text) => new URLSearchParams(text).has("treated");
  const today = () => new Date().toLocaleDateString("sv"); // 2026-11-23, as this phone has it

  // --- What this phone remembers: {fields, copy, ticks}, or null -----------------------------

  function remembered() {
    try {
      return JSON.parse(localStorage.getItem(KEY));
    } catch {
      return null;
    }
  }

  function remember(record) {
    try {
      localStorage.setItem(KEY, JSON.stringify(record));
      return true;
    } catch {
      return false; // storage is switched off, or full
    }
  }

  // Changes what is remembered; nothing where nothing is.
  function change(what) {
    const record = remembered();
    if (record) remember(Object.assign(record, what(record)));
  }

  // --- The pages on this phone ----------------------------------------------------------------

  const bringPhone = () => import(form.dataset.phone).catch(() => null);
  const keepPage = async () => (await bringPhone())?.keepPage(PATH).catch(() => {});

  // The plans first: the rest may have to be fetched.
  async function forget() {
    Object.keys(localStorage).filter((name) => name.startsWith("aftercare-plan:"))
      .forEach((name) => localStorage.removeItem(name));
    showPhone("new", "Your plan is forgotten.");
    const phone = await bringPhone();
    if (!phone) return;
    await phone.forgetPages();
    history.replaceState(null, "", PATH);
    main.innerHTML = phone.forgotten(PATH);
    find("h1").focus();
  }

  // --- A plan that stands on the page -----------------------------------------------------------

  const fieldsOf = (plan) => new URLSearchParams(new FormData(plan)).toString();
  // One that is asked for another moment has a button back to now.
  const isOfNow = () => !find('#plan-moment [name="at"][value=""]');

  function addTick(step, ticks) {
    const label = words("plan-tick");
    const box = label.querySelector("input");
    const title = step.querySelector("h3");
    const name = step.dataset.step;
    const isDone = ticks[name] && (!step.dataset.often || ticks[name] === today());
    const show = () => step.classList.toggle("ticked", box.checked);
    label.querySelector(".spoken").textContent = `: ${title.textContent}`;
    box.checked = Boolean(isDone);
    box.addEventListener("change", () => {
      show();
      change(({ ticks: all }) => ({ ticks: { ...all, [name]: box.checked ? today() : undefined } }));
    });
    show();
    title.after(label);
  }

  function ticksShown() {
    const boxes = [...main.querySelectorAll(".tick input")].filter((box) => box.checked);
    return Object.fromEntries(boxes.map((box) => [box.closest("[data-step]").dataset.step, today()]));
  }

  // --- "On this phone" ------------------------------------------------------------------------------

  // state: "new", "other" (another date is remembered), "kept" (this one is), "elsewhere" (no plan here).
  function showPhone(state, said = "") {
    const parts = find("#plan-phone").querySelectorAll("[data-when]");
    parts.forEach((part) => { part.hidden = !part.dataset.when.split(" ").includes(state); });
    find("#plan-phone-said").textContent = said;
  }

  function addPhone(state, actions) {
    const place = document.getElementById("plan-phone-words");
    if (!place || find("#plan-phone")) return;
    const section = words("plan-phone-words");
    place.after(section);
    section.addEventListener("click", (event) => actions[event.target.dataset.do]?.());
    showPhone(state);
  }

  // Makes the plan on the page one that can be ticked off and remembered. Its HTML is taken before.
  function enhance(isCopy) {
    const html = main.innerHTML;
    const plan = find("#plan-moment");
    const fields = plan && fieldsOf(plan);
    const record = remembered();
    const isKept = isCopy || (record && record.fields === fields);
    const copy = () => (isOfNow() ? { title: document.title, html, when: Date.now() } : undefined);
    const setAddress = () => history.replaceState(null, "", isDated(fragment()) ? `#${fragment()}` : PATH);

    main.querySelectorAll(".steps.do [data-step]")
      .forEach((step) => addTick(step, isKept ? record.ticks : {}));
    main.querySelectorAll("a[href]").forEach((link) => { // to what holds for everyone, not to here
      if (link.pathname === PATH && !link.hash) link.hash = "everyone";
    });
    if (isKept && !isCopy) {
      if (isOfNow()) change(() => ({ copy: copy() }));
      setAddress();
    }
    addPhone(!record ? "new" : isKept ? "kept" : "other", {
      forget,
      remember() {
        if (!remember({ fields, ticks: ticksShown(), copy: copy() })) {
          showPhone(record ? "other" : "new", "Your browser does not let us keep anything on this phone.");
          return;
        }
        setAddress();
        showPhone("kept", "Remembered.");
        keepPage();
      },
      bookmark() {
        history.replaceState(null, "", `${PATH}#${decodeURIComponent(fields)}`);
        find("#plan-phone-said").textContent =
          "The address of this page now holds your date. Bookmark this page now, in your browser’s menu.";
      },
    });
  }

  // --- Beginning ---------------------------------------------------------------------------------

  function say(what) {
    const line = find("#plan-said") || document.createElement("p");
    Object.assign(line, { id: "plan-said", className: "differs", role: "status", textContent: what });
    form.before(line);
  }

  const fail = () => say("We could not make your plan just now. Is there a connection? Please try again.");

  // what: one of the functions of plan_opener.js.
  async function bring(what, shown) {
    const opener = await import(form.dataset.opener).catch(fail);
    await opener?.[what](shown, { path: PATH, remembered, change, enhance, say, fail });
  }

  // A form that was sent and is asked again stays, so does what stands behind another fragment.
  function begin() {
    const record = remembered();
    const away = find("#plan-away"); // worker/plan.js: a plan was asked for, and the site cannot be reached
    const isOpen = location.pathname === PATH || find("#saved-copy");
    if (find("#plan-moment")) enhance(false);
    else if (away && record?.copy && record.fields === away.dataset.fields) bring("showCopy", record.copy);
    else if (isOpen && isDated(fragment())) bring("open", fragment());
    else if (isOpen && record && !fragment()) bring("open", record.fields);
    else if (record) addPhone("elsewhere", { forget });
    if (record) keepPage();
  }

  // The link "Skip to the page's content" leaves the address as it was; any other leads away from a plan.
  let dated = fragment();
  addEventListener("hashchange", () => {
    if (fragment() === "main") history.replaceState(null, "", dated ? `#${dated}` : location.pathname);
    else if (isDated(fragment()) || find("#plan")) location.reload();
    dated = fragment();
  });

  document.addEventListener("visibilitychange", () => {
    const isOld = Date.now() - made > OLD_AFTER;
    if (document.visibilityState === "visible" && isOld && find("#plan") && remembered()
        && location.pathname === PATH) location.reload();
  });

  begin();
})();
