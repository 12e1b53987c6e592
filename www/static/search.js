/* Suggestions while typing: an editable combobox with a list (WAI-ARIA Authoring Practices). Without
 * this file the search form works as it stands; page.js brings it in once somebody goes to the field. What is typed is sent to this site alone, which keeps
 * none of it. */
(() => {
  const PAUSE_MS = 150;
  const LEAST = 2;
  const input = document.querySelector("form.search input[name=q]");
  if (!input || !window.fetch || !window.AbortController) return;

  const list = document.createElement("ul");
  list.id = "search-suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  const told = document.createElement("p");
  told.className = "spoken";
  told.setAttribute("role", "status");
  input.closest("form").append(list, told);
  const attributes = {
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  };
  for (const name in attributes) input.setAttribute(name, attributes[name]);

  let chosen = -1;
  let timer = 0;
  let asking = null;

  const close = () => {
    clearTimeout(timer);
    if (asking) asking.abort();
    list.hidden = true;
    list.replaceChildren();
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  };

  const choose = (index) => {
    chosen = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = list.children[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const go = (option) => { location.assign(option.dataset.page); };

  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map(({ text, kind_label, page }, index) => {
      const option = document.createElement("li");
      const kind = document.createElement("span");
      option.id = `search-suggestion-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.page = page;
      kind.className = "kind";
      kind.textContent = kind_label;
      option.append(text, " ", kind);
      return option;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(suggestions.length > 0));
    told.textContent = suggestions.length === 1 ? "1 suggestion." : `${suggestions.length} suggestions.`;
  };

  const ask = async (typed) => {
    if (asking) asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(typed)}`, { signal });
      if (answer.ok) show((await answer.json()).suggestions);
      else close();
    } catch { /* gone on typing, or no connection: the form works all the same */ }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    const typed = input.value.trim();
    if (typed.length < LEAST) close();
    else timer = setTimeout(ask, PAUSE_MS, typed);
  });

  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && !list.hidden) {
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      /* Past either end stands the box itself: -1. */
      const places = count + 1;
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose((chosen + 1 + step + places) % places - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      go(list.children[chosen]);
    } else {
      return;
    }
    event.preventDefault();
  });

  /* Before the box loses the focus. */
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
  input.addEventListener("blur", close);
  /* Back to this page: nothing is left open. */
  window.addEventListener("pageshow", close);
  /* What was typed before this was there. */
  if (input === document.activeElement && input.value !== input.defaultValue) input.dispatchEvent(new Event("input"));
})();
