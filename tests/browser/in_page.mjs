// What the walk asks of a page, inside it. Each function stands alone: it is sent to the browser as text.

// What sticks out to the right of the window, where that makes a bar to scroll sideways.
export function sideways() {
  const there = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= there) return [];
  const scrolls = (element) => element && element !== document.body
    && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  const wide = [...document.body.querySelectorAll("*")].filter((element) =>
    element.getBoundingClientRect().right > there + 0.5 && !scrolls(element.parentElement));
  const inner = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
  const names = inner.slice(0, 3).map((element) => window.nameOf(element));
  return names.length ? [...new Set(names)] : [`${document.documentElement.scrollWidth} wide, by nothing that can be named`];
}

// Text in the very color of its ground, which axe leaves to people to judge.
export function unseen() {
  const isClear = (color) => /^rgba\(.*, 0\)$/.test(color);
  const groundOf = (element) => {
    const color = element ? getComputedStyle(element).backgroundColor : "rgb(255, 255, 255)";
    return isClear(color) ? groundOf(element.parentElement) : color;
  };
  const hasText = (element) => [...element.childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim());
  return [...document.body.querySelectorAll("*")]
    .filter((element) => hasText(element) && element.checkVisibility({ visibilityProperty: true })
      && getComputedStyle(element).color === groundOf(element))
    .map((element) => window.nameOf(element));
}

// A name for an element that is the same on every page that has it: its classes and those around it, no ids.
export function defineNames() {
  const one = (element) => [element.localName, ...[...element.classList].slice(0, 2)].join(".");
  window.nameOf = (element) => {
    const around = [];
    for (let at = element; at && at !== document.body && around.length < 3; at = at.parentElement) around.unshift(one(at));
    const type = element.localName === "input" ? `[type=${element.type}]` : "";
    return around.join(" > ") + type;
  };
}

// Targets smaller than 44 by 44 CSS px (WCAG 2.5.5), but for links within a sentence, which it exempts.
// A box to tick counts together with its label, and any target with what of it reaches beyond its box
// (a link whose ::after covers a card).
export function smallTargets() {
  const NEEDED = 44;
  const SLACK = 0.5; // of rounding
  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=option]";

  // Hidden ones, and those that only show when they have the focus, as the skip link.
  function isThere(element) {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1 && box.right > 0
      && box.bottom + scrollY > 0;
  }

  function isInSentence(element) {
    if (element.localName !== "a" || getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const around = [...block.querySelectorAll("a, button, input, select")].reduce(
      (text, target) => text.replace(target.textContent, ""), block.textContent);
    return /[\p{L}\p{N}]/u.test(around);
  }

  function sizeOf(element) {
    const boxes = [element, ...(/^(checkbox|radio|file)$/.test(element.type) ? element.labels : [])]
      .map((each) => each.getBoundingClientRect()).filter((box) => box.width && box.height);
    const edge = (side, choose) => choose(...boxes.map((box) => box[side]));
    return [edge("right", Math.max) - edge("left", Math.min), edge("bottom", Math.max) - edge("top", Math.min)];
  }

  // Whether a press at that distance from its middle still hits it.
  function reaches(element, across, down) {
    const box = element.getClientRects()[0];
    const hit = document.elementFromPoint(box.left + box.width / 2 + across, box.top + box.height / 2 + down);
    return hit !== null && (element.contains(hit) || hit.closest("label")?.control === element);
  }

  function isLargeToTap(element, [width, height]) {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const half = NEEDED / 2 - 1;
    return (width + SLACK >= NEEDED || (reaches(element, -half, 0) && reaches(element, half, 0)))
      && (height + SLACK >= NEEDED || (reaches(element, 0, -half) && reaches(element, 0, half)));
  }

  const small = [];
  for (const element of document.querySelectorAll(TARGETS)) {
    if (!isThere(element) || isInSentence(element)) continue;
    const size = sizeOf(element);
    if (Math.min(...size) + SLACK >= NEEDED || isLargeToTap(element, size)) continue;
    small.push({
      name: window.nameOf(element),
      size: `${size.map((side) => Math.round(side)).join(" by ")}: “${element.textContent.trim().slice(0, 20) || element.name}”`,
    });
  }
  scrollTo(0, 0);
  return small;
}
