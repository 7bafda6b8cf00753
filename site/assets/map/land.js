// The ground of the map. Colours are classes of components.css and map.css, so the dark follows by itself.

/** @typedef {import('./shapes.js').Shapes} Shapes */
/** @typedef {import('./shapes.js').Division} Division */

import { Polygon, Polyline } from './leaflet.js';

/** Neighbours share their lines exactly; simplifying each for itself would tear them apart. */
const EXACT = { smoothFactor: 0, interactive: false };
const LINE = { ...EXACT, fill: false };
const AREA = { ...EXACT, stroke: false, fillOpacity: 1 };
const COUNTY = { ...AREA, stroke: true, className: 'county', interactive: true, bubblingMouseEvents: false };

/** The least that each darker colour of a county stands for; the legend of the page says the same. */
const STEPS = [1, 2, 4, 7];
const COLOURS = ['c1', 'c2', 'c3', 'c4'];
/** What lies over a county: it is somewhere in here; visited on a known day, at an unknown time, in the year looked at. */
const COVERS = ['only', 'visited', 'undated', 'fresh'];

export class Land {
  /**
   * Draws in the order of look.md: counties, hatch, waters, prefectures, province, the chosen one.
   * @param {import('./leaflet.js').Map} map
   * @param {Shapes} shapes
   * @param {(county: Division) => void} press
   */
  constructor(map, shapes, press) {
    const { counties, prefectures } = shapes;
    this.map = map;
    this.shapes = shapes;
    this.detail = shapes.detail(map.getZoom());
    this.divisions = new Map([...counties, ...prefectures].map((one) => [one.code, one]));
    this.codes = counties.map(({ code }) => code);
    this.grounds = counties.map((one) => new Polygon([], COUNTY).on('click', () => press(one)).addTo(map));
    this.covers = counties.map(() => new Polygon([], { ...LINE, stroke: false }).addTo(map));
    this.waters = this.detail.waters.map(({ kind }) => water(kind).addTo(map));
    this.prefectures = new Polyline([], { ...LINE, className: 'prf' }).addTo(map);
    this.province = new Polyline([], { ...LINE, className: 'prv' }).addTo(map);
    this.pick = new Polygon([], { ...LINE, className: 'pick' }).addTo(map);
    this.picked = '';
    this.draw();
    map.on('zoomend', () => this.refine());
  }

  /** Other lines for another zoom. */
  refine() {
    const detail = this.shapes.detail(this.map.getZoom());
    if (detail === this.detail) return;
    this.detail = detail;
    this.draw();
    if (this.picked) this.outline(this.picked);
  }

  draw() {
    const { rings, waters, prefectures, province } = this.detail;
    this.codes.forEach((code, n) => {
      this.grounds[n].setLatLngs(rings.get(code) || []);
      this.covers[n].setLatLngs(rings.get(code) || []);
    });
    this.waters.forEach((one, n) => one.setLatLngs(waters[n].lines));
    this.prefectures.setLatLngs(prefectures);
    this.province.setLatLngs(province);
  }

  /**
   * Hatches the counties in which something lies somewhere.
   * @param {{ has(code: string): boolean }} vague
   */
  hatch(vague) {
    this.paint((code) => (vague.has(code) ? ['c1', 'only'] : []));
  }

  /**
   * From afar: the more places a county has, the darker.
   * @param {Map<string, unknown[]>} inside
   */
  shade(inside) {
    this.paint((code) => [COLOURS[STEPS.filter((least) => (inside.get(code) || []).length >= least).length - 1]]);
  }

  /** @param {(code: string) => string[]} classes of a county */
  paint(classes) {
    this.codes.forEach((code, n) => {
      const wanted = classes(code);
      for (const one of COLOURS) this.grounds[n].getElement()?.classList.toggle(one, wanted.includes(one));
      for (const one of COVERS) this.covers[n].getElement()?.classList.toggle(one, wanted.includes(one));
    });
  }

  /**
   * Outlines a division, or none.
   * @param {string} code
   */
  outline(code) {
    this.picked = code;
    this.pick.setLatLngs(this.detail.rings.get(code) || []);
  }

  /**
   * The frame of a division.
   * @param {string} code
   */
  bounds(code) {
    const rings = this.detail.rings.get(code);
    return rings && new Polygon(rings).getBounds();
  }
}

/** @param {import('./shapes.js').Water['kind']} kind */
const water = (kind) => (kind === 'lake' ? new Polygon([], { ...AREA, className: 'lake' }) : new Polyline([], { ...LINE, className: kind === 'river' ? 'riv' : 'riv2' }));
