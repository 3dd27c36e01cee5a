import { loadEngine } from '../simulator/engine';
import {
  maxMebibytes,
  type Answer,
  type FromWorker,
  type Move,
  type Problem,
  type Request,
  type Status,
  type Technique,
  type ToWorker,
} from './protocol';

/** What the module exports: bytes as text, a character for each. */
interface Machine {
  request(json: string): string;
  addBios(bytes: string): number;
  addHypervisor(bytes: string): number;
  addImage(bytes: string): number;
  sectors(first: number, count: number): string;
}

const frameMillis = 1000 / 30;
const sliceMillis = 12;
/** A guest that is so far behind the wall clock does not hurry to reach it. */
const patienceMillis = 100;
const pieceBytes = 1 << 18;
const sectorBytes = 512;
const savedSectors = 2048;

class Failure extends Error {
  constructor(
    readonly problem: Problem,
    detail: unknown,
  ) {
    super(String(detail));
  }
}

const send = (message: FromWorker) => postMessage(message);
const failing = (problem: Problem) => (reason: unknown) => {
  throw new Failure(problem, reason);
};

const loading = loadEngine<Machine>('simulator/machine', 'machine');
loading.catch(() => undefined);
const machine = () => loading.then(({ exports }) => exports, failing('simulator'));

/** The simulator's sentences, which nobody needs before somebody asks why. */
let words: Promise<Answer> | null = null;

async function fetchWords(): Promise<Answer> {
  const response = await fetch('/messages/en.json');
  if (!response.ok) throw new Failure('simulator', response.status);
  return ask({ do: 'words', catalogue: (await response.json()) as object });
}

async function ask(request: Request): Promise<Answer> {
  if (request.do === 'why')
    await (words ??= fetchWords().catch((failure: unknown) => {
      words = null;
      throw failure;
    }));
  if (request.do === 'start') stopsBehindReplay = request.end !== undefined;
  return JSON.parse((await machine()).request(JSON.stringify(request))) as Answer;
}

/** One call can take only so many arguments. */
function text(bytes: Uint8Array): string {
  let all = '';
  for (let at = 0; at < bytes.length; at += 8192)
    all += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return all;
}

/** What the site has for the PC: its BIOS, and the code by which a hypervisor enters a guest. */
async function fetchPart(name: 'bios.bin' | 'pc-vmx.bin' | 'pc-translation.bin'): Promise<string> {
  const response = await fetch(`/machine/bios/${name}`);
  if (!response.ok) throw new Failure('bios', response.status);
  return text(new Uint8Array(await response.arrayBuffer()));
}

/** Reads the file piece by piece, so that it is in memory once. */
async function insert(file: Blob, technique: Technique): Promise<Answer> {
  if (file.size > maxMebibytes * 2 ** 20) throw new Failure('large', file.size);
  const target = await machine();
  target.addBios(await fetchPart('bios.bin').catch(failing('bios')));
  if (technique !== 'bare') {
    const entryCode = technique === 'vmx' ? 'pc-vmx.bin' : 'pc-translation.bin';
    target.addHypervisor(await fetchPart(entryCode).catch(failing('bios')));
  }
  for (let at = 0; at < file.size; at += pieceBytes) {
    const piece = await file
      .slice(at, at + pieceBytes)
      .arrayBuffer()
      .catch(failing('reading'));
    if (target.addImage(text(new Uint8Array(piece))) === 0) throw new Failure('large', file.size);
    if (at % (16 * pieceBytes) === 0) send({ kind: 'reading', bytes: at });
  }
  return ask({ do: 'look' });
}

