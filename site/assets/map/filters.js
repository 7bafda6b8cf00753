// What the form asks, and which places answer.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {Record<string, string[]>} Query the chosen values by the name of their control */

/** The values of a place under each filter; a filter not named here reads the attribute of its name. */
const VALUES = {
  /** @param {DOMStringMap} data */
  role: (data) => (data.roles || '').split(' '),
  /** @param {DOMStringMap} data */
  title: (data) => (data.titles || '').split('|'),
  /** Whether the hours are known at all matters more than what they are. @param {DOMStringMap} data */
  hours: (data) => [data.hours ? 'known' : 'unknown', ...('weekend' in data ? ['weekend'] : [])],
};

/**
 * Text as it is compared: full-width letters become ordinary ones, capitals small.
 * @param {string} text
 */
const plain = (text) => text.normalize('NFKC').toLowerCase();

/**
 * What the form asks at this moment; controls left empty do not count.
 * @param {HTMLFormElement} form
 * @returns {Query}
 */
export function asked(form) {
  /** @type {Query} */
  const query = {};
  for (const [name, value] of new FormData(form)) {
    const text = String(value).trim();
    if (text) (query[name] = query[name] || []).push(text);
  }
  return query;
}

/**
 * Sets the form to a query. What the form does not offer is dropped, so that nothing filters unseen.
 * @param {HTMLFormElement} form
 * @param {Query} query
 */
export function fill(form, query) {
  for (const control of form.elements) {
    const values = query[/** @type {HTMLInputElement} */ (control).name] || [];
    if (control instanceof HTMLSelectElement) {
      control.value = values[0] || '';
      if (control.selectedIndex < 0) control.selectedIndex = 0;
    } else if (control instanceof HTMLInputElement) {
      if (/checkbox|radio/.test(control.type)) control.checked = values.includes(control.value);
      else control.value = values[0] || '';
    }
  }
}

/**
 * Whether a place answers: every word is found, and of every filter one chosen value fits.
 * @param {Place} place
 * @param {Query} query
 */
export function answers(place, query) {
  return Object.entries(query).every(([name, wanted]) =>
    name === 'q' ? says(place, wanted[0]) : values(place, name).some((value) => wanted.includes(value)));
}

/** @param {Place} place @param {string} words */
function says(place, words) {
  const text = plain(`${place.item.dataset.search || ''} ${place.item.textContent}`);
  return plain(words).split(/\s+/).every((word) => text.includes(word));
}

/** @param {Place} place @param {string} filter */
function values({ item: { dataset } }, filter) {
  const read = VALUES[/** @type {keyof typeof VALUES} */ (filter)];
  return read ? read(dataset) : [dataset[filter] || ''];
}
