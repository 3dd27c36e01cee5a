import { describe, expect, it } from 'vitest';
import {
  columnsOf,
  hostOf,
  isTorn,
  ownNumber,
  rootsOf,
  short,
  spansOf,
} from '../../main/site/kernel/fences';
import { kernel, process, space } from './kernel-sample';

const host = [1, 2, 3, 4, 5];
const box = [
  space('user', 1, host.slice(0, 2)),
  space('user', 7, [3, 4, 5], false),
  space('pid', 2, host.slice(0, 3)),
  space('pid', 8, [4, 5], false),
  space('uts', 3, host),
];
const processes = [
  process(1, 0),
  process(2, 1),
  process(3, 2),
  process(4, 3, { numbers: [4, 1] }),
  process(5, 4, { numbers: [5, 2] }),
];
const pids = (of: ReturnType<typeof columnsOf>) =>
  of.map((column) => column.processes.map(({ pid }) => pid).join('+'));

describe('the columns of fences', () => {
  it('are processes whose sets are spans', () => {
    const columns = columnsOf(kernel(processes, { namespaces: box }));
    expect(pids(columns)).toEqual(['1', '2', '3', '4', '5']);
    expect(spansOf(columns, 'user').map(({ length }) => length)).toEqual([2, 3]);
    expect(spansOf(columns, 'pid').map(({ space: one }) => one?.number)).toEqual([2, 8]);
    expect(spansOf(columns, 'uts').map(({ length }) => length)).toEqual([5]);
    expect(spansOf(columns, 'net')).toEqual([{ space: undefined, length: 5 }]);
  });

  it('are moved until sets are spans, where the tree would tear them', () => {
    const siblings = [1, 2, 3, 4].map((pid) => process(pid, pid === 1 ? 0 : 1));
    const namespaces = [
      space('uts', 1, [1, 3]),
      space('uts', 9, [2, 4], false),
      space('pid', 2, [1, 2, 3, 4]),
      space('mnt', 3, [1, 4]),
      space('mnt', 8, [2, 3], false),
    ];
    const columns = columnsOf(kernel(siblings, { namespaces }));
    // A ring of four sets cannot be laid out without tearing one.
    expect(spansOf(columns, 'uts').length + spansOf(columns, 'mnt').length).toBe(5);
    expect(isTorn(columns)).toBe(true);
    const two = columnsOf(kernel(siblings, { namespaces: namespaces.slice(0, 3) }));
    expect(pids(two)).toEqual(['1', '3', '2', '4']);
    expect(isTorn(two)).toBe(false);
  });

  it('begin with the host, whatever had to be moved', () => {
    const order = [1, 2, 3].map((pid) => process(pid, pid - 1));
    const namespaces = [
      space('uts', 1, [1, 3]),
      space('uts', 9, [2], false),
      space('mnt', 2, [1]),
      space('mnt', 8, [2, 3], false),
    ];
    const columns = columnsOf(kernel(order, { namespaces }));
    expect(isTorn(columns)).toBe(false);
    expect(pids(columns)).toEqual(['1', '3', '2']);
  });

  it('are told apart by their roots, and know their host name', () => {
    const apart = [
      process(1, 0, { host: 'host' }),
      process(2, 1, { host: 'host', root: '/srv/box' }),
      process(3, 2, { host: 'host', root: '/srv/box' }),
    ];
    const columns = columnsOf(kernel(apart, { namespaces: [space('uts', 3, [1, 2, 3])] }));
    expect(rootsOf(columns)).toEqual([
      { root: '/', length: 1 },
      { root: '/srv/box', length: 2 },
    ]);
    expect(hostOf(columns, columns[0]!.of.get('uts')!)).toBe('host');
  });

  it('have nobody who has ended', () => {
    const dead = process(6, 1, { state: 'zombie' });
    expect(pids(columnsOf(kernel([...processes, dead], { namespaces: box })))).toHaveLength(5);
  });

  it('are put together by what they share when there are more than seven', () => {
    const more = [6, 7, 8].map((pid) => process(pid, 4));
    const namespaces = box.map((one) =>
      one.kind === 'uts' || !one.initial ? { ...one, members: [...one.members, 6, 7, 8] } : one,
    );
    const columns = columnsOf(kernel([...processes, ...more], { namespaces }));
    expect(pids(columns)).toEqual(['1+2', '3', '4+5+6+7+8']);
  });
});

it('a process is known by the innermost of its numbers, a namespace by its last digits', () => {
  expect(ownNumber(process(4, 1, { numbers: [4, 2, 1] }))).toBe(1);
  expect(ownNumber(process(4, 1))).toBeUndefined();
  expect(short(4026531837)).toBe('…1837');
});
