// What the reader wants, as the address says it.

/** @typedef {import('./types').Wish} Wish */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST_DAYS = 5;
const MOST_EACH = 4;

/** @param {string} query @returns {Wish} */
export function read(query) {
  const asked = new URLSearchParams(query);
  const from = asked.get('from') || '';
  return {
    in: asked.get('in') || '',
    days: between(asked.get('days'), MOST_DAYS, 1),
    each: between(asked.get('each'), MOST_EACH, 2),
    from: DAY.test(from) && !Number.isNaN(Date.parse(from)) ? from : '',
    kinds: asked.getAll('kind'),
  };
}

/** A whole number from 1 to `most`, else the usual one. @param {string | null} text @param {number} most @param {number} usual */
function between(text, most, usual) {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= most ? number : usual;
}

/** Puts the wish back into the form. @param {HTMLFormElement} form @param {Wish} wish */
export function fill(form, wish) {
  for (const [name, value] of /** @type {[string, string][]} */ ([['in', wish.in], ['days', String(wish.days)], ['each', String(wish.each)], ['from', wish.from]])) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement || field instanceof HTMLInputElement) field.value = value;
  }
  for (const box of form.querySelectorAll('input[name="kind"]')) if (box instanceof HTMLInputElement) box.checked = wish.kinds.includes(box.value);
}
