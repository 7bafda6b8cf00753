// Pins that would cover each other become a ring.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./leaflet.js').LatLngTuple} LatLngTuple */
/** @typedef {Record<string, number>} Mix how many places of each tone are surely placed */

/**
 * @typedef {object} Heap
 * @property {LatLngTuple} at
 * @property {number} count
 * @property {number} opens the zoom at which it falls apart
 * @property {Mix} mix
 * @property {(most?: number) => Place[]} places in the order of the list
 */

/*! Supercluster 9, ISC, (c) 2021 Mapbox */
import Supercluster from 'supercluster';

/** In pixels. A pin is 28 wide, a ring 44; the zoom between two whole ones stretches this by a third at most. */
const RADIUS = 40;

/** Leaflet's tiles are 256 px, so that the radius counts in its pixels. */
const EXTENT = 256;

export class Heaps {
  /**
   * @param {Place[]} places with pins
   * @param {number} nearest the nearest zoom of the map
   */
  constructor(places, nearest) {
    this.places = places;
    const options = { radius: RADIUS, extent: EXTENT, maxZoom: nearest, map: counted, reduce: added };
    this.index = new Supercluster(/** @type {any} */ (options)).load(places.map(feature));
  }

  /**
   * Places and heaps of places at a zoom, in a frame.
   * @param {[number, number, number, number]} frame west, south, east, north
   * @param {number} zoom
   * @returns {Heap[]}
   */
  within(frame, zoom) {
    return this.index.getClusters(frame, Math.round(zoom)).map((found) => this.heap(found));
  }

  /**
   * @param {any} found
   * @returns {Heap}
   */
  heap({ geometry: { coordinates: [lon, lat] }, properties }) {
    const { cluster_id: id, point_count: count, mix } = properties;
    if (id === undefined) return { at: [lat, lon], count: 1, opens: 0, mix: {}, places: () => [this.places[properties.n]] };
    return { at: [lat, lon], count, mix, opens: this.index.getClusterExpansionZoom(id), places: (most = Infinity) => this.members(id, most) };
  }

  /** @param {number} id @param {number} most */
  members(id, most) {
    const found = this.index.getLeaves(id, most).map((leaf) => /** @type {number} */ (leaf.properties.n));
    return found.sort((a, b) => a - b).map((n) => this.places[n]);
  }
}

/** @param {Place} place @param {number} n its place in the list */
const feature = ({ at: [lat, lon], tone, known }, n) =>
  ({ type: /** @type {'Feature'} */ ('Feature'), properties: { n, tone, known }, geometry: { type: /** @type {'Point'} */ ('Point'), coordinates: [lon, lat] } });

/** @param {{ tone: string, known: string }} properties */
const counted = ({ tone, known }) => ({ mix: known === 'point' ? { [tone]: 1 } : {} });

/** @param {{ mix: Mix }} sum @param {{ mix: Mix }} more */
function added(sum, { mix }) {
  sum.mix = { ...sum.mix };
  for (const [tone, n] of Object.entries(mix)) sum.mix[tone] = (sum.mix[tone] || 0) + n;
}

/** How many of each tone. @param {Place[]} places @returns {Mix} */
export function mixed(places) {
  /** @type {Mix} */
  const mix = {};
  for (const { tone } of places) mix[tone] = (mix[tone] || 0) + 1;
  return mix;
}
