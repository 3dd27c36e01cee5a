import { expect, it } from 'vitest';
import { stations, total } from '../../main/site/inspect/passage-drawing';
import type { PassageRow, PassageView } from '../../main/site/simulator/protocol';

const nothing = { id: '', text: '', parts: [] };
const check = (name: 'passed' | 'failed' | 'open'): PassageRow => ({
  kind: 'check',
  name,
  text: nothing,
  value: '',
  section: '',
});
const entry = (name: 'IDT' | 'GDT', address: number): PassageRow => ({
  kind: 'entry',
  name,
  address,
  value: '',
  text: '',
  dpl: 0,
});
const change = (name: string, value: string): PassageRow => ({
  kind: 'change',
  name,
  before: '',
  value,
});
const passage = (...rows: PassageRow[]): PassageView => ({
  step: 1,
  title: nothing,
  from: 'int 0x30',
  rows,
  end: null,
  tasks: [],
});

it('goes from what began it through the descriptors to the new place', () => {
  const way = stations(
    passage(
      check('passed'),
      entry('IDT', 0x180),
      check('passed'),
      entry('GDT', 8),
      change('CS', '0008'),
      change('EIP', '00008080'),
    ),
  );
  expect(way.map((s) => s.lines)).toEqual([
    ['int 0x30'],
    ['IDT', '00000180', 'DPL 0'],
    ['GDT', '00000008', 'DPL 0'],
    ['CS:EIP', '0008', '00008080'],
  ]);
  expect(way.every((s) => s.state === 'passed')).toBe(true);
});

it('has the register that SYSEXIT takes its segments from, where no descriptor is read', () => {
  const load = (name: string, from: string, plus: number): PassageRow => ({
    kind: 'load',
    name,
    from,
    plus,
    value: '',
  });
  const way = stations(
    passage(
      check('passed'),
      load('CS', 'IA32_SYSENTER_CS', 16),
      load('SS', 'IA32_SYSENTER_CS', 24),
      load('EIP', 'EDX', 0),
      change('CS', '001B'),
    ),
  );
  expect(way.map((s) => s.lines)).toEqual([
    ['int 0x30'],
    ['IA32_SYSENTER_CS', '+ 16'],
    ['CS:EIP', '001B'],
  ]);
});

it('ends nowhere when a check failed, and says at which place', () => {
  const way = stations(
    passage(check('passed'), entry('IDT', 0x180), check('failed'), check('open')),
  );
  expect(way.map((s) => s.state)).toEqual(['passed', 'failed', 'open']);
  expect(way[2]!.lines).toEqual([]);
});

it('stays within its width, however many descriptors a task loads', () => {
  const way = stations(passage(...Array.from({ length: 8 }, (_, i) => entry('GDT', 8 * i))));
  expect(way.length).toBe(5);
  const last = way[way.length - 1]!;
  expect(last.x + last.w).toBeLessThanOrEqual(total + 0.01);
  for (let i = 1; i < way.length; i++)
    expect(way[i]!.x).toBeGreaterThan(way[i - 1]!.x + way[i - 1]!.w);
});
