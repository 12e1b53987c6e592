// Asks Lighthouse for each path given, prints a table of medians, and ends with 1 where a score is below
// 100. The first line is an empty page's: what a busy machine takes from that one, it takes from each, so
// performance below 100 counts where the empty page does better. lighthouse.py sets:
//   AFTERCARE_URL      the site's address, without a slash at the end
//   AFTERCARE_RUNS     runs of each page
//   AFTERCARE_REPORTS  a folder for the reports, or nothing
//   CHROME_PATH        the browser's binary

import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const { AFTERCARE_URL: SITE, AFTERCARE_RUNS: RUNS, AFTERCARE_REPORTS: REPORTS } = process.env;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
// Search is not for search engines, and says so.
const LEFT_OUT = { "/search": ["is-crawlable"] };
const EMPTY = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><link rel="icon" href="data:,">'
  + '<meta name="viewport" content="width=device-width"><meta name="description" content="Nothing."><h1>Empty</h1>';
const SETTLED_AFTER = 3000; // milliseconds
const FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update",
];

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

// A score without the audits left out: the others' mean, by their weights, as Lighthouse counts.
function scoreOf({ categories, audits }, category, leftOut) {
  const counted = categories[category].auditRefs.filter(({ id, weight }) =>
    weight > 0 && !leftOut.includes(id) && audits[id].score !== null);
  const weights = counted.reduce((sum, { weight }) => sum + weight, 0);
  const points = counted.reduce((sum, { id, weight }) => sum + weight * audits[id].score, 0);
  return Math.round((points / weights) * 100);
}

function faultsOf({ categories, audits }, leftOut) {
  return CATEGORIES.flatMap((category) => categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && !leftOut.includes(id) && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${category}: ${audits[id].title} ${audits[id].displayValue ?? ""}`.trim()));
}

// A browser of its own for each run, with nothing kept from before.
async function run(site, path, number) {
  const chrome = await launch({ chromeFlags: FLAGS });
  try {
    await setTimeout(SETTLED_AFTER); // what a browser does as it starts is none of the page's
    const { lhr } = await lighthouse(site + path, {
      port: chrome.port, output: "json", logLevel: "error", onlyCategories: CATEGORIES, formFactor: "mobile",
      throttlingMethod: "simulate",
    });
    if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`);
    if (REPORTS) writeFileSync(`${REPORTS}/${path.replace(/\W+/g, "-")}-${number}.json`, JSON.stringify(lhr));
    return lhr;
  } finally {
    await chrome.kill();
  }
}

async function measure(site, path) {
  const leftOut = LEFT_OUT[path.split("?")[0]] ?? [];
  const results = [];
  for (let number = 1; number <= Number(RUNS); number++) results.push(await run(site, path, number));
  const of = (pick) => median(results.map(pick));
  return {
    path,
    scores: CATEGORIES.map((category) => of((result) => scoreOf(result, category, leftOut))),
    paint: of(({ audits }) => audits["largest-contentful-paint"].numericValue) / 1000,
    shift: of(({ audits }) => audits["cumulative-layout-shift"].numericValue),
    faults: new Set(results.flatMap((result) => faultsOf(result, leftOut))),
  };
}

function print({ path, scores, paint, shift, faults }) {
  const cells = [...scores.map(String), `${paint.toFixed(2)} s`, shift.toFixed(3)];
  console.log(path.padEnd(48) + cells.map((cell) => cell.padStart(16)).join(""));
  for (const fault of faults) console.log(`    ${fault}`);
}

console.log(`median of ${RUNS}`.padEnd(48)
  + [...CATEGORIES, "largest paint", "layout shift"].map((name) => name.padStart(16)).join(""));
const server = createServer((_, answer) => answer.setHeader("Content-Type", "text/html; charset=utf-8").end(EMPTY));
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const empty = await measure(`http://127.0.0.1:${server.address().port}`, "/");
server.close();
print({ ...empty, path: "an empty page", faults: [] });
const due = [empty.scores[0], 100, 100, 100];
let missed = 0;
for (const path of process.argv.slice(2)) {
  const measured = await measure(SITE, path);
  print(measured);
  missed += measured.scores.filter((score, category) => score < due[category]).length;
}
console.log(missed ? `\n${missed} below 100, or below the empty page` : "\nall at 100, or as good as the empty page");
process.exitCode = missed ? 1 : 0;
