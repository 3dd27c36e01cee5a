import { loadEngine, type Port } from './engine';
import type { FromWorker, ToWorker } from './messages';
import type { Answer } from './protocol';
import { Turns } from './turns';

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

const turns = new Turns(async (request) => JSON.parse((await loading)(JSON.stringify(request))) as Answer, send);

onmessage = ({ data }: MessageEvent<ToWorker>) => turns.receive(data);
