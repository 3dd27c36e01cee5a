import type { Sheet } from '../inspect/sheets';
import type { Picture } from '../lesson/bundle';
import type { View } from '../simulator/protocol';
import { key as descriptorKey } from '../inspect/table-list';

/** Where a thing of the machine lives that a lesson's words name. */
export type Sight =
  | { at: 'sheet'; sheet: Sheet; find: string }
  | { at: 'descriptor'; key: string; find: string }
  | { at: 'page'; linear: number; find: string }
  | { at: 'memory'; address: number; find: string }
  | { at: 'code'; file: string; line: number | null; find?: string }
  | { at: 'picture'; picture?: Picture; find: string }
  | { at: 'console'; find: string };

/** Between a selector and one for what is inside of what it finds. */
const within = ' >>> ';

/** A bit of an entry, by the name that it has there. */
const named = (bit: string): string => `[data-name="${bitNames[bit] ?? bit}"]`;
const bitNames: Record<string, string> = { present: 'P', writable: 'R/W', user: 'U/S' };

const path = (value: string): string => `[data-path="${value}"]`;

/** The place that a path such as `idt.30` or `flags.iopl` leads to; null where there is none. */
export function sight(of: string, view: View | null): Sight | null {
  const [head = '', name = '', field = ''] = of.split('.');
  switch (head) {
    case 'reg':
    case 'seg':
      return { at: 'sheet', sheet: 'now', find: path(`reg.${name}`) };
    case 'registers':
      return { at: 'sheet', sheet: 'now', find: '.regs' };
    case 'devices':
      return { at: 'sheet', sheet: 'devices', find: 'devices-view' };
    case 'exits':
      return { at: 'sheet', sheet: 'exits', find: 'exits-sheet' };
    case 'calls':
    case 'processes':
    case 'files':
    case 'fences':
    case 'capabilities':
    case 'layers':
      return { at: 'sheet', sheet: head, find: 'kernel-sheet' };
    case 'memory-map':
      return { at: 'sheet', sheet: 'map', find: 'kernel-sheet' };
    case 'flags':
      return { at: 'sheet', sheet: 'now', find: name ? path(`flags.${name}`) : '.flags' };
    case 'cpu':
      return name === 'iopl'
        ? { at: 'sheet', sheet: 'now', find: path('flags.iopl') }
        : { at: 'picture', find: '[data-name="CPL"]' };
    case 'idt':
    case 'gdt':
      return descriptor(head, number(head, name), field, view);
    case 'tss':
      return { at: 'sheet', sheet: 'tables', find: path(`tss.${name}`) };
    case 'page':
      return {
        at: 'page',
        linear: parseInt(name, 16),
        find: field ? `.way tbody:last-of-type${within}${named(field)}` : '.way',
      };
    case 'mem':
      return memory(parseInt(name, 16));
    case 'stack':
      return { at: 'picture', picture: 'stack', find: 'stack-picture' };
    case 'picture':
      return { at: 'picture', picture: name as Picture, find: 'picture-panel' };
    case 'console':
      return { at: 'console', find: '.console' };
    case 'code':
      return { at: 'code', file: of.slice('code.'.length), line: null };
    case 'original':
      return { at: 'code', file: of.slice('original.'.length), line: null, find: '.original' };
    case 'line':
      return lineOf(name, field, view);
    default:
      return null;
  }
}

/** Gates are numbered in hexadecimal, entries of the GDT in decimal. */
const number = (table: 'idt' | 'gdt', name: string): number =>
  parseInt(name, table === 'idt' || name.startsWith('0x') ? 16 : 10);

function descriptor(table: 'idt' | 'gdt', index: number, field: string, view: View | null): Sight {
  const entry = view?.tables[table].entries.find((e) => e.index === index);
  const key = entry ? descriptorKey(entry) : `${table}.${index}`;
  const row = `[data-key="${key}"]`;
  return {
    at: 'descriptor',
    key,
    find: field ? `${row}${within}[data-field="${field.toUpperCase()}"]` : row,
  };
}

function memory(address: number): Sight {
  const digits = address.toString(16).toUpperCase().padStart(8, '0');
  return { at: 'memory', address, find: `td[data-path^="mem.${digits}"]` };
}

/** The line of a symbol or function in the file that has it, or the first behind it with a word. */
function lineOf(symbol: string, word: string, view: View | null): Sight | null {
  for (const file of view?.code.files ?? []) {
    const lines = file.text.split('\n');
    const at = lines.findIndex(
      (line) =>
        line.trimStart().startsWith(`${symbol}:`) ||
        line.trimStart().startsWith(`${symbol} equ `) ||
        (line.includes(`${symbol}(`) && /^\w.*\{$/.test(line)),
    );
    const found = word ? lines.findIndex((line, i) => i > at && line.includes(word)) : at;
    if (at >= 0) return { at: 'code', file: file.name, line: Math.max(at, found) + 1 };
  }
  return null;
}

/** The element that a path of selectors leads to, as far as it goes. */
export function find(root: ParentNode, path: string): HTMLElement | null {
  let found: HTMLElement | null = null;
  for (const selector of path.split(within)) {
    const next = findDeep(found ?? root, selector);
    if (!next) break;
    found = next;
  }
  return found;
}

/** The first element that a selector finds, through all shadow roots below a root. */
function findDeep(root: ParentNode, selector: string): HTMLElement | null {
  const own = root.querySelector<HTMLElement>(selector);
  if (own) return own;
  for (const element of root.querySelectorAll('*')) {
    const inner = element.shadowRoot && findDeep(element.shadowRoot, selector);
    if (inner) return inner;
  }
  return null;
}

/** Brings a thing into sight and lights it up for a moment. */
export function light(thing: HTMLElement): void {
  thing.scrollIntoView({ block: 'center', inline: 'nearest' });
  // A field says little without the name of what it belongs to.
  thing.closest('details')?.querySelector('summary')?.scrollIntoView({ block: 'nearest' });
  thing.classList.remove('seen');
  void thing.offsetWidth; // so that the light goes on again where it was on
  thing.classList.add('seen');
  setTimeout(() => thing.classList.remove('seen'), 2400);
}