async function save(): Promise<Blob> {
  const source = await machine();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let first = 0; ; first += savedSectors) {
    const sectors = source.sectors(first, savedSectors);
    const bytes = new Uint8Array(sectors.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = sectors.charCodeAt(i);
    parts.push(bytes);
    if (bytes.length < savedSectors * sectorBytes)
      return new Blob(parts, { type: 'application/octet-stream' });
  }
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

let wanted = false;
/** Moves that wait until nothing runs. */
let moves = 0;
/** The run that goes on, if one does. */
let running: Promise<void> | null = null;
/** A link that says where it was made leads there and stops. */
let stopsBehindReplay = false;
let screenShown = '';
let serial = '';

/** Instructions a second, over the last half second. */
const speed = { since: 0, instructions: 0, mips: 0 };

function measure(now: number, instructions: number): void {
  const millis = now - speed.since;
  if (millis < 500) return;
  speed.mips = Math.max(0, instructions - speed.instructions) / millis / 1000;
  speed.since = now;
  speed.instructions = instructions;
}

/** The screen is sent when it has changed. */
async function frame(status: Status, all?: string): Promise<void> {
  const answer = (await machine()).request('{"do":"screen"}');
  const whole = all !== undefined;
  const message: FromWorker = {
    kind: 'frame',
    status,
    mips: speed.mips,
    serial: whole ? all : serial,
    whole,
  };
  if (answer !== screenShown) {
    const { screen } = JSON.parse(answer) as Extract<Answer, { ok: true }>;
    if (screen) message.screen = screen;
  }
  screenShown = answer;
  serial = '';
  send(message);
}

/** Runs; null when there is no machine. */
async function slice(
  steps: number,
  untilMillis: number,
): Promise<{ status: Status; steps: number } | null> {
  const answer = await ask({ do: 'run', steps, untilMillis });
  if (!answer.ok || !answer.status) return null;
  serial += answer.serial ?? '';
  return { status: answer.status, steps: answer.steps ?? 0 };
}

/** Where virtual time should be by the wall clock. */
class Pace {
  #wall = performance.now();
  constructor(private virtual: number) {}

  due(): number {
    return this.virtual + performance.now() - this.#wall;
  }

  /** Forgets how far the machine is behind. */
  accept(millis: number): void {
    this.#wall = performance.now();
    this.virtual = millis;
  }
}

/**
 * Runs in slices until a pause, or until only input could make it go on. Virtual time is held to
 * the wall clock: a halted guest jumps ahead of it and then waits. A replay is not held.
 */
async function run(): Promise<void> {
  let budget = 100_000;
  let shown = 0;
  let now = await slice(1, 0);
  const pace = new Pace(now?.status.millis ?? 0);
  while (wanted && !moves && now) {
    const { replaying } = now.status;
    const due = pace.due();
    const began = performance.now();
    now = await slice(budget, replaying ? Number.MAX_SAFE_INTEGER : Math.ceil(due) + 1);
    if (!now) return;
    const { status, steps } = now;
    const ended = performance.now();
    if (replaying || status.millis < due - patienceMillis) pace.accept(status.millis);
    if (steps === budget && ended - began < sliceMillis / 2)
      budget = Math.min(2 * budget, 50_000_000);
    else if (ended - began > 2 * sliceMillis) budget = Math.max(1000, budget >> 1);
    measure(ended, status.instructions);
    const ends = stopsBehindReplay && replaying && !status.replaying;
    if (status.touched || status.gotNowhere || ends) {
      wanted = false;
      send({ kind: 'paused' });
    }
    if (ended - shown >= frameMillis || status.stopped) {
      shown = ended;
      await frame(status);
    }
    if (status.stopped) return;
    const ahead = status.millis - pace.due();
    await (ahead > 1 && !status.replaying ? wait(Math.min(ahead, frameMillis)) : breathe());
  }
  if (now) await frame(now.status);
}

async function go(): Promise<void> {
  if (running) return;
  running = run().finally(() => (running = null));
  await running;
}

/** Goes somewhere, and stands still there. */
async function move(request: Move): Promise<Answer> {
  wanted = false;
  moves++;
  await running;
  const answer = await ask(request).finally(() => moves--);
  if (answer.ok && answer.status)
    await frame(answer.status, request.do === 'seek' ? (answer.serial ?? '') : undefined);
  return answer;
}

async function answer(message: Extract<ToWorker, { id: number }>): Promise<void> {
  const { id } = message;
  if (message.kind === 'save') send({ kind: 'saved', id, file: await save() });
  else if (message.kind === 'move') send({ kind: 'answer', id, answer: await move(message.move) });
  else if (message.kind === 'engine') send({ kind: 'engine', id, engine: (await loading).engine });
  else
    send({
      kind: 'answer',
      id,
      answer:
        message.kind === 'insert'
          ? await insert(message.file, message.technique)
          : await ask(message.request),
    });
}

const explain = (id: number) => (reason: unknown) => {
  const failure = reason instanceof Failure ? reason : new Failure('simulator', reason);
  send({ kind: 'problem', id, problem: failure.problem, detail: failure.message });
};

onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'run' || data.kind === 'pause') {
    wanted = data.kind === 'run';
    if (wanted) void go().catch(explain(0));
    return;
  }
  // Input wakes a machine that has stopped.
  void answer(data)
    .catch(explain(data.id))
    .then(() => (wanted ? go() : undefined))
    .catch(explain(0));
};
