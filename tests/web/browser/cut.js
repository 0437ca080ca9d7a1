// Text that is cut off, runs out of its box or off the screen, as sentences.
() => {
  const LEFT_OUT = "svg, input, select, textarea, .sr-only, .skipnav, [hidden]";
  const wide = document.documentElement.clientWidth, cut = [];
  const hides = (value) => value === "hidden" || value === "clip";
  const scrolls = (one) => { const x = getComputedStyle(one).overflowX;
    return (x === "auto" || x === "scroll") && one.scrollWidth > one.clientWidth; };
  const above = (one, found) => {
    for (let up = one; up && up !== document.body; up = up.parentElement) {
      if (found(up)) { return true; }
    }
    return false;
  };
  const unseen = (one) => one.offsetWidth <= 1 && one.tagName !== "BR";
  const name = (one) => one.tagName.toLowerCase() + "." + one.className + ": "
    + one.textContent.trim().slice(0, 40);
  for (const one of document.body.querySelectorAll("*")) {
    if (one.closest(LEFT_OUT) || !one.checkVisibility()) { continue; }
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    if (!box.width || !box.height || above(one, unseen)) { continue; }
    const text = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const across = hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
    const down = hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
    if (across || down) { cut.push("cut " + name(one)); }
    if (!text || above(one, scrolls)) { continue; }
    if (box.right > wide + 1 || box.left < -1) { cut.push("off the screen " + name(one)); }
    if (style.display !== "inline" && one.scrollWidth > one.clientWidth + 2) {
      cut.push("out of its box " + name(one)); }
  }
  return cut;
}
