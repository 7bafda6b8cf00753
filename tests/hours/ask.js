// Answers as the pages do: agendas by their text and moments in milliseconds come as JSON, the states go back.

import { readFileSync } from 'node:fs';
import { local, next, state } from '../../site/assets/hours/agenda.js';

const { agendas, times } = JSON.parse(readFileSync(0, 'utf-8'));
const answers = Object.entries(agendas).map(([text, agenda]) => [
  text,
  times.map((time) => {
    const moment = local(time);
    const then = next(agenda, moment);
    return [state(agenda, moment), then && `${then.day} ${then.minute} ${then.state}`];
  }),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(answers)));
