// The card on the map: the line of the list once more, so that it can say nothing else.

/** @typedef {import('./choice.js').Choice} Choice */
/** @typedef {import('./places.js').Place} Place */

import { element, tool } from './dom.js';
import { disableClickPropagation, disableScrollPropagation } from './leaflet.js';
import { say } from './strings.js';

export class Card {
  /**
   * @param {HTMLElement} host
   * @param {() => void} close
   */
  constructor(host, close) {
    this.body = element('div', { class: 'map-card-body' });
    this.box = element('div', { class: 'map-card', role: 'status' }, this.body, tool('close', say.close, close));
    this.box.hidden = true;
    // A press or a scroll on the card is none on the map below.
    disableClickPropagation(this.box);
    disableScrollPropagation(this.box);
    host.append(this.box);
  }

  /** @param {Choice | null} choice */
  show(choice) {
    const places = choice ? choice.places : [];
    this.box.hidden = !places.length;
    this.body.replaceChildren(
      ...(choice && choice.title ? [element('b', {}, choice.title)] : []),
      element('ul', { class: 'hits' }, ...places.map(copied)),
    );
    this.body.scrollTop = 0;
  }

  /** How much of the map it covers from below, in pixels. */
  get height() {
    return this.box.hidden ? 0 : /** @type {HTMLElement} */ (this.box.offsetParent).offsetHeight - this.box.offsetTop;
  }
}

/** @param {Place} place */
function copied({ item }) {
  const line = element('li');
  line.append(...[...item.childNodes].map((node) => node.cloneNode(true)));
  return line;
}
