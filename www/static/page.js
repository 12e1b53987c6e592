// The one script that every patient's page asks for. It brings in the others where they are needed:
// suggestions once somebody goes to a search field, the plan's comforts where there is a plan, the list of
// what is kept on its page; and once all is there and quiet, what sees to it that an old page is not followed,
// and the worker that keeps opened pages for when there is no connection. Every page works without it.
"use strict";

(() => {
  const { worker, plan, search, fresh } = document.currentScript.dataset;
  const QUIET_AFTER = 3000; // milliseconds after the page is there
  const storage = () => { try { return localStorage; } catch { return {}; } };
  const find = (id) => document.getElementById(id);

  // --- Suggestions --------------------------------------------------------------------------------

  const field = document.querySelector("form.search input[name=q]");
  const suggest = () => import(search).catch(() => {});
  if (field && field === document.activeElement) suggest();
  else field?.addEventListener("focus", suggest, { once: true });

  // --- My plan: where one is shown, remembered, or named by the address ----------------------------

  const isDated = () => /[#&]treated=/.test(location.hash);
  const isRemembered = () => Object.keys(storage()).some((name) => name.startsWith("aftercare-plan:"));
  const makePlan = () => import(plan).catch(() => {});
  if (find("plan-form")) {
    if (find("plan") || isDated() || isRemembered()) makePlan();
    else addEventListener("hashchange", () => { if (isDated()) makePlan(); });
  }

  // --- A page that was seen before -------------------------------------------------------------------

  // Nothing that was asked for with words or a date, and no page that says that there is none.
  const [shown] = performance.getEntriesByType("navigation");
  if (!location.search && !/\/plan$/.test(location.pathname) && (shown?.responseStatus ?? 200) === 200) {
    addEventListener("input", () => { document.documentElement.dataset.typed = "yes"; }, { once: true });
    const bringFresh = () => import(fresh).catch(() => {});
    if (shown?.type === "back_forward") bringFresh();
    else addEventListener("load", () => setTimeout(bringFresh, QUIET_AFTER));
  }

  // --- Pages without a connection -------------------------------------------------------------------

  const kept = find("kept");
  if (kept) import(kept.dataset.script).catch(() => {});

  // Storage is asked late as well: the first look into it waits for the phone's disk.
  function keepPages() {
    if (storage()["aftercare-keep"] === "no") return;
    navigator.serviceWorker.register(worker, { scope: "/" }).catch(() => {});
  }
  if (navigator.serviceWorker) addEventListener("load", () => setTimeout(keepPages, QUIET_AFTER));
})();
