// The ground of the map. Colours are classes of components.css and map.css, so the dark follows by itself.

/** @typedef {import('./shapes.js').Shapes} Shapes */
/** @typedef {import('./shapes.js').Division} Division */

import { Polygon, Polyline } from './leaflet.js';

/** Neighbours share their lines exactly; simplifying each for itself would tear them apart. */
const EXACT = { smoothFactor: 0, interactive: false };
const LINE = { ...EXACT, fill: false };
const AREA = { ...EXACT, stroke: false, fillOpacity: 1 };
const COUNTY = { ...AREA, stroke: true, className: 'county', interactive: true, bubblingMouseEvents: false };

export class Land {
  /**
   * Draws in the order of look.md: counties, hatch, waters, prefectures, province, the chosen one.
   * @param {import('./leaflet.js').Map} map
   * @param {Shapes} shapes
   * @param {(county: Division) => void} press
   */
  constructor(map, { counties, prefectures, province, waters }, press) {
    this.divisions = new Map([...counties, ...prefectures].map((one) => [one.code, one]));
    this.grounds = counties.map((one) => new Polygon(one.rings, COUNTY).on('click', () => press(one)).addTo(map));
    this.hatches = counties.map((one) => new Polygon(one.rings, { ...LINE, stroke: false }).addTo(map));
    this.codes = counties.map((one) => one.code);
    waters.forEach((water) => drawWater(map, water));
    prefectures.forEach((one) => new Polygon(one.rings, { ...LINE, className: 'prf' }).addTo(map));
    new Polygon(province, { ...LINE, className: 'prv' }).addTo(map);
    this.pick = new Polygon([], { ...LINE, className: 'pick' }).addTo(map);
  }

  /**
   * Hatches the counties in which something lies somewhere.
   * @param {{ has(code: string): boolean }} vague
   */
  hatch(vague) {
    this.codes.forEach((code, n) => {
      this.grounds[n].getElement()?.classList.toggle('c1', vague.has(code));
      this.hatches[n].getElement()?.classList.toggle('only', vague.has(code));
    });
  }

  /**
   * Outlines a division, or none.
   * @param {string} code
   */
  outline(code) {
    this.pick.setLatLngs(this.divisions.get(code)?.rings || []);
  }

  /**
   * The frame of a division.
   * @param {string} code
   */
  bounds(code) {
    const division = this.divisions.get(code);
    return division && new Polygon(division.rings).getBounds();
  }
}

/** @param {import('./leaflet.js').Map} map @param {import('./shapes.js').Water} water */
function drawWater(map, { kind, lines }) {
  if (kind === 'lake') new Polygon(lines, { ...AREA, className: 'lake' }).addTo(map);
  else new Polyline(lines, { ...LINE, className: kind === 'river' ? 'riv' : 'riv2' }).addTo(map);
}
