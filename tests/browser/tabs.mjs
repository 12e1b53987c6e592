// What the keyboard's walk asks of a page, inside it. defineTabs is sent to the browser as text.

export function defineTabs() {
  const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const READABLE = 3; // contrast of what shows the focus (WCAG 1.4.11)
  const ROW = 8;      // CSS px by which the next stop of the same row may begin higher
  const state = { seen: new Set(), last: null };

  const nameOf = (element) => `${window.nameOf(element)} “${(element.textContent || element.name || "").trim().slice(0, 25)}”`;

  // --- Colors ---------------------------------------------------------------------------------

  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

  function rgba(color) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  }

  function luminance([...parts]) {
    const [red, green, blue] = parts.slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(rgba(one)), luminance(rgba(other))].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  function groundBehind(element) {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (rgba(color)[3] === 255) return color;
    }
    return getComputedStyle(document.documentElement).colorScheme.includes("dark")
      && matchMedia("(prefers-color-scheme: dark)").matches ? "#000" : "#fff";
  }

  // --- What shows the focus ---------------------------------------------------------------------

  function marks(element) {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 ? style.outline : "";
    return { outline, color: style.outlineColor, shadow: style.boxShadow === "none" ? "" : style.boxShadow };
  }

  // Called for the stop before, which now has no focus: what has it lost?
  function faultsOfMark({ element, focused, ground }) {
    const plain = marks(element);
    if (plain.outline === focused.outline && plain.shadow === focused.shadow) return [["nothing shows the focus", nameOf(element)]];
    const colors = [
      ...(focused.outline && focused.outline !== plain.outline ? [focused.color] : []),
      ...(focused.shadow !== plain.shadow ? focused.shadow.match(/[a-z]+\([^)]*\)/g) ?? [] : []),
    ];
    const best = Math.max(0, ...colors.map((color) => contrast(color, ground)));
    return best >= READABLE ? [] : [[`what shows the focus has ${best.toFixed(1)} to 1 on ${ground}`, nameOf(element)]];
  }

  // --- Where a stop is --------------------------------------------------------------------------

  const boxOf = (element) => [...element.getClientRects()].find((box) => box.width && box.height) ?? element.getBoundingClientRect();

  function faultsOfPlace(element) {
    const box = boxOf(element);
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    if (left >= right || top >= bottom) return [["not in the window when it has the focus", nameOf(element)]];
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (!hit) return [];
    if (element.contains(hit) || hit.closest("label")?.control === element) return [];
    return [[`covered by ${window.nameOf(hit)} when it has the focus`, nameOf(element)]];
  }

  // What stays in the window while the page moves has no place in the page.
  function isAfloat(element) {
    for (let at = element; at; at = at.parentElement) {
      if (/^(fixed|sticky)$/.test(getComputedStyle(at).position)) return true;
    }
    return false;
  }

  // After the one before in the document; within the main column also below it, or beside it.
  function faultsOfOrder(element, before) {
    if (!before) return [];
    if (!(before.element.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
      return [["comes after what it stands before", `${nameOf(element)}, after ${nameOf(before.element)}`]];
    }
    const main = document.getElementById("main");
    if (!main?.contains(element) || !main.contains(before.element)) return [];
    if (isAfloat(element) || isAfloat(before.element)) return [];
    const box = boxOf(element);
    const isBeside = box.left >= before.right || box.right <= before.left;
    const isUp = !isBeside && box.bottom + scrollY + ROW < before.top;
    return isUp ? [["is above what comes before it", `${nameOf(element)}, after ${nameOf(before.element)}`]] : [];
  }

  // A date is several stops in one: month, day, year and its calendar.
  function isPartOf(element, before) {
    if (element !== before?.element || !/^(date|time|datetime-local|month|week)$/.test(element.type)) return false;
    before.parts = (before.parts ?? 0) + 1;
    return before.parts < 8;
  }

  // --- The walk ---------------------------------------------------------------------------------

  // After a press of Tab: the faults of the stop, and of what showed the focus on the one before, each as
  // what is wrong and with which.
  function step() {
    const element = document.activeElement;
    const before = state.last;
    if (isPartOf(element, before)) return { faults: [] };
    const faults = before && before.element !== element && before.element.isConnected ? faultsOfMark(before) : [];
    if (!element || element === document.body || state.seen.has(element)) {
      return { end: true, back: element === before?.element, faults };
    }
    state.seen.add(element);
    const box = boxOf(element);
    state.last = {
      element, focused: marks(element), ground: groundBehind(element), top: box.top + scrollY, left: box.left,
      right: box.right,
    };
    return {
      faults: [...faults, ...faultsOfPlace(element), ...faultsOfOrder(element, before)],
      isSkip: element.matches(".skip"), size: [box.width, box.height], isInMain: Boolean(element.closest("main")),
    };
  }

  // One radio button of a group takes the focus.
  const isSecondRadio = (element) => element.type === "radio"
    && [...state.seen].some((other) => other.type === "radio" && other.name === element.name && other.form === element.form);

  function isReachable(element) {
    return element.tabIndex >= 0 && !element.disabled && !element.closest("[inert]")
      && element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  }

  const missed = () => [...document.querySelectorAll(FOCUSABLE)]
    .filter((element) => isReachable(element) && !state.seen.has(element) && !isSecondRadio(element)).map(nameOf);

  window.tabs = { step, missed, count: () => state.seen.size };
}
