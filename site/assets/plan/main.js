// The address holds the wish; the form only writes the address. So a plan is sent by sending its address.

import { element } from '../map/dom.js';
import { days, fitting } from './choose.js';
import { page } from './show.js';
import { say } from './strings.js';
import { ways } from './take.js';
import { fill, read } from './wish.js';

const form = /** @type {HTMLFormElement | null} */ (document.getElementById('wish'));
const out = document.getElementById('plan');
if (form && out) start(form, out);

/** @param {HTMLFormElement} form @param {HTMLElement} out */
async function start(form, out) {
  const wish = read(location.search);
  form.hidden = false;
  fill(form, wish);
  form.addEventListener('formdata', ({ formData }) => { if (!formData.get('from')) formData.delete('from'); });
  if (!wish.in) return;
  try {
    out.replaceChildren(...answer(await places(form), wish));
  } catch {
    out.replaceChildren(element('p', { class: 'errsum' }, say.failed));
  }
}

/** @param {HTMLFormElement} form @returns {Promise<import('./types').Atlas>} */
async function places(form) {
  const answer = await fetch(form.dataset.places || '');
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** @param {import('./types').Atlas} atlas @param {import('./types').Wish} wish */
function answer(atlas, wish) {
  const land = atlas.land[wish.in];
  if (!land) return [element('p', { class: 'errsum' }, say.unknownPlace(wish.in))];
  const found = fitting(atlas.places, wish);
  if (!found.length) return [element('p', { class: 'note' }, say.nothing)];
  const plan = days(found, wish);
  const placed = plan.reduce((sum, { stops }) => sum + stops.length, 0);
  return page(atlas, wish, plan, found.length - placed, ways(say.title(land.name, plan.length, placed), plan));
}
