// The browser of all these tests, and how long they wait: for as long as a machine that does much else may
// need. What never comes is told a minute later; that a machine is busy is no fault of a page's.
//
// CHROMIUM names the browser's binary.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

export const ANSWER_WITHIN = 60000; // milliseconds

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
  ],
  env: { ...process.env, FONTCONFIG_FILE: fileURLToPath(new URL("fonts.conf", import.meta.url)) },
  timeout: ANSWER_WITHIN,
});

export const pause = (time) => new Promise((done) => { setTimeout(done, time); });

// Asks until isSo() gives true; what it gave last is told otherwise. (The page's own waitForFunction takes the
// promise of an async function for a yes.)
export async function until(what, isSo) {
  const end = Date.now() + ANSWER_WITHIN;
  for (;;) {
    const seen = await isSo();
    if (seen === true) return;
    assert.ok(Date.now() < end, `not within ${ANSWER_WITHIN} ms: ${what}: ${seen}`);
    await pause(50);
  }
}
