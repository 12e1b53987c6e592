// The pages that this site keeps on a phone: kept for a plan that is remembered, and forgotten (plan.js and kept.js
// bring this in, and see to the plans themselves).

// The worker keeps the page that opens the plan without a connection, whatever was said on /kept before.
export async function keepPage(path) {
  if (!("serviceWorker" in navigator)) return;
  localStorage.removeItem("aftercare-keep");
  await navigator.serviceWorker.register(document.querySelector("script[data-worker]").dataset.worker, { scope: "/" });
  (await navigator.serviceWorker.ready).active.postMessage({ path });
}

export async function forgetPages() {
  if (!("serviceWorker" in navigator)) return;
  for (const each of await navigator.serviceWorker.getRegistrations()) {
    (each.active ?? each.waiting ?? each.installing)?.postMessage({ forget: true });
    each.unregister().catch(() => {}); // not waited for: it takes as long as a network that hangs
  }
  for (const name of await caches.keys()) await caches.delete(name);
}

// What stands in the place of a plan then. path: the page with our advice for everyone.
export const forgotten = (path) => `<section>
  <h1 tabindex="-1">Forgotten</h1>
  <p class="lead" role="status">This phone has forgotten your plan: the date, what you ticked off, and the pages it kept.</p>
  <p>If you made a bookmark with your date, it is still there. So is this page in your browser’s history. You can delete both in your browser.</p>
  <p class="way"><a href="${path}">Back to our advice for everyone</a></p>
</section>`;
