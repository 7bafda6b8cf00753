// What makes the page scroll sideways: elements that end beyond its right edge, outside any box that scrolls itself.
() => {
  const root = document.documentElement, edge = root.clientWidth;
  if (root.scrollWidth <= edge && document.body.scrollWidth <= edge) return null;
  const boxed = (one) => one && one !== document.body && (getComputedStyle(one).overflowX !== 'visible' || boxed(one.parentElement));
  const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > edge + 0.5 && !boxed(one.parentElement));
  return [`${root.scrollWidth} in ${edge}`, ...wide.slice(0, 5).map((one) => `${one.tagName}.${one.getAttribute('class')} ${one.textContent.trim().slice(0, 20)}`)];
}
