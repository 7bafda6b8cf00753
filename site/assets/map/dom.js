// The few things about elements that every other file needs.

/**
 * An element with its attributes and children. Nothing is ever parsed from text, so names need no
 * escaping and a strict content policy has nothing to refuse.
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[N]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * A drawn element.
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {Node[]} children
 */
export function drawn(name, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * An icon of the page's sprite.
 * @param {string} name
 */
export const icon = (name) => drawn('svg', { class: 'i', 'aria-hidden': 'true' }, drawn('use', { href: `#i-${name}` }));

/**
 * A button that shows an icon and says its purpose.
 * @param {string} sign
 * @param {string} label
 * @param {() => void} press
 */
export function tool(sign, label, press) {
  const button = element('button', { type: 'button', class: 'tool', 'aria-label': label, title: label }, icon(sign));
  button.addEventListener('click', press);
  return button;
}

/** Whether things may move: the reader can ask the system that they do not. */
export const moves = () => !matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Whether list and map stand side by side; the width is that of `.atlas` in components.css. */
export const sideBySide = () => matchMedia('(min-width: 62em)').matches;
