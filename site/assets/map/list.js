// The list beside the map: hides, counts, sorts and points at its own lines.

/** @typedef {import('./choice.js').Choice} Choice */
/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./nearest.js').Distances} Distances */

import { element, moves, sideBySide } from './dom.js';
import { pinned } from './places.js';
import { say } from './strings.js';

/** So few answers are shown at once, without opening each prefecture; so are those of a single one. */
const FEW = 12;

export class List {
  /**
   * @param {HTMLElement} hits
   * @param {Place[]} places
   * @param {() => void} clear
   */
  constructor(hits, places, clear) {
    this.places = places;
    this.count = hits.querySelector('#hits-count');
    this.groups = /** @type {HTMLDetailsElement[]} */ ([...hits.querySelectorAll('details.prefecture')]);
    this.sorted = false;
    this.unplaced = /** @type {HTMLElement | null} */ (hits.querySelector('#unplaced'));
    const all = element('button', { type: 'button', class: 'btn ghost small' }, say.clear);
    all.addEventListener('click', clear);
    this.ways = element('span', { class: 'ways' });
    this.empty = element('p', {}, this.ways, ' ', all);
    this.note = element('p', { class: 'note', role: 'status' });
    this.near = element('ul', { class: 'hits', 'aria-label': say.nearestHere });
    this.near.hidden = true;
    this.groups[0]?.before(this.note, this.empty, this.near);
    this.tell('');
  }

  /**
   * Shows these places, those that only might answer last; with distances, those that have one come first and in their order.
   * @param {Set<Place>} visible
   * @param {Set<Place>} maybe
   * @param {Distances | null} distances
   */
  show(visible, maybe, distances) {
    for (const place of this.places) place.item.hidden = !visible.has(place);
    this.sort(maybe, distances);
    this.empty.hidden = visible.size > 0;
    if (this.count) this.count.textContent = (distances ? say.countNear : say.count)(visible.size - maybe.size) + (maybe.size ? say.andMaybe(maybe.size) : '');
    const stay = this.places.filter((place) => visible.has(place) && place.item.parentElement === place.home);
    if (this.unplaced) this.unplaced.hidden = visible.size < this.places.length;
    const open = visible.size <= FEW || new Set(stay.map(({ home }) => home)).size === 1;
    const groups = new Map(this.groups.map((group) => [group.querySelector('ul'), /** @type {Place[]} */ ([])]));
    for (const place of stay) groups.get(/** @type {any} */ (place.home))?.push(place);
    for (const group of this.groups) this.tally(group, groups.get(group.querySelector('ul')) || [], open);
  }

  /** Offers those that might answer. @param {HTMLFormElement} form @param {number} count */
  offer(form, count) {
    const line = /** @type {HTMLElement} */ (form.querySelector('.maybe'));
    line.hidden = !count;
    /** @type {HTMLElement} */ (line.querySelector('span')).textContent = say.maybe(count);
  }

  /** What to do where nothing is left. @param {Node[]} ways */
  suggest(ways) {
    this.ways.replaceChildren(...ways.flatMap((way) => [way, ' ']));
  }

  /** @param {HTMLDetailsElement} group @param {Place[]} inside @param {boolean} open */
  tally(group, inside, open) {
    group.hidden = !inside.length;
    if (open && inside.length) group.open = true;
    const count = group.querySelector('[data-count]');
    if (count) count.textContent = say.group(inside.length, inside.filter(pinned).length);
  }

  /**
   * Lines go to the near list, to the end of their own, and back to where they were.
   * @param {Set<Place>} maybe
   * @param {Distances | null} distances
   */
  sort(maybe, distances) {
    if (distances || maybe.size || this.sorted) {
      const last = this.places.filter((place) => maybe.has(place));
      for (const place of [...this.places.filter((one) => !maybe.has(one)), ...last]) {
        place.item.querySelector('.far-off')?.remove();
        place.item.classList.toggle('might', maybe.has(place));
        place.home.append(place.item);
      }
    }
    this.sorted = Boolean(distances || maybe.size);
    if (distances) this.near.append(...[...distances].sort(([a], [b]) => Number(maybe.has(a)) - Number(maybe.has(b))).map(([{ item, link }, metres]) => marked(item, link, metres)));
    this.near.hidden = !distances;
  }

  /** Says something above the list. @param {string} text */
  tell(text) {
    this.note.textContent = text;
    this.note.hidden = !text;
  }

  /** Points at what is chosen; beside the map it also comes into view. @param {Choice | null} choice */
  choose(choice) {
    const chosen = new Set(choice ? choice.places : []);
    for (const place of this.places) {
      place.item.classList.toggle('on', chosen.has(place));
      if (chosen.size === 1 && chosen.has(place)) place.item.setAttribute('aria-current', 'true');
      else place.item.removeAttribute('aria-current');
    }
    if (choice) this.reveal(choice);
  }

  /** Opens the list at the choice. On a phone the map would leave the screen, so only the card tells. @param {Choice} choice */
  reveal({ at, places: [first] }) {
    const group = first ? first.item.closest('details') : this.groups.find((one) => one.dataset.prefecture === at);
    if (group) group.open = true;
    const goal = first ? first.item : group;
    if (goal && sideBySide()) goal.scrollIntoView({ block: first ? 'center' : 'start', behavior: moves() ? 'smooth' : 'auto' });
  }
}

/** @param {HTMLElement} item @param {HTMLElement} link @param {number} metres */
function marked(item, link, metres) {
  link.after(element('span', { class: 'far-off meta' }, say.distance(metres)));
  return item;
}
