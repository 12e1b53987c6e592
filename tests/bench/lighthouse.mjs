// Asks Lighthouse for each path given, prints a table of medians, and ends with 1 where a score is below
// 100. lighthouse.py sets:
//   AFTERCARE_URL      the site's address, without a slash at the end
//   AFTERCARE_RUNS     runs of each page
//   AFTERCARE_REPORTS  a folder for the reports, or nothing
//   CHROME_PATH        the browser's binary

import { writeFileSync } from "node:fs";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const { AFTERCARE_URL: SITE, AFTERCARE_RUNS: RUNS, AFTERCARE_REPORTS: REPORTS } = process.env;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
// Search is not for search engines, and says so.
const LEFT_OUT = { "/search": ["is-crawlable"] };
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
async function run(path, number) {
  const chrome = await launch({ chromeFlags: FLAGS });
  try {
    const { lhr } = await lighthouse(SITE + path, {
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

async function measure(path) {
  const leftOut = LEFT_OUT[path.split("?")[0]] ?? [];
  const results = [];
  for (let number = 1; number <= Number(RUNS); number++) results.push(await run(path, number));
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
let missed = 0;
for (const path of process.argv.slice(2)) {
  const measured = await measure(path);
  print(measured);
  missed += measured.scores.filter((score) => score < 100).length;
}
if (missed) console.log(`\n${missed} below 100`);
process.exitCode = missed ? 1 : 0;
