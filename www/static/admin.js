// What makes the staff's pages pleasanter. Nothing needs it: every button works without.
"use strict";

(() => {
  const form = document.getElementById("edit");
  if (!form) return;

  const SAVE_AFTER = 3000; // milliseconds without a key pressed
  const TRY_AGAIN = 30000; // milliseconds after a save that failed
  const ANSWER_WITHIN = 30000; // milliseconds; a phone that has lost its network may wait for ever
  const HERE = "What you typed is still here.";
  const shown = document.getElementById("saved");
  const mayAutosave = () => form.dataset.autosave === "yes";
  let typed = form.dataset.unsaved === "yes"; // something stands in the form that is not saved
  let pressed = false;                        // a button was, and what it does is not known yet
  let next = null;                            // the button that was pressed after it
  let leaving = false;                        // the browser sends the form
  let timer = 0;
  let saving = null;                          // the save that is on its way: a promise of its outcome

  const channel = "BroadcastChannel" in window ? new BroadcastChannel("aftercare-drafts") : null;
  const follow = document.getElementById("follow"); // not there for what has no page
  if (channel && follow) follow.hidden = false;
  document.getElementById("keys").hidden = false;

  // state: "" (all is saved), "open" (something is not), "faulty" (it is, and cannot be published), "busy", "failed".
  function say(words, state) {
    shown.textContent = words;
    shown.dataset.state = state;
  }

  // --- Saving -------------------------------------------------------------------------------

  const ask = (init) => fetch(form.action, {
    credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN), ...init,
  });

  function body() {
    const data = new URLSearchParams(new FormData(form));
    data.set("do", "autosave");
    return data;
  }

  function answered(result) {
    form.elements.version.value = result.version;
    document.getElementById("unsaved")?.remove();
    // By the clinic's clock, as all other times.
    if (typed) say("Not saved yet", "open"); // typed while it was on its way
    else if (result.ready) say(`Saved ${result.saved_at}`, "");
    else say(`Saved ${result.saved_at}, not ready to publish`, "faulty");
    if (channel) channel.postMessage(form.dataset.key);
    return result.ready ? "saved" : "faulty";
  }

  // A page of refusal says why; the one that asks to sign in has the form for it.
  async function reason(answer) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.querySelector('form[action="/admin/sign-in"]') || answer.status === 401)
      return "you are signed out. Press Save and sign in: what you typed is kept.";
    if (page.querySelector('form[action="/admin/account/codes"]'))
      return "your clinic asks for one-time codes now. Press Save and set them up: what you typed is kept.";
    const words = page.querySelector("main h1 ~ p");
    return words ? words.textContent.trim() : "press Save.";
  }

  async function refused(answer) {
    typed = true;
    if (answer.status === 409) {
      form.dataset.autosave = "no"; // a person decides: Save shows both texts
      say("Not saved: another text was saved meanwhile. Press Save to see both texts.", "failed");
    } else if (answer.status === 507) {
      say(`Not saved: there is no room on the disk. ${HERE}`, "failed");
    } else if (answer.status >= 500) {
      say(`Not saved: the site does not answer just now. ${HERE}`, "failed");
    } else {
      say(`Not saved: ${await reason(answer)}`, "failed");
    }
    return answer.status >= 500 ? "away" : "refused";
  }

  async function send() {
    let outcome;
    clearTimeout(timer);
    typed = false;
    say("Saving …", "busy");
    try {
      const answer = await ask({ method: "POST", body: body(), redirect: "error" });
      const kind = answer.headers.get("Content-Type") || "";
      outcome = answer.ok && kind.startsWith("application/json")
        ? answered(await answer.json()) : await refused(answer);
    } catch {
      typed = true;
      outcome = "away";
      say(`Not saved: no connection. ${HERE}`, "failed");
    }
    saving = null;
    later(outcome === "saved" || outcome === "faulty" ? SAVE_AFTER : TRY_AGAIN);
    return outcome;
  }

  // Gives "saved", "faulty" (saved, and cannot be published), "refused" (a page would say why), or "away": nobody
  // there could take it.
  function save() {
    saving ??= send();
    return saving;
  }

  // Saves by itself what is not saved by then.
  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (typed && mayAutosave() && !pressed && !leaving) save();
    }, wait);
  }

  form.addEventListener("input", () => {
    typed = true;
    say("Not saved yet", "open");
    later(SAVE_AFTER);
  });

  // --- Keys ---------------------------------------------------------------------------------

  // Ctrl or Cmd with S saves, with Enter goes to the preview.
  const press = (value) => {
    const button = form.querySelector(`button[value="${value}"]`);
    if (button) form.requestSubmit(button);
  };
  const KEYS = {
    s() { press("save"); },
    Enter() { press("preview"); },
  };
  document.addEventListener("keydown", (event) => {
    const act = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // --- Buttons ------------------------------------------------------------------------------

  // Whether anybody is there to send the form to: the browser would put a page of its own in its place, and what was
  // typed would be gone.
  async function isReached() {
    let trouble = "no connection";
    try {
      const answer = await ask({ method: "HEAD" });
      if (answer.status < 500) return true;
      trouble = "the site does not answer just now";
    } catch { /* told below */ }
    say(`Nothing was sent: ${trouble}. ${HERE}`, "failed");
    later(TRY_AGAIN);
    return false;
  }

  // Save saves where one is. Where there is more to be said than "saved", the server's page says it: what is in the
  // way beside its field, or no longer; the other's text; the form to sign in.
  async function staysHere(button) {
    await saving; // it would raise the version under the form that is being sent
    if (button?.value !== "save" || !mayAutosave()) return !await isReached();
    const outcome = await save();
    return outcome === "away" || (outcome === "saved" && !document.getElementById("faults"));
  }

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (leaving) return;
    event.preventDefault();
    if (pressed) {
      next = button;
      return;
    }
    pressed = true;
    leaving = !await staysHere(button);
    pressed = false;
    const then = leaving ? button : next;
    next = null;
    if (leaving || then) form.requestSubmit(then || undefined);
  });

  // --- Leaving ------------------------------------------------------------------------------

  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (typed && !leaving) event.preventDefault();
  });

  // --- Buttons for Markdown -----------------------------------------------------------------

  const MARKS = [
    { label: "Bold", before: "**", after: "**", sample: "important" },
    { label: "Italic", before: "*", after: "*", sample: "stressed" },
    { label: "Link", before: "[", after: "](/)", sample: "words" },
    { label: "List", line: "- " },
    { label: "Heading", line: "## " },
  ];

  function mark(area, { before = "", after = "", sample = "", line }) {
    const { selectionStart: start, selectionEnd: end, value } = area;
    const chosen = value.slice(start, end);
    let text = chosen.trim() || sample;
    const [left, right] = chosen.trim() ? chosen.split(text, 2) : [chosen, ""];
    if (line) text = text.split("\n").map((one) => line + one).join("\n");
    const atLine = !line || start === 0 || value[start - 1] === "\n";
    // A mark must touch its words: "** so **" is none.
    area.setRangeText((atLine ? left : `${left}\n\n`) + before + text + after + right, start, end, "end");
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // As high as its text, where the browser can: on a phone the rows that the page asks for are too few. (It stands
  // here since the validator of style sheets does not know it yet.)
  for (const area of form.querySelectorAll("textarea")) area.style.fieldSizing = "content";

  for (const area of form.querySelectorAll("textarea[data-markdown]")) {
    const bar = document.createElement("p");
    bar.className = "marks";
    for (const one of MARKS) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = one.label;
      button.setAttribute("aria-controls", area.id);
      button.addEventListener("click", () => mark(area, one));
      bar.append(button);
    }
    area.before(bar);
  }

  // --- A color ------------------------------------------------------------------------------

  // The browser's picker beside the line: it knows no empty value, so it can not stand for it. Where the line is
  // empty it begins with the color that pages have without one.
  for (const line of form.querySelectorAll("input[data-color]")) {
    const picker = document.createElement("input");
    const label = document.querySelector(`label[for="${line.id}"]`);
    const follow = () => {
      if (!line.value.trim()) picker.value = line.dataset.color;
      const hex = /^#?([0-9a-f]{6})$/i.exec(line.value.trim());
      if (hex) picker.value = `#${hex[1]}`;
    };
    picker.type = "color";
    picker.className = "picker";
    picker.setAttribute("aria-label", `${label.firstChild.textContent.trim()}, chosen by eye`);
    picker.addEventListener("input", () => {
      line.value = picker.value;
      line.dispatchEvent(new Event("input", { bubbles: true }));
    });
    line.addEventListener("input", follow);
    follow();
    const swatch = line.parentElement.querySelector(".swatch");
    if (swatch) swatch.remove();
    line.after(picker);
  }

  // A link to a field that stands in something folded opens it.
  function unfold() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !form.contains(target)) return;
    for (let part = target; part; part = part.parentElement)
      if (part.tagName === "DETAILS") part.open = true;
    target.focus();
  }
  window.addEventListener("hashchange", unfold);
  unfold();
})();

