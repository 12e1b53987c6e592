// The clinic's own look in a real browser: its logo and color on patients' pages, light and dark, and
// how staff choose them, with script and without.
//
// tests/http/test_browser_brand.py starts a site and sets:
//   AFTERCARE_URL       its address, without a slash at the end
//   AFTERCARE_PERSON    a publisher
//   AFTERCARE_PASSWORD  their password
//   CHROMIUM            the browser's binary
//   AFTERCARE_SHOTS     optional: a folder for pictures of the pages, for people to look at

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { ANSWER_WITHIN, launch } from "./chromium.mjs";

const { AFTERCARE_URL: SITE, AFTERCARE_PERSON, AFTERCARE_PASSWORD, AFTERCARE_SHOTS: SHOTS } = process.env;
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 80"><style>.a{fill:#7a1f5c}</style>
<script>document.title = "run"</script><rect class="a" width="240" height="80" onload="alert(1)"/></svg>`;
const ACCENT = "rgb(122, 31, 92)"; // #7a1f5c

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function open({ mayFail = null, ...options } = {}) {
  const context = await browser.newContext({ baseURL: SITE, viewport: { width: 900, height: 800 }, ...options });
  context.setDefaultTimeout(ANSWER_WITHIN);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && !mayFail?.test(message.text())
    && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("dialog", (dialog) => faults.push(dialog.message()));
  page.on("request", (request) => request.url().startsWith(`${SITE}/`) || faults.push(request.url()));
  const close = async () => {
    assert.deepEqual(faults, []);
    await context.close();
  };
  const shoot = async (name) => SHOTS && page.screenshot({ path: `${SHOTS}/${name}.png` });
  return { page, close, shoot };
}

async function signIn(page) {
  await page.goto("/admin/sign-in");
  await page.fill("input[name=name]", AFTERCARE_PERSON);
  await page.fill("input[name=password]", AFTERCARE_PASSWORD);
  await Promise.all([page.waitForURL("**/admin/"), page.keyboard.press("Enter")]);
}

const press = (page, value) => Promise.all([
  page.waitForEvent("load"), page.locator(`button[name=do][value="${value}"]`).first().click(),
]);

// The color of the logo's middle, as the browser paints it.
const painted = (page) => page.locator("img.logo").evaluate(async (image) => {
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, image.width, image.height);
  const [red, green, blue] = context.getImageData(image.width / 2, image.height / 2, 1, 1).data;
  return { color: `rgb(${red}, ${green}, ${blue})`, size: [image.width, image.height] };
});

const style = (page, selector, name) => page.locator(selector).first()
  .evaluate((element, property) => getComputedStyle(element)[property], name);

test("a color is typed, is refused, and the nearest taken with one press, without script too", async () => {
  const { page, close, shoot } = await open({ javaScriptEnabled: false });
  await signIn(page);
  await page.goto("/admin/documents/clinic");
  await page.fill("input[name=accent]", "#FC0");
  await press(page, "save");
  await page.locator("text=too pale to read").first().waitFor();
  await page.locator("#f-accent").scrollIntoViewIfNeeded();
  await shoot("refused");
  const take = page.locator("button.take");
  const nearest = (await take.getAttribute("value")).split("=")[1];
  await Promise.all([page.waitForEvent("load"), take.click()]);
  assert.equal(await page.inputValue("input[name=accent]"), nearest);
  assert.equal(await page.locator("text=too pale to read").count(), 0);
  await close();
});

test("a color is chosen by eye, and the line beside follows", async () => {
  const { page, close, shoot } = await open();
  await signIn(page);
  await page.goto("/admin/documents/clinic");
  const line = page.locator("input[name=accent]"), picker = page.locator("input.picker");
  assert.match(await picker.getAttribute("aria-label"), /^Your color/);
  await picker.fill("#7a1f5c");
  assert.equal(await line.inputValue(), "#7a1f5c");
  await line.fill("#0E5F63");
  assert.equal(await picker.inputValue(), "#0e5f63");
  await line.fill("#7a1f5c");
  await picker.scrollIntoViewIfNeeded();
  await shoot("picker");
  await press(page, "save");
  assert.equal(await line.inputValue(), "#7a1f5c");
  await close();
});

// What: (the path of a file of that many bytes).
async function withFile(bytes, what) {
  const folder = mkdtempSync(join(tmpdir(), "aftercare-test-"));
  const path = join(folder, "logo.svg");
  try {
    writeFileSync(path, LOGO);
    truncateSync(path, bytes);
    await what(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a file that is too large is told before it is sent, and a smaller one is taken then", () =>
  withFile(130e6, async (path) => {
    const { page, close, shoot } = await open();
    await signIn(page);
    await page.goto("/admin/logo/clinic");
    const posts = [];
    page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
    await page.setInputFiles("input[type=file]", path);
    const told = page.getByRole("alert");
    await told.filter({ hasText: "The file “logo.svg” has 130.0 MB. At most 256 KB are taken. Make the picture smaller" }).waitFor();
    await page.locator('button[value="upload"]').click();
    assert.equal(await page.locator("input[type=file]").evaluate((input) => input.matches(":invalid")), true);
    await shoot("too-large");
    assert.deepEqual(posts, []);
    await page.setInputFiles("input[type=file]", { name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(LOGO) });
    assert.equal(await told.count(), 0);
    await press(page, "upload");
    await page.locator("text=The logo is in the draft.").waitFor();
    await press(page, "remove");
    await close();
  }));

test("without script, what is too large is told in staff's words, and the form is a step back", () =>
  withFile(20e6, async (path) => {
    const { page, close, shoot } = await open({ javaScriptEnabled: false, mayFail: /status of 413/ });
    await signIn(page);
    await page.goto("/admin/logo/clinic");
    await page.setInputFiles("input[type=file]", path);
    await page.locator('button[value="upload"]').click();
    await page.locator("main p").filter({ hasText: "The page you come from says how large a file may be." }).waitFor();
    await shoot("refused-by-nginx");
    await page.goBack();
    await page.locator("text=SVG or PNG, up to 256 KB.").waitFor();
    await close();
  }));

test("a logo is sent, cleaned, looked at, published, and stands on the pages in both lights", async () => {
  const { page, close, shoot } = await open();
  await signIn(page);
  await page.goto("/admin/documents/clinic");
  await press(page, "logo");
  await page.setInputFiles("input[type=file]", { name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(LOGO) });
  await press(page, "upload");
  await page.locator("text=script, onload").waitFor();
  await shoot("uploaded");
  await page.goto("/admin/preview/clinic");
  assert.deepEqual(await painted(page), { color: ACCENT, size: [120, 40] });
  assert.equal(await style(page, "main a.button", "backgroundColor"), ACCENT);
  await page.goto("/admin/publish?key=clinic");
  await Promise.all([page.waitForEvent("load"), page.locator('form[action="/admin/publish"] button').first().click()]);
  await page.waitForTimeout(1500); // nginx keeps an answer until its second ends
  await close();
  for (const colorScheme of ["light", "dark"]) {
    const patient = await open({ colorScheme, viewport: { width: 360, height: 740 } });
    await patient.page.goto("/treatments/micro-needling");
    assert.deepEqual(await painted(patient.page), { color: ACCENT, size: [120, 40] });
    const color = await style(patient.page, "main a:not(.button)", "color");
    assert.equal(color === ACCENT, colorScheme === "light", color);
    await patient.shoot(colorScheme);
    await patient.close();
  }
});
