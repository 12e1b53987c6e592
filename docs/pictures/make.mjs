// The pictures themselves. docs/pictures/make starts the site and sets:
//   AFTERCARE_URL     its address, without a slash at the end
//   AFTERCARE_LINK    the link by which the first administrator sets a password
//   AFTERCARE_README  only the four of the README, if it is not empty
//   CHROMIUM          the browser's binary

import { chromium } from "../../tests/node_modules/playwright-core/index.mjs";

const { AFTERCARE_URL: SITE, AFTERCARE_LINK: LINK, AFTERCARE_README: ONLY_README, CHROMIUM } = process.env;
const FOLDER = process.argv[2];
const PASSWORD = "a-password-for-pictures-only";
const PAPER = 794; // A4 in CSS px
const AT_ONCE = 2;

const HEIGHTS = { 360: 740, 1280: 900, [PAPER]: 1123 };

// path, and what is done there before the picture.
const PAGES = {
  home: { path: "/" },
  treatment: { path: "/treatments/micro-needling" },
  aftercare: { path: "/aftercare/micro-needling" },
  plan: { path: "/aftercare/micro-needling", act: makePlan },
  normal: { path: "/treatments/micro-needling/is-this-normal" },
  sauna: { path: "/can-i/sauna" },
  question: { path: "/questions/how-long-will-my-face-be-red" },
  comparison: { path: "/comparisons/micro-needling-or-facelift" },
  search: { path: "/search?q=sauna" },
  contact: { path: "/contact" },
  desk: { path: "/admin/", staff: true },
  edit: { path: "/admin/documents/micro-needling-aftercare", staff: true, act: openStep },
};
const ALL = Object.keys(PAGES);
const MAIN = ["home", "treatment", "aftercare", "plan", "search", "contact", "edit"];

const MODES = [
  { mode: "light", widths: [360, 1280], pages: ALL },
  { mode: "dark", widths: [360, 1280], pages: ALL, colorScheme: "dark" },
  { mode: "print", widths: [PAPER], pages: ["treatment", "aftercare", "plan", "question", "contact"], media: "print" },
  { mode: "plain", widths: [360], pages: MAIN, javaScriptEnabled: false },
  { mode: "text-200", widths: [360, 1280], pages: MAIN, isEnlarged: true },
];

// Of these the README shows the first window, not the whole length.
const README = [
  { mode: "light", widths: [360], pages: ["home", "plan"], isWindow: true, deviceScaleFactor: 2 },
  { mode: "dark", widths: [360], pages: ["aftercare"], isWindow: true, deviceScaleFactor: 2, colorScheme: "dark" },
  { mode: "light", widths: [1280], pages: ["edit"], isWindow: true },
];

// --- What is done on a page -----------------------------------------------------------------------

// A date and a moment of its own, so that the picture is the same on any day.
async function makePlan(page) {
  await Promise.all([page.waitForEvent("load"), page.evaluate(() => {
    const form = document.getElementById("plan-form");
    document.getElementById("plan-treated").value = "2026-11-23";
    document.getElementById("plan-hour").value = "14:00";
    const at = form.appendChild(document.createElement("input"));
    Object.assign(at, { type: "hidden", name: "at", value: "2026-11-24T09:00" });
    form.requestSubmit();
  })]);
}

async function openStep(page) {
  await page.evaluate(() => document.querySelector('details[id^="f-steps."]')?.setAttribute("open", ""));
}

async function signIn(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(LINK);
  for (const name of ["password", "password_again"]) await page.locator(`[name=${name}]`).fill(PASSWORD);
  await Promise.all([page.waitForEvent("load"), page.locator("main form button").click()]);
  const state = await context.storageState();
  await context.close();
  return state;
}

// --- Taking them ------------------------------------------------------------------------------------

async function take(browser, staff, name, width, { mode, media, isEnlarged, isWindow, pages, widths, ...options }) {
  const { path, act, staff: isStaffs } = PAGES[name];
  const context = await browser.newContext({
    baseURL: SITE, viewport: { width, height: HEIGHTS[width] }, reducedMotion: "reduce", locale: "en-US",
    timezoneId: "America/New_York", storageState: isStaffs ? staff : undefined, ...options,
  });
  const page = await context.newPage();
  await page.goto(path);
  await act?.(page);
  if (media) await page.emulateMedia({ media });
  await page.screenshot({ path: `${FOLDER}/${name}-${width}-${mode}.png`, fullPage: !isWindow });
  await context.close();
}

// The size of text is the browser's own setting, as a reader changes it: its em counts in media queries too.
const start = (size) => chromium.launch({
  executablePath: CHROMIUM,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--font-render-hinting=none",
    `--blink-settings=defaultFontSize=${size}`,
  ],
});
const browser = await start(16);
const enlarged = ONLY_README ? null : await start(32);
try {
  const staff = await signIn(browser);
  const pictures = (ONLY_README ? README : MODES).flatMap((set) =>
    set.widths.flatMap((width) => set.pages.map((name) => ({ name, width, set }))));
  const takeTheRest = async () => {
    for (let next; (next = pictures.shift());)
      await take(next.set.isEnlarged ? enlarged : browser, staff, next.name, next.width, next.set);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeTheRest));
} finally {
  await browser.close();
  await enlarged?.close();
}
