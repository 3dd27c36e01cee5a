import { describe, expect, it } from 'vitest';
import { enclosuresOf } from '../../main/site/kernel/enclosures';
import { platesOf } from '../../main/site/kernel/fence-lines';
import { fitted, village, type Fence } from '../../main/site/kernel/village';
import type { NamespaceView } from '../../main/site/simulator/kernel-views';
import { kernel, process, space } from './kernel-sample';

/** init, a shell, `unshare` with two users' fences, and a shell and its child with numbers. */
const processes = [
  process(1, 0),
  process(2, 1),
  process(3, 2),
  process(4, 3, { numbers: [4, 1] }),
  process(5, 4, { numbers: [5, 2] }),
];
const box = [
  space('user', 1, [1, 2]),
  space('user', 7, [3, 4, 5], false),
  space('mnt', 3, [1, 2]),
  space('mnt', 9, [3, 4, 5], false),
  space('pid', 2, [1, 2, 3]),
  space('pid', 8, [4, 5], false),
];
const cells = processes.map((one, column) => ({ process: one, column, row: 0 }));
const pidsOf = ({ members }: { members: { process: { pid: number } }[] }) =>
  members.map(({ process: { pid } }) => pid);
const drawn = (namespaces: NamespaceView[], all = processes) =>
  village(kernel(all, { namespaces }), 640, 300);
const boxOf = ({ x, y, width, height }: Fence) => [x, y, x + width, y + height] as const;

describe('lines around processes', () => {
  it('are there for namespaces that are not the first ones, the outer before the inner', () => {
    const lines = enclosuresOf(kernel(processes, { namespaces: box }), cells);
    expect(lines.map((one) => [one.space.kind, one.line])).toEqual([
      ['user', 3],
      ['mnt', 2],
      ['pid', 1],
    ]);
    expect(lines.map(pidsOf)).toEqual([
      [3, 4, 5],
      [3, 4, 5],
      [4, 5],
    ]);
    expect(lines.some(({ ambiguous }) => ambiguous)).toBe(false);
  });

  it('run around a descendant that is in a deeper one of the same kind', () => {
    const nested = [
      space('uts', 1, [1, 2]),
      space('uts', 7, [3, 5], false),
      space('uts', 8, [4], false),
    ];
    const tree = [...processes.slice(0, 4), process(5, 3)];
    const lines = enclosuresOf(
      kernel(tree, { namespaces: nested }),
      tree.map((one, i) => ({ process: one, column: Math.min(i, 3), row: i > 3 ? 1 : 0 })),
    );
    expect(lines.map(pidsOf)).toEqual([[3, 4, 5], [4]]);
    expect(lines.every(({ ambiguous }) => ambiguous)).toBe(true);
  });

  it('never run around somebody who is in the first one', () => {
    const back = [space('uts', 1, [1, 2, 4]), space('uts', 7, [3, 5], false)];
    const lines = enclosuresOf(kernel(processes, { namespaces: back }), cells);
    expect(lines.map(pidsOf)).toEqual([[3], [5]]);
    expect(lines.every(({ ambiguous }) => ambiguous)).toBe(true);
  });
});

