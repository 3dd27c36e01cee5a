import { loadCompiling, type Other } from './compiling';
import { loadEngine, type Port } from './engine';
import { loadLinux } from './linux';
import type { FromWorker, ToWorker } from './messages';
import { loadPc } from './pc';
import type { Answer, Request } from './protocol';
import { Turns } from './turns';
import { wantsC, wantsLinux, wantsPc } from './with-c';

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

/**
 * Who answers; from the first machine with a program in C on it is the simulator with the compiler,
 * and from the first Linux host or whole PC on the one with that; all know what the light one does.
 */
let port: Promise<Port> = loading;
let words: object | null = null;
let taken: (() => Promise<Other>) | null = null;

async function take(load: () => Promise<Other>): Promise<void> {
  if (taken === load) return;
  const other = await load();
  taken = load;
  words = other.words;
  port = Promise.resolve(other.request);
  send({ kind: 'ready', engine: other.engine });
}

async function ask(request: Request): Promise<Answer> {
  if (wantsLinux(request)) await take(loadLinux);
  else if (wantsPc(request)) await take(loadPc);
  else if (wantsC(request)) await take(loadCompiling);
  const whole =
    request.do === 'open' && words
      ? { ...request, catalogue: { ...request.catalogue, ...words } }
      : request;
  return JSON.parse((await port)(JSON.stringify(whole))) as Answer;
}

const turns = new Turns(ask, send);

onmessage = ({ data }: MessageEvent<ToWorker>) => turns.receive(data);
