// Ways to take the plan along: a calendar, waypoints, paper.

import { calendar } from '../journey/ics.js';
import { waypoints } from '../journey/gpx.js';
import { save } from '../journey/save.js';
import { element, icon } from '../map/dom.js';
import { opening } from './show.js';
import { say } from './strings.js';

/** @typedef {import('./types').Day} Day */

/** @param {string} title @param {Day[]} days */
export function ways(title, days) {
  const places = days.flatMap(({ stops }) => stops.map(({ place }) => place));
  const dated = days.some(({ date }) => date);
  const pinned = places.some(({ point }) => point);
  return element('div', { class: 'ways' },
    element('p', { class: 'btns' },
      ...(dated ? [button('down', say.ics, () => save(calendar(entries(title, days)), 'text/calendar', `${title}.ics`))] : []),
      ...(pinned ? [button('down', say.gpx, () => save(waypoints(title, points(days)), 'application/gpx+xml', `${title}.gpx`))] : []),
      button('list', say.print, () => print())),
    element('p', { class: 'hint' }, [say.share, dated ? '' : say.icsHint, pinned ? '' : say.gpxHint].filter(Boolean).join(' ')));
}

/** One entry a day. @param {string} title @param {Day[]} days */
function entries(title, days) {
  return days.filter(({ stops }) => stops.length).map(({ date, stops }, n) => {
    const lines = [...stops.map(({ place }) => `${place.name}：${opening(place, date).map(text).join('')}`), say.self, location.href];
    return { uid: `${date}-${stops.map(({ place }) => place.id).join('-')}@${location.host}`, first: date, days: 1, title: `${title} ${n + 1}/${days.length}`, lines, address: location.href };
  });
}

/** The numbers are those of the page. @param {Day[]} days */
function points(days) {
  const places = days.flatMap(({ stops }) => stops.map(({ place }) => place));
  return places.flatMap((place, n) => {
    if (!place.point) return [];
    const [lon, lat] = place.point;
    return [{ lon, lat, name: `${n + 1} ${place.name}`, accuracy: `${say.accuracy}${place.accuracy}`, about: place.where || '' }];
  });
}

/** @param {Node | string} part */
const text = (part) => (typeof part === 'string' ? part : part.textContent || '');

/** @param {string} sign @param {string} label @param {() => void} press */
function button(sign, label, press) {
  const made = element('button', { type: 'button', class: 'btn ghost small' }, icon(sign), label);
  made.addEventListener('click', press);
  return made;
}
