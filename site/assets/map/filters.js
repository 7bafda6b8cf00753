// What the form asks, and which places answer.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {Record<string, string[]>} Query the chosen values by the name of their control */
/** @typedef {{ yes: Place[], maybe: Place[] }} Answers in the order of the list */

import { local } from '../hours/agenda.js';
import { answer, asksPlaces } from './facts.js';

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
      if (/checkbox|radio/.test(control.type)) control.checked = (values.length ? values : ['']).includes(control.value);
      else control.value = values[0] || control.defaultValue;
    }
  }
}

/**
 * Who answers surely, and who might: of them something asked for is not known.
 * @param {Place[]} places
 * @param {Query} query
 * @returns {Answers}
 */
export function answers(places, query) {
  const now = local(Date.now());
  const all = places.map((place) => ({ place, said: answer(place, query, now) }));
  const those = (/** @type {boolean | null} */ wanted) => all.filter(({ said }) => said === wanted).map(({ place }) => place);
  return { yes: those(true), maybe: those(null) };
}

/**
 * What each filter costs when nothing is left: how many answer without it, most first.
 * @param {Place[]} places
 * @param {Query} query
 * @returns {{ name: string, count: number }[]}
 */
export function loosened(places, query) {
  const without = Object.keys(query).filter(asksPlaces).map((name) => {
    const { [name]: dropped, ...rest } = query;
    return { name, count: answers(places, rest).yes.length };
  });
  return without.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

/**
 * A filter as the form calls it: 票价“免费”.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function described(form, name) {
  const set = [...form.elements].filter((one) => /** @type {HTMLInputElement} */ (one).name === name);
  return set.map(wording).filter(Boolean).join('、');
}

/** @param {Element} control */
function wording(control) {
  if (control instanceof HTMLSelectElement) return control.selectedOptions[0].text;
  if (!(control instanceof HTMLInputElement)) return '';
  if (!/checkbox|radio/.test(control.type)) return control.value;
  return control.checked ? [...(control.labels || [])].map((label) => (label.firstElementChild?.nextSibling || label.firstChild)?.textContent?.trim()).join() : '';
}

/** Empties one filter. @param {HTMLFormElement} form @param {string} name */
export function drop(form, name) {
  const { [name]: dropped, ...rest } = asked(form);
  fill(form, rest);
}

/** A filter that is set is never folded away. @param {HTMLFormElement} form */
export function unfold(form) {
  const folded = /** @type {HTMLDetailsElement} */ (form.querySelector('.more'));
  const names = new Set([.../** @type {NodeListOf<HTMLInputElement>} */ (folded.querySelectorAll('[name]'))].map(({ name }) => name));
  if (Object.keys(asked(form)).some((name) => names.has(name))) folded.open = true;
}
