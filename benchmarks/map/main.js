// A map of as many invented places as the address asks for, spread over the real counties: benchmarks/map.py drives it.

import { Chart } from '../../site/assets/map/chart.js';
import { ofPlaces } from '../../site/assets/map/layers.js';
import { fetchShapes } from '../../site/assets/map/shapes.js';

const TONES = ['k-sci', 'k-mus', 'k-nat', 'k-ind', 'k-mov'];
/** Degrees around the middle of a county. */
const SPREAD = 0.3;

/** The same numbers each time, by the generator of Park and Miller. */
let seed = 20_260_101;
const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

/** @param {import('../../site/assets/map/shapes.js').Division} county @param {number} n */
function invented({ code, prefecture = '', label: [lat, lon] }, n) {
  const item = document.createElement('li');
  const at = [lat + (random() - 0.5) * SPREAD, lon + (random() - 0.5) * SPREAD];
  return { id: `i${n}`, item, home: item, link: document.createElement('a'), name: `地方${n}`, at, known: n % 5 ? 'point' : 'county', county: code, prefecture, icon: 'museum', tone: TONES[n % 5], agenda: null };
}

async function open() {
  const shapes = await fetchShapes('assets/shapes.json');
  const count = Number(new URLSearchParams(location.search).get('places'));
  const places = /** @type {any} */ (Array.from({ length: count }, (_, n) => invented(shapes.counties[n % shapes.counties.length], n)));
  const chart = new Chart(/** @type {HTMLElement} */ (document.getElementById('map')), [[24.6, 108.7], [30.2, 114.3]], shapes, () => {});
  const before = performance.now();
  chart.show(ofPlaces(shapes, places, chart.map.getMaxZoom()));
  Object.assign(window, { chart, shown: performance.now() - before });
}

open();
