// The drawing: counties and waters, in one file of our own host. A line that neighbours share is
// there once, so that it stays one line at every zoom.

/** @typedef {import('./leaflet.js').LatLngTuple} LatLngTuple */
/** @typedef {LatLngTuple[][]} Lines */

/**
 * @typedef {object} Division
 * @property {string} code
 * @property {string} name
 * @property {string} short_name
 * @property {LatLngTuple} label where its name stands
 * @property {string} [prefecture] of a county
 */

/**
 * @typedef {object} Water
 * @property {'lake' | 'river' | 'stream'} kind
 * @property {Lines} lines
 */

/**
 * @typedef {object} Detail the lines as fine as a zoom shows them
 * @property {Map<string, Lines>} rings of each division, to be filled by the even-odd rule
 * @property {Lines} prefectures the lines between them
 * @property {Lines} province
 * @property {Water[]} waters
 */

/*! topojson-client 3.1.0, topojson-simplify 3.0.3, ISC, (c) 2012-2019 Michael Bostock */
import { feature, merge, mesh } from 'topojson-client';
import { presimplify, simplify } from 'topojson-simplify';

/** Pixels of the world at zoom 0, as Leaflet has it. */
const WORLD = 256;
/** A bend of fewer square pixels is not seen. */
const SEEN = 1.5;
/** Nearer, every point is drawn: the lines are true to some 100 m. */
const FINEST = 11;

export class Shapes {
  /** @param {any} topology */
  constructor(topology) {
    this.topology = presimplify(topology);
    const { counties, prefectures } = topology.objects;
    /** @type {Division[]} */
    this.counties = counties.geometries.map(division);
    /** @type {Division[]} */
    this.prefectures = prefectures.geometries.map(division);
    /** @type {Map<number, Detail>} */
    this.details = new Map();
  }

  /** @param {number} zoom */
  detail(zoom) {
    const level = Math.min(Math.round(zoom), FINEST);
    const made = this.details.get(level) || this.drawn(level);
    this.details.set(level, made);
    return made;
  }

  /** @param {number} level @returns {Detail} */
  drawn(level) {
    const pixel = 360 / (WORLD * 2 ** level);
    const simple = level < FINEST ? simplify(this.topology, SEEN * pixel ** 2) : this.topology;
    const { counties, waters } = /** @type {any} */ (simple.objects);
    const rings = new Map(counties.geometries.map((/** @type {any} */ one) => [one.properties.code, lines(feature(simple, one).geometry)]));
    for (const { code } of this.prefectures) rings.set(code, lines(merge(simple, counties.geometries.filter((/** @type {any} */ one) => one.properties.prefecture === code))));
    return {
      rings,
      prefectures: lines(mesh(simple, counties, (/** @type {any} */ a, /** @type {any} */ b) => a.properties.prefecture !== b.properties.prefecture)),
      province: lines(mesh(simple, counties, (a, b) => a === b)),
      waters: waters.geometries.map((/** @type {any} */ one) => ({ kind: one.properties.kind, lines: lines(feature(simple, one).geometry) })),
    };
  }
}

/**
 * @param {string} url
 * @returns {Promise<Shapes>}
 */
export async function fetchShapes(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new Shapes(await answer.json());
}

/**
 * @param {any} geometry
 * @returns {Division}
 */
const division = ({ properties: { label: [lon, lat], ...rest } }) => ({ short_name: rest.name, ...rest, label: [lat, lon] });

/**
 * What a geometry draws, latitude first as Leaflet wants it.
 * @param {any} geometry
 * @returns {Lines}
 */
function lines({ type, coordinates }) {
  const all = type === 'MultiPolygon' ? coordinates.flat() : type === 'LineString' ? [coordinates] : coordinates;
  return all.map((/** @type {[number, number][]} */ line) => line.map(([lon, lat]) => [lat, lon]));
}
