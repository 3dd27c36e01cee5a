import { loadEngine, type Port } from './engine';
import type { FromWorker, ToWorker } from './messages';
import type { Answer, Request, Stop } from './protocol';

const frameMillis = 1000 / 30;
const sliceMillis = 20;
const send = (message: FromWorker) => postMessage(message);

const loading = loadEngine<{ request: Port }>('simulator', 'simulator').then(
  (loaded) => {
    send({ kind: 'ready', engine: loaded.engine });
    return loaded.exports.request;
  },
  (failure: unknown) => {
    send({ kind: 'failed', text: String(failure) });
    throw failure;
  },
);
loading.catch(() => undefined);

let pauseAsked = false;

async function ask(request: Request): Promise<Answer> {
  return JSON.parse((await loading)(JSON.stringify(request))) as Answer;
}

/** Lets messages from the page in between two slices; timers would be clamped to 4 ms. */
const breathe = () =>
  new Promise<void>((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });

const wait = (millis: number) => new Promise((done) => setTimeout(done, millis));

/** Runs in slices, so that a pause is heard and pictures update at most 30 times a second. */
async function run(stops: Stop[], stepsPerSecond: number | null): Promise<Answer> {
  pauseAsked = false;
  let budget = stepsPerSecond === null ? 1000 : 1;
  let shown = performance.now();
  for (;;) {
    const began = performance.now();
    const answer = await ask({ do: 'run', stops, budget });
    const ended = performance.now();
    if (!answer.ok || !answer.view) return answer;
    const over = answer.view.stopped !== null || answer.view.status === 'halted' || answer.view.status === 'shutdown';
    if (over || pauseAsked) return answer;
    if (stepsPerSecond !== null) {
      send({ kind: 'progress', view: answer.view });
      await wait(1000 / stepsPerSecond);
    } else {
      if (ended - began < sliceMillis) budget = Math.min(budget * 2, 50_000_000);
      else if (ended - began > 2 * sliceMillis) budget = Math.max(1000, budget >> 1);
      if (ended - shown >= frameMillis) {
        shown = ended;
        send({ kind: 'progress', view: answer.view });
      }
      await breathe();
    }
    if (pauseAsked) return answer;
  }
}

let queue: Promise<unknown> = Promise.resolve();

onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'request' && data.request.do === 'merge') {
    // It touches no machine, so a run goes on.
    void reply(data.id, () => ask(data.request));
    return;
  }
  pauseAsked = true; // any new message ends a run; the next one clears it
  if (data.kind === 'pause') return;
  queue = queue.then(() => reply(data.id, () => (data.kind === 'run' ? run(data.stops, data.stepsPerSecond) : ask(data.request))));
};

async function reply(id: number, work: () => Promise<Answer>): Promise<void> {
  const began = performance.now();
  try {
    const answer = await work();
    send({ id, kind: 'answer', answer, millis: performance.now() - began });
  } catch (failure) {
    send({ id, kind: 'answer', answer: { ok: false, error: { text: String(failure) } }, millis: 0 });
  }
}