// On a phone the menu is one row that scrolls: the place where one is is in sight. (scrollIntoView would
// move the page as well.)
(() => {
  const place = document.querySelector(".admin-top nav [aria-current]");
  if (!place) return;
  const FADED = 48; // pixels at the row's end (admin.css)
  const row = place.closest("ul");
  const [at, all] = [place.getBoundingClientRect(), row.getBoundingClientRect()];
  if (at.left < all.left + FADED || at.right > all.right - FADED)
    row.scrollLeft += (at.left + at.right - all.left - all.right) / 2;
})();

// A file that is larger than is taken is told before it is sent.
(() => {
  const sizeOf = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);
  for (const input of document.querySelectorAll("input[type=file][data-max]")) {
    const told = Object.assign(document.createElement("p"), { id: `${input.id}-fault`, className: "fault", hidden: true });
    told.setAttribute("role", "alert");
    input.after(told);
    input.addEventListener("change", () => {
      document.querySelector("main > .fault")?.remove(); // it was about another file
      const [file] = input.files;
      const isTooLarge = Boolean(file) && file.size > Number(input.dataset.max);
      const words = isTooLarge ? `The file “${file.name}” has ${sizeOf(file.size)}. ${input.dataset.tooLarge}` : "";
      told.textContent = words;
      told.hidden = !isTooLarge;
      input.setCustomValidity(words); // the browser sends nothing then
      input.setAttribute("aria-invalid", String(isTooLarge));
    });
  }
})();

// A page that answers a file that was sent: the browser's Back asks for the form, not for the file
// once more (which it has not got any more).
if (document.getElementById("once")) history.replaceState(null, "", location.href);

// A preview that is open in another tab follows what is saved.
(() => {
  const preview = document.getElementById("preview");
  if (!preview || !("BroadcastChannel" in window)) return;
  new BroadcastChannel("aftercare-drafts").addEventListener("message", (event) => {
    if (event.data === preview.dataset.key) location.reload();
  });
})();
