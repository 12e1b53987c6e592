// A kept copy of a page on the screen (the worker puts this script beside its words "Saved copy from"): it gives way
// as soon as the site answers. Where the page as it is now says the same, the copy is said to be up to date;
// where it does not, it is shown at once, since old advice is not to be followed. Only where something was typed
// on the copy does a person choose the moment.
"use strict";

(() => {
  const notice = document.getElementById("saved-copy");
  const TRY_AGAIN = 10000; // milliseconds between looks whether the site answers again
  const UP_TO_DATE = "<strong>Up to date.</strong> Our site has answered now. This page is still the same.";
  const CHANGED = "<strong>This page has changed.</strong> Our site has answered now. What you see here is the "
    + 'older copy. <button type="button" class="button">Show the page as it is now</button>';
  let typed = false;
  addEventListener("input", () => { typed = true; });

  // Only while the copy is what is seen: plan.js may show a plan in its place.
  const isShown = () => notice.isConnected && notice.id !== "";

  function say(words) {
    notice.removeAttribute("id"); // a copy no longer, for the other scripts
    notice.innerHTML = words;
  }

  // The words stand at the upper edge, wherever on the page a person is, and below the header where that stays there.
  function offer() {
    const top = document.querySelector("header.top");
    const edge = getComputedStyle(top).position === "sticky" ? top.offsetHeight : 0;
    say(CHANGED);
    Object.assign(notice.style, { position: "sticky", insetBlockStart: `${edge}px`, zIndex: 1 });
    notice.querySelector("button").addEventListener("click", () => location.reload());
  }

  function take({ isSame }) {
    if (!isShown()) return;
    if (isSame && !location.search) say(UP_TO_DATE);
    else if (typed) offer();
    else location.reload();
  }

  function ask() {
    if (!isShown() || !navigator.onLine) return;
    navigator.serviceWorker.controller?.postMessage({ path: location.pathname + location.search, copy: notice.dataset.copy });
  }

  navigator.serviceWorker.addEventListener("message", ({ data }) => take(data));
  addEventListener("online", ask);
  setInterval(ask, TRY_AGAIN);
})();
