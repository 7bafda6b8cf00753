// Streets under the marks, only where the keeper of a site has named a tile server in mkdocs.yml.

import { TileLayer } from './leaflet.js';

/** Streets are worth seeing nearer than the drawing. */
const NEAREST = 18;

/**
 * @param {import('./leaflet.js').Map} map
 * @param {string | undefined} coded `layers`: addresses with {z} {x} {y}; `credit`: what the server asks to be said
 */
export function addTiles(map, coded) {
  if (!coded) return;
  const { layers, credit } = JSON.parse(coded);
  for (const address of layers) new TileLayer(address, { maxZoom: NEAREST, attribution: credit }).addTo(map);
  map.setMaxZoom(NEAREST);
  map.getContainer().classList.add('tiled');
}
