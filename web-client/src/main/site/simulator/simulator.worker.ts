import { loadCompiling } from './compiling';
import { loadEngine, type Port } from './engine';
import type { FromWorker, ToWorker } from './messages';
import type { Answer, Request } from './protocol';
import { Turns } from './turns';
import { wantsC } from './with-c';

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
 * which knows all that the other does.
 */
let port: Promise<Port> = loading;
let words: object | null = null;

async function takeCompiling(): Promise<void> {
  const compiling = await loadCompiling();
  words = compiling.words;
  port = Promise.resolve(compiling.request);
  send({ kind: 'ready', engine: compiling.engine });
}

async function ask(request: Request): Promise<Answer> {
  if (words === null && wantsC(request)) await takeCompiling();
  const whole =
    request.do === 'open' && words
      ? { ...request, catalogue: { ...request.catalogue, ...words } }
      : request;
  return JSON.parse((await port)(JSON.stringify(whole))) as Answer;
}

const turns = new Turns(ask, send);

onmessage = ({ data }: MessageEvent<ToWorker>) => turns.receive(data);
