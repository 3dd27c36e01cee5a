import { expect, test } from 'vitest';
import { isQuiet } from '../../main/site/kernel/networks';
import type { NetworkView } from '../../main/site/simulator/kernel-views';

const lo = { index: 1, name: 'lo', up: true, addresses: ['127.0.0.1/8'] };
const first: NetworkView = {
  number: 4026531840,
  initial: true,
  forwards: false,
  interfaces: [lo],
  routes: [],
  sockets: [],
};

test('nothing is told of the network that a machine begins with', () => {
  expect(isQuiet([])).toBe(true);
  expect(isQuiet([first])).toBe(true);
});

test('another network, an interface or a port is told of', () => {
  expect(isQuiet([first, { ...first, initial: false }])).toBe(false);
  expect(isQuiet([{ ...first, interfaces: [lo, { ...lo, name: 'br' }] }])).toBe(false);
  const socket = { kind: 'tcp', name: '0.0.0.0:80', listens: true } as const;
  expect(isQuiet([{ ...first, sockets: [socket] }])).toBe(false);
});
