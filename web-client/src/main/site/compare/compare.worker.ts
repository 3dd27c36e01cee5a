import host from '../../../../../lessons/course/lib/host.asm?raw';
import hostForVtX from '../../../../../lessons/course/lib/host-vmx.asm?raw';
import { loadEngine, type Port } from '../simulator/engine';
import { found } from '../simulator/fetched';
import {
  ways,
  type Answer,
  type FromWorker,
  type Request,
  type ToWorker,
  type Way,
} from './protocol';

/** Of the guest, in bytes. */
const memory = 0x40000;

const loading = Promise.all([
  loadEngine<{ compare: Port }>('simulator/c', 'c'),
  found('/messages/en.json').then((response) => response.json() as Promise<object>),
]);
loading.catch(() => undefined);

const send = (message: FromWorker) => postMessage(message);

/** Whose result is wanted; an older one ends where it is. */
let wanted = 0;

async function ask(request: Request): Promise<Answer> {
  const [{ exports }] = await loading;
  return JSON.parse(exports.compare(JSON.stringify(request))) as Answer;
}

/** Lets the message of somebody who wants something else in. */
const breathe = () => new Promise((done) => setTimeout(done));

async function link(way: Way, instructions: number): Promise<string | null> {
  const answer = await ask({ do: 'lab', way, instructions });
  return answer.ok ? (answer.fragment ?? null) : null;
}

async function compare({ id, guest }: ToWorker): Promise<void> {
  const [, catalogue] = await loading;
  const differences = new Map<Way, number | undefined>();
  for (const way of ways) {
    const request: Request =
      way === 'bare'
        ? { do: 'begin', memory, catalogue, guest, host, hostForVtX }
        : { do: 'way', way };
    const answer = await ask(request);
    if (wanted !== id) return;
    if (!answer.ok) {
      send({ id, kind: 'refused', text: `${answer.error.field}: ${answer.error.text}` });
      return;
    }
    send({ id, kind: 'outcome', way, outcome: answer.outcome ?? null });
    if (answer.outcome && way !== 'bare')
      differences.set(way, answer.outcome.divergence?.instruction);
    await breathe();
    if (wanted !== id) return;
  }
  const answer = await ask({ do: 'csv' });
  send({ id, kind: 'done', csv: answer.ok ? (answer.csv ?? '') : '' });
  for (const [way, instructions] of differences) {
    await breathe();
    if (wanted !== id) return;
    const start = await link(way, 0);
    const difference = instructions === undefined ? null : await link(way, instructions);
    send({ id, kind: 'lab', way, lab: { start, difference } });
  }
}

onmessage = ({ data }: MessageEvent<ToWorker>) => {
  wanted = data.id;
  compare(data).catch((failure: unknown) =>
    send({ id: data.id, kind: 'failed', text: String(failure) }),
  );
};
