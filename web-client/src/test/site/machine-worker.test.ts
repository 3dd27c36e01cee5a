import { describe, expect, it, vi } from 'vitest';
import type { FromWorker, ToWorker } from '../../main/site/machine/protocol';

/** A machine that sends a letter in each slice and is paused in the middle of one. */
const paused = vi.hoisted(() => ({ slices: 0, sent: '' }));
const slicesBeforePause = 4;

const page = globalThis as unknown as {
  onmessage(event: { data: ToWorker }): void;
  postMessage(message: FromWorker): void;
};

vi.mock('../../main/site/simulator/engine', () => ({
  loadEngine: () =>
    Promise.resolve({
      engine: 'javascript',
      exports: {
        request,
        addBios: (bytes: string) => given.push(`bios ${bytes}`),
        addHypervisor: (bytes: string) => given.push(`hypervisor ${bytes}`),
        addImage: (bytes: string) => given.push(`image ${bytes}`),
      },
    }),
}));

/** What the machine was given, in order. */
const given: string[] = vi.hoisted(() => []);

function request(json: string): string {
  const { do: what } = JSON.parse(json) as { do: string };
  if (what === 'look') return JSON.stringify({ ok: true, kind: 'DISK' });
  if (what === 'screen') return JSON.stringify({ ok: true, screen: { lines: [paused.sent] } });
  const letter = String.fromCharCode(97 + paused.slices++);
  paused.sent += letter;
  if (paused.slices === slicesBeforePause) page.onmessage({ data: { kind: 'pause' } });
  const status = {
    millis: paused.slices,
    instructions: paused.slices,
    refused: false,
    gotNowhere: false,
    replaying: false,
    stopped: false,
  };
  return JSON.stringify({ ok: true, status, steps: 1, serial: letter });
}

describe('the worker of the PC', () => {
  it('shows the last slice before a pause', async () => {
    const frames: Extract<FromWorker, { kind: 'frame' }>[] = [];
    page.postMessage = (message) => {
      if (message.kind === 'frame') frames.push(message);
    };
    page.onmessage = () => undefined;
    await import('../../main/site/machine/machine.worker');
    page.onmessage({ data: { kind: 'run' } });
    await vi.waitFor(() => expect(paused.slices).toBe(slicesBeforePause));
    await vi.waitFor(() => expect(frames.at(-1)?.screen).toEqual({ lines: [paused.sent] }));
    expect(frames.map(({ serial }) => serial).join('')).toBe(paused.sent);
    expect(frames.at(-1)?.status.millis).toBe(slicesBeforePause);
  });

  it('brings the hypervisor only where the PC is to be its guest', async () => {
    vi.stubGlobal('fetch', (path: string) => Promise.resolve(new Response(path)));
    const answers: FromWorker[] = [];
    page.postMessage = (message) => answers.push(message);
    await import('../../main/site/machine/machine.worker');
    for (const technique of ['bare', 'vmx', 'binary-translation'] as const) {
      given.length = 0;
      answers.length = 0;
      page.onmessage({ data: { kind: 'insert', id: 7, file: new Blob(['disk']), technique } });
      await vi.waitFor(() => expect(answers.some(({ kind }) => kind === 'answer')).toBe(true));
      const file = { bare: '', vmx: 'pc-vmx', 'binary-translation': 'pc-translation' }[technique];
      const entryCode = file ? [`hypervisor /machine/bios/${file}.bin`] : [];
      expect(given).toEqual(['bios /machine/bios/bios.bin', ...entryCode, 'image disk']);
    }
    vi.unstubAllGlobals();
  });
});
