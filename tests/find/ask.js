// Asks an index as a page does: questions come as JSON, what was found goes back, with what was loaded for it.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Index } from '../../site/assets/find/index.js';

const { folder, lang = 'zh', queries = [], texts = [], want = {}, fresh = false } = JSON.parse(readFileSync(0, 'utf-8'));
let asked = [];
const get = async (address) => {
  asked.push(address);
  return JSON.parse(readFileSync(address, 'utf-8'));
};
const weighed = () => asked.reduce((sum, address) => sum + gzipSync(readFileSync(address)).length, 0);
const open = () => Index.open(`${folder}/index.json`, lang, get);

let index = await open();
const opened = weighed();
const answers = [];
for (const query of queries) {
  if (fresh) index = await open();
  asked = [];
  const start = process.cpuUsage();
  const { total, sure, hits } = await index.find(query, want);
  const used = process.cpuUsage(start);
  const found = hits.map(({ kind, row }) => [kind.name, row[0], (row[1] || '').split('\n')[0]]);
  const meant = total ? [] : await index.meant(query);
  answers.push({ query, total, sure, hits: found, meant, loaded: fresh ? weighed() : 0, milliseconds: (used.user + used.system) / 1000 });
}
process.stdout.write(JSON.stringify({ opened, answers, folded: texts.map((text) => index.characters.fold(text)) }));
