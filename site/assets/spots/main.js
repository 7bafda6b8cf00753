// The rows of an API page on the portal's own map. The table is the data: what the map knows, it has read from there.

/** @typedef {import('../map/places.js').Place} Place */
/** @typedef {import('../map/choice.js').Choice} Choice */

import { Chart } from '../map/chart.js';
import { ofPlace } from '../map/choice.js';
import { element } from '../map/dom.js';
import { ofPlaces } from '../map/layers.js';
import { Polyline } from '../map/leaflet.js';
import { fetchShapes } from '../map/shapes.js';
import { addTools } from '../map/tools.js';

const figure = document.getElementById('spots');
if (figure) open(figure);

/** @param {HTMLElement} figure */
async function open(figure) {
  const shapes = await fetchShapes(figure.dataset.shapes || '');
  if (!shapes.counties.length) return;
  const frame = new Polyline(shapes.detail(Infinity).province).getBounds();
  const rows = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-known]'))];
  const places = rows.map(read);
  figure.hidden = false;
  const host = /** @type {HTMLElement} */ (figure.querySelector('.map'));
  /** @type {Chart} */
  const chart = new Chart(host, [[frame.getSouth(), frame.getWest()], [frame.getNorth(), frame.getEast()]], shapes, (choice) => chart.choice(choice));
  addTools(host, chart.map, { all: () => { chart.choice(null); chart.all(); } });
  chart.show(ofPlaces(shapes, places, chart.map.getMaxZoom()));
  figure.addEventListener('keydown', (event) => { if (event.key === 'Escape') leave(chart); });
  rows.forEach((row, n) => follow(row, places[n], chart));
}

/** Closes the card; the focus goes back to the mark it came from. @param {Chart} chart */
function leave(chart) {
  const [place] = chart.chosen?.places || [];
  chart.choice(null);
  (place && chart.overlay.buttonOf(place) || chart.stage).focus();
}

/** A row under the pointer or in focus lights up its mark. @param {HTMLElement} row @param {Place} place @param {Chart} chart */
function follow(row, place, chart) {
  for (const on of ['mouseenter', 'focusin']) row.addEventListener(on, () => chart.glow(ofPlace(place)));
  for (const off of ['mouseleave', 'focusout']) row.addEventListener(off, () => chart.glow(null));
}

/** A row as the map takes it; on the card stands its name, which leads to the row. @param {HTMLElement} row @returns {Place} */
function read(row) {
  const { known, label = '', lon, lat, county = '', prefecture = '', icon = 'other', tone = '' } = row.dataset;
  const link = element('a', { href: `#${row.id}` }, label);
  const item = element('li', {}, element('span'), link);
  return { id: row.id, item, home: row, link, name: label, at: [Number(lat), Number(lon)], known: /** @type {Place['known']} */ (known), county, prefecture, icon, tone, agenda: null };
}
