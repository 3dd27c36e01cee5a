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
  loadEngine: () => Promise.resolve({ engine: 'javascript', exports: { request } }),
}));

function request(json: string): string {
  const { do: what } = JSON.parse(json) as { do: string };
  if (what === 'screen') return JSON.stringify({ ok: true, screen: { lines: [paused.sent] } });
  const letter = String.fromCharCode(97 + paused.slices++);
  paused.sent += letter;
  if (paused.slices === slicesBeforePause) page.onmessage({ data: { kind: 'pause' } });
  const status = {
    millis: paused.slices,
    instructions: paused.slices,
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
});
