// The line on today, today's row in the table of the week, and the holidays to come.

import { local, weekday } from '../hours/agenda.js';
import { age, coming, said } from '../hours/words.js';

/**
 * `certainty` is how far the hours are confirmed: solid, outlined or dashed; `recheck` after how many years to ask again.
 * @typedef {{agenda: import('../hours/agenda.js').Agenda | null, holidays: import('../hours/words.js').Holiday[],
 *   certainty: string, asOf: string, recheck: number}} Visit
 */

/** @param {Visit} visit @param {'zh' | 'en'} lang @param {number} time */
export function today(visit, lang, time) {
  const moment = local(time);
  const years = age(visit.asOf, moment.day);
  const old = years === null || years > visit.recheck;
  const drawn = old ? 'dashed' : visit.certainty;
  const { state, line, why } = said(visit.agenda, visit.holidays, moment, drawn === 'dashed', lang);
  const box = document.querySelector('[data-now]');
  if (box) tell(box, [`now ${state} ${drawn}`, line, why]);
  document.querySelectorAll('#week [data-weekday]').forEach((row) => {
    if (Number(row.getAttribute('data-weekday')) === weekday(moment.day)) row.setAttribute('aria-current', 'date');
  });
  const doubt = document.querySelector('[data-doubt]');
  if (doubt && years !== null && old) doubt.prepend(doubted(Math.floor(years), lang));
  holidays(coming(visit.agenda, visit.holidays, moment.day, lang), lang);
}

/** @param {Element} box @param {string[]} words */
function tell(box, [classes, line, why]) {
  box.className = classes;
  box.querySelector('b')?.append(line);
  if (why) box.append(why);
  /** @type {HTMLElement} */ (box).hidden = false;
}

/** @param {number} years @param {'zh' | 'en'} lang */
function doubted(years, lang) {
  const count = Math.max(1, years);
  return lang === 'zh' ? `已经过了${count}年多，可能变了。` : `More than ${count === 1 ? 'a year' : `${count} years`} old; it may have changed. `;
}

/** @param {{name: string, when: string, text: string | null}[]} found @param {'zh' | 'en'} lang */
function holidays(found, lang) {
  const list = document.querySelector('[data-holidays]');
  if (!list) return;
  for (const { name, when, text } of found) {
    const row = document.createElement('div');
    const term = row.appendChild(document.createElement('dt'));
    term.textContent = name;
    const said = row.appendChild(document.createElement('dd'));
    said.append(`${when}${lang === 'zh' ? '：' : ': '}`);
    const answer = said.appendChild(document.createElement('span'));
    answer.textContent = text || (lang === 'zh' ? '开不开没写' : 'not stated');
    if (!text) answer.className = 'unk';
    list.append(row);
  }
  const none = /** @type {HTMLElement | null} */ (document.querySelector('[data-no-holidays]'));
  if (none) none.hidden = found.length > 0;
}
