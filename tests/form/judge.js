// Judges rows and converts points as the form does: what to do comes as JSON, what was found goes back.

import { readFileSync } from 'node:fs';
import { exactly } from '../../site/assets/edit/datum.js';
import { readPlace } from '../../site/assets/edit/paste.js';
import { judge } from '../../site/assets/edit/rules/index.js';
import { Knowledge } from '../../site/assets/edit/rules/knowledge.js';
import { Outlines } from '../../site/assets/edit/rules/outlines.js';

const read = (path) => JSON.parse(readFileSync(path, 'utf-8'));
const { folder, rows = [], points = [], texts = [] } = read(0);
const rules = read(`${folder}/rules.json`);
const know = new Knowledge(rules);
const outlines = new Outlines(read(`${folder}/outlines.json`), rules.point);
const names = new Map();
const named = (dataset) => {
  if (!names.has(dataset)) names.set(dataset, new Map(read(`${folder}/names/${dataset}.json`).map((one) => [one[0], one])));
};

const datasets = new Map();
const known = (name) => {
  if (datasets.has(name)) return datasets.get(name);
  const dataset = read(`${folder}/columns/${name}.json`);
  [name, ...dataset.fields.flatMap((field) => field.link?.dataset || [])].forEach(named);
  datasets.set(name, dataset);
  return dataset;
};

const judged = rows.map(({ dataset, id, row }) => judge(know, { dataset: known(dataset), id, names, outlines }, row));
const converted = points.map(({ datum, lon, lat }) => exactly(datum, lon, lat));
process.stdout.write(JSON.stringify({ judged, converted, read: texts.map((text) => readPlace(text)) }));
