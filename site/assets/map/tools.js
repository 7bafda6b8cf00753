// The buttons on the map.

import { element, tool } from './dom.js';
import { whole } from './stage.js';
import { say } from './strings.js';

/**
 * @param {HTMLElement} host
 * @param {import('./leaflet.js').Map} map
 * @param {{ nearest?: () => void, all: () => void }} press without `nearest`, nobody is asked where he is
 */
export function addTools(host, map, { nearest, all }) {
  const closer = tool('plus', say.zoomIn, () => map.zoomIn());
  const wider = tool('minus', say.zoomOut, () => map.zoomOut());
  const near = nearest ? [tool('near', say.nearest, nearest)] : [];
  const everything = tool('map', say.whole, all);
  for (const button of near) button.dataset.near = '';
  host.prepend(element('p', { class: 'map-tools' }, closer, wider, ...near, everything));
  const check = () => {
    closer.disabled = map.getZoom() >= map.getMaxZoom();
    wider.disabled = everything.hidden = whole(map);
  };
  map.on('zoomend', check);
  check();
}
