// What makes the staff's pages pleasanter. Nothing needs it: every button works without.
"use strict";

(() => {
  const form = document.getElementById("edit");
  if (!form) return;

  const SAVE_AFTER = 3000; // milliseconds without a key pressed
  const TRY_AGAIN = 30000; // milliseconds after a save that failed
  const shown = document.getElementById("saved");
  const mayAutosave = () => form.dataset.autosave === "yes";
  let typed = form.dataset.unsaved === "yes"; // something stands in the form that is not saved
  let leaving = false;                        // a button was pressed: the browser sends the form
  let timer = 0;
  let saving = false;
  let failed = false;

  const channel = "BroadcastChannel" in window ? new BroadcastChannel("aftercare-drafts") : null;
  const follow = document.getElementById("follow"); // not there for what has no page
  if (channel && follow) follow.hidden = false;
  document.getElementById("keys").hidden = false;

  // state: "" (all is saved), "open" (something is not), "faulty" (it is, and cannot be published), "busy", "failed".
  function say(words, state) {
    shown.textContent = words;
    shown.dataset.state = state;
  }

  // --- Saving by itself ---------------------------------------------------------------------

  function body() {
    const data = new URLSearchParams(new FormData(form));
    data.set("do", "autosave");
    return data;
  }

  function answered(result) {
    form.elements.version.value = result.version;
    // By the clinic's clock, as all other times.
    if (result.ready) say(`Saved ${result.saved_at}`, "");
    else say(`Saved ${result.saved_at}, not ready to publish`, "faulty");
    if (channel) channel.postMessage(form.dataset.key);
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
    failed = typed = true;
    if (answer.status === 409) {
      form.dataset.autosave = "no"; // a person decides: Save shows both texts
      say("Not saved: another text was saved meanwhile. Press Save to see both texts.", "failed");
    } else if (answer.status === 507) {
      say("Not saved: there is no room on the disk.", "failed");
    } else {
      say(`Not saved: ${await reason(answer)}`, "failed");
    }
  }

  async function save() {
    if (saving || leaving || !typed || !mayAutosave()) return;
    saving = true;
    typed = failed = false;
    say("Saving …", "busy");
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: body(), credentials: "same-origin", redirect: "error",
      });
      const kind = answer.headers.get("Content-Type") || "";
      if (answer.ok && kind.startsWith("application/json")) answered(await answer.json());
      else await refused(answer);
    } catch {
      failed = typed = true;
      say("Not saved: no connection. What you typed is still here.", "failed");
    }
    saving = false;
    if (typed && mayAutosave()) later(failed ? TRY_AGAIN : SAVE_AFTER);
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  form.addEventListener("input", () => {
    typed = true;
    say("Not saved yet", "open");
    if (mayAutosave()) later(SAVE_AFTER);
  });

  // --- Keys ---------------------------------------------------------------------------------

  // Ctrl or Cmd with S saves where one is, with Enter goes to the preview.
  const press = (value) => {
    const button = form.querySelector(`button[value="${value}"]`);
    if (button) form.requestSubmit(button);
  };
  const KEYS = {
    s() {
      if (!mayAutosave()) press("save");
      else if (typed) later(0);
    },
    Enter() { press("preview"); },
  };
  document.addEventListener("keydown", (event) => {
    const act = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // --- Leaving ------------------------------------------------------------------------------

  // A save that is on its way would raise the version under the form that is being sent.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!saving) {
      leaving = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    const wait = setInterval(() => {
      if (saving) return;
      clearInterval(wait);
      clearTimeout(timer);
      leaving = true;
      form.requestSubmit(button || undefined);
    }, 50);
  });

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
      if (/^#[0-9a-f]{6}$/i.test(line.value)) picker.value = line.value;
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