describe('a village with fences', () => {
  it('has its members inside of each line, everybody else outside', () => {
    const { fences, houses, width, height } = drawn(box);
    for (const fence of fences) {
      const [west, north, east, south] = boxOf(fence);
      for (const { process: p, x, y, words, scale } of houses) {
        const within = x > west && x < east && y - 36 * scale > north && y + words < south;
        expect(within, `${fence.enclosure.space.kind} ${p.pid}`).toBe(
          pidsOf(fence.enclosure).includes(p.pid),
        );
      }
      expect(west).toBeGreaterThan(0);
      expect(east).toBeLessThan(width);
      expect(south).toBeLessThan(height);
    }
  });

  it('has four generations and three fences in a narrow panel without scrolling', () => {
    const four = processes.slice(0, 4);
    expect(village(kernel(four, { namespaces: box }), 447, 200).width).toBe(447);
  });

  it('has lines inside of lines, none on another', () => {
    const [user, mnt, pid] = drawn(box).fences.map(boxOf);
    for (const [outer, inner] of [
      [user!, mnt!],
      [mnt!, pid!],
    ] as const) {
      expect(inner[0]).toBeGreaterThan(outer[0]);
      expect(inner[1]).toBeGreaterThan(outer[1]);
      expect(inner[2]).toBeLessThan(outer[2]);
      expect(inner[3]).toBeLessThan(outer[3]);
    }
  });

  it('has no two plates at one place, and each on its own line', () => {
    const { fences } = drawn(box);
    const plates = platesOf(fences);
    expect(plates.map(({ text }) => text)).toEqual(['user', 'mnt', 'pid']);
    plates.forEach((plate, i) => {
      expect([fences[i]!.y, fences[i]!.y + fences[i]!.height]).toContain(plate.y);
      for (const other of plates.slice(i + 1))
        expect(
          plate.x + plate.width <= other.x ||
            other.x + other.width <= plate.x ||
            Math.abs(plate.y - other.y) >= 15,
        ).toBe(true);
    });
  });

  it('has plates that tell two of a kind apart', () => {
    const two = [
      space('uts', 1, [1]),
      space('uts', 4026532284, [2], false),
      space('uts', 4026532285, [3], false),
    ];
    const siblings = [process(1, 0), process(2, 1), process(3, 1)];
    expect(platesOf(drawn(two, siblings).fences).map(({ text }) => text)).toEqual([
      'uts …2284',
      'uts …2285',
    ]);
  });

  it('leaves the numbers out where six of them would lie on each other', () => {
    const kinds = ['mnt', 'pid', 'uts', 'ipc', 'net', 'cgroup'] as const;
    const two = kinds.flatMap((kind, i) => [
      space(kind, i, [1]),
      space(kind, 4026532200 + i, [2], false),
      space(kind, 4026532300 + i, [3], false),
    ]);
    const plates = platesOf(drawn(two, [process(1, 0), process(2, 1), process(3, 1)]).fences);
    expect(plates.length).toBe(12);
    plates.forEach((plate, i) => {
      for (const other of plates.slice(i + 1))
        expect(
          plate.x + plate.width <= other.x ||
            other.x + other.width <= plate.x ||
            Math.abs(plate.y - other.y) >= 15,
        ).toBe(true);
    });
  });

  it('has room for two numbers below a house, and says once which is which', () => {
    const { houses } = drawn(box);
    expect(houses.map(({ words }) => words)).toEqual([34, 34, 34, 65, 54]);
    expect(houses.filter(({ captions }) => captions)).toHaveLength(1);
    expect(drawn([], [process(1, 0)]).fences).toEqual([]);
  });

  it('names a container at its line of mounts', () => {
    const all = processes.map((one) => (one.pid > 3 ? { ...one, cgroup: '/docker/4' } : one));
    const containers = [{ group: '/docker/4', name: 'web', root: '' }];
    const spaces = [space('mnt', 3, [1, 2, 3]), space('mnt', 9, [4, 5], false), box[5]!];
    const { fences } = village(kernel(all, { namespaces: spaces, containers }), 640, 300);
    expect(platesOf(fences).map(({ text }) => text)).toEqual(['web: mnt', 'pid']);
  });

  it('has one line for six around the same houses where it would be cut off', () => {
    const kinds = ['mnt', 'pid', 'uts', 'ipc', 'net', 'cgroup'] as const;
    const shims = [3, 6, 9];
    const containers = [
      process(1, 0),
      process(2, 1),
      ...shims.flatMap((pid) => [
        process(pid, 1),
        process(pid + 1, pid, {
          numbers: [pid + 1, 1],
          host: `c${pid}`,
          cgroup: `/docker/${pid}`,
        }),
      ]),
    ];
    const spaces = kinds.flatMap((kind, i) => [
      space(kind, i, [1, 2, ...shims]),
      ...shims.map((pid) => space(kind, 4026532200 + 10 * pid + i, [pid + 1], false)),
    ]);
    const three = kernel(containers, { namespaces: spaces });
    const tall = village(three, 447, 900);
    expect(fitted(three, 447, 900).fences.length).toBe(tall.fences.length);
    const { fences, zoom, height } = fitted(three, 447, 330);
    expect(Math.floor(height * zoom)).toBeLessThanOrEqual(330);
    expect(fences.map(({ enclosure }) => enclosure.together.length)).toEqual([5, 5, 5]);
    expect(platesOf(fences).map(({ text }) => text)).toEqual(
      shims.map((pid) => `c${pid}: 6 namespaces`),
    );
    const called = { containers: [{ group: '/docker/6', name: 'web', root: '' }] };
    const named = fitted({ ...three, ...called }, 447, 330).fences;
    expect(platesOf(named).map(({ text }) => text)).toEqual([
      'c3: 6 namespaces',
      'web: 6 namespaces',
      'c9: 6 namespaces',
    ]);
  });
});
