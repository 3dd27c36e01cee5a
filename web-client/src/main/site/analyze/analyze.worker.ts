import { loadEngine, type Port } from '../simulator/engine';
import type { Answer, FromWorker, Request, ToWorker } from './protocol';

/** Few enough that the page can say how far it is. */
const rowsAtOnce = 20;

const loading = loadEngine<{ request: Port }>('simulator/analysis', 'analysis');
loading.catch(() => undefined);

const send = (message: FromWorker) => postMessage(message);

/** Whose result is wanted; an older one ends where it is. */
let wanted = 0;

async function ask(request: Request) {
  const { exports } = await loading;
  const answer = JSON.parse(exports.request(JSON.stringify(request))) as Answer;
  if (!answer.ok) throw new Error(`${answer.error.field} of ${request.do}`);
  return answer;
}

/** Lets the message of somebody who wants something else in. */
const breathe = () => new Promise((done) => setTimeout(done));

async function analyze({ id, ...setting }: ToWorker): Promise<void> {
  await loading;
  const begun = performance.now();
  let answer = await ask({ do: 'begin', ...setting });
  while (wanted === id && !answer.result) {
    send({ id, kind: 'progress', done: answer.done, rows: answer.rows });
    await breathe();
    if (wanted === id) answer = await ask({ do: 'more', rows: rowsAtOnce });
  }
  if (answer.result)
    send({ id, kind: 'result', result: answer.result, millis: performance.now() - begun });
}

onmessage = ({ data }: MessageEvent<ToWorker>) => {
  wanted = data.id;
  analyze(data).catch((failure: unknown) =>
    send({ id: data.id, kind: 'failed', text: String(failure) }),
  );
};
