// Pins that would cover each other become a ring.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./leaflet.js').LatLngTuple} LatLngTuple */
/** @typedef {{ at: LatLngTuple, places: Place[], opens: number }} Heap `opens`: the zoom at which it falls apart */

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
    this.index = new Supercluster({ radius: RADIUS, extent: EXTENT, maxZoom: nearest }).load(places.map(feature));
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
    if (!properties.cluster) return { at: [lat, lon], places: [this.places[properties.n]], opens: 0 };
    const members = this.index.getLeaves(properties.cluster_id, Infinity).map((leaf) => leaf.properties.n).sort((a, b) => a - b);
    return { at: [lat, lon], places: members.map((n) => this.places[n]), opens: this.index.getClusterExpansionZoom(properties.cluster_id) };
  }
}

/** @param {Place} place @param {number} n its place in the list */
const feature = ({ at: [lat, lon] }, n) =>
  ({ type: /** @type {'Feature'} */ ('Feature'), properties: { n }, geometry: { type: /** @type {'Point'} */ ('Point'), coordinates: [lon, lat] } });
