// What opening hours say of a moment, looked up in what the build worked out (scripts/kepu/agenda.py). No clock of its own.

/**
 * Spans are [from, to, sure] in minutes of the day; sure is 0 where it may be closed. A day that is null is not known.
 * @typedef {[number, number, number]} Span
 * @typedef {{from: string, days: (Span[] | null)[], which: string}} Agenda
 * @typedef {'open' | 'closed' | 'unknown'} State
 * @typedef {{day: string, minute: number}} Moment  local time: 2026-10-01, minutes since midnight
 */

/** All of China keeps one time, without summer time since 1992; the reader's phone may keep another. */
const AHEAD = 8 * 60 * 60_000;
const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const MIDNIGHT = 24 * 60;

/** @param {number} time milliseconds since 1970 @returns {Moment} */
export function local(time) {
  const there = new Date(time + AHEAD);
  return { day: there.toISOString().slice(0, 10), minute: there.getUTCHours() * 60 + there.getUTCMinutes() };
}

/** @param {string} day @param {number} count of days, negative for before */
export const later = (day, count) => new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);

/** Monday is 0. @param {string} day */
export const weekday = (day) => (new Date(day).getUTCDay() + 6) % 7;

/** When it is open on a day: no spans when closed, null when not known. @param {Agenda | null} agenda @param {string} day */
export function spans(agenda, day) {
  if (!agenda) return null;
  const at = Math.round((Date.parse(day) - Date.parse(agenda.from)) / DAY);
  const kind = at >= 0 && at < agenda.which.length ? agenda.which.charCodeAt(at) - 97 : -1;
  return agenda.days[kind] || null;
}

/** @param {Agenda | null} agenda @param {Moment} moment @returns {State} */
export function state(agenda, { day, minute }) {
  const found = spans(agenda, day);
  const span = found?.find(([from, to]) => from <= minute && minute < to);
  return !found || (span && !span[2]) ? 'unknown' : span ? 'open' : 'closed';
}

/**
 * The next time it is in another state, within so many days; null when there is none.
 * @param {Agenda | null} agenda @param {Moment} moment @param {number} [days]
 * @returns {(Moment & {state: State}) | null}
 */
export function next(agenda, moment, days = 14) {
  const now = state(agenda, moment);
  for (let n = 0; n <= days; n++) {
    const day = later(moment.day, n);
    const edges = [0, ...(spans(agenda, day) || []).flatMap(([from, to]) => [from, to])];
    for (const minute of edges) {
      if (minute >= MIDNIGHT || (n === 0 && minute <= moment.minute)) continue;
      const then = state(agenda, { day, minute });
      if (then !== now) return { day, minute, state: then };
    }
  }
  return null;
}
