/** Hand-made views for drawing while no simulator is built. Never shipped. */
import type { Answer, DescriptorView, GateView, Request, Sentence, View, FieldView, Mark } from '../main/site/simulator/protocol';
import kernel from './kernel.asm?raw';
import wall from './wall.asm?raw';

const s = (text: string): Sentence => ({
  id: 'fake', text: text.replace(/[`*]/g, ''),
  parts: text.split(/(`[^`]+`|\*[^*]+\*)/).filter(Boolean).map((p) =>
    p[0] === '`' ? { text: p.slice(1, -1), kind: 'code' as const } : p[0] === '*' ? { text: p.slice(1, -1), kind: 'fault' as const } : { text: p, kind: 'plain' as const }),
});
interface Step { cpl: number; address: number; file: string; line: number; text: string; kind: 'run' | 'fault' | 'deliver' | 'iret' | 'int' | 'table'; gate?: number }
const lineOf = (text: string, needle: string) => text.split('\n').findIndex((l) => l.includes(needle)) + 1;
const kernelLines = kernel.split('\n').map((t, i) => ({ t, i: i + 1 })).filter(({ t, i }) => i > 38 && i < 95 && /^ {4}[a-z]/.test(t));
const steps: Step[] = kernelLines.slice(0, 40).map(({ t, i }, n) => ({ cpl: 0, address: 0x7c00 + n * 5, file: 'kernel.asm', line: i, text: t.split(';')[0]!.trim().replace(/\s+/g, ' '), kind: /lgdt|lidt|ltr/.test(t) ? 'table' : 'run' }));
steps.push({ cpl: 0, address: 0x7d40, file: 'kernel.asm', line: lineOf(kernel, '    iret'), text: 'iret', kind: 'iret' });
const user = (needle: string, address: number, kind: Step['kind'] = 'run', gate?: number): Step => ({ cpl: 3, address, file: 'wall.asm', line: lineOf(wall, needle), text: needle.replace(/\s+/g, ' '), kind, ...(gate === undefined ? {} : { gate }) });
const kern = (needle: string, address: number, kind: Step['kind'] = 'run'): Step => ({ cpl: 0, address, file: 'kernel.asm', line: lineOf(kernel, needle), text: needle.trim().replace(/\s+/g, ' '), kind });
const refuse = (needle: string, address: number) => steps.push(user(needle, address, 'fault'), { ...kern('push  eax', 0x8080), kind: 'deliver', gate: 13 }, kern('push  eax', 0x8080), kern('mov   ebx, [esp + 12]', 0x8082), kern('pop   ebx', 0x8090), kern('add   esp, 4', 0x8092), { ...kern('    iret', 0x8095, 'iret'), line: lineOf(kernel, 'IRET does not expect') + 1 });
steps.push(user('mov  eax, 7', 0x20000), user('mov  ebx, counter', 0x20005), user('inc  dword [ebx]', 0x2000a), user('pushfd', 0x2000c), user('pop  ecx', 0x2000d));
refuse('cli ', 0x2000e); refuse('hlt ', 0x2000f); refuse('mov  cr0, eax', 0x20010); refuse('in   al, 0x60', 0x20013);
steps.push(user("mov  al, 'h'", 0x20015), user('int  0x30', 0x20017, 'int', 0x30), kern('test  al, al', 0x8060), kern('jz    end_program', 0x8062), kern('out   0xE9, al', 0x8064), { ...kern('    iret', 0x8066, 'iret') });

let at = 0, last = 0, dpl = 0, answered: string | null = null, hints = 0;
const cplAfter = (n: number): number => { const x = steps[n - 1]; if (!x) return 0; if (x.kind === 'iret') return 3; if (x.kind === 'deliver' || x.kind === 'int') return 0; return x.cpl; };

function fields(low: number, high: number, selectorText: string, path: string | null, asked: boolean, offset: string): FieldView[] {
  return [
    { name: 'offset 31:16', word: 1, high: 31, low: 16, value: high >>> 16, text: offset.slice(0, 4), path: null, asked: false, spoken: 'offset 31 to 16' },
    { name: 'P', word: 1, high: 15, low: 15, value: 1, text: '1', path: path && `${path}.present`, asked: false, spoken: 'present 1' },
    { name: 'DPL', word: 1, high: 14, low: 13, value: (high >>> 13) & 3, text: String((high >>> 13) & 3), path: path && `${path}.dpl`, asked, spoken: `DPL ${(high >>> 13) & 3}` },
    { name: 'type', word: 1, high: 12, low: 8, value: (high >>> 8) & 31, text: ((high >>> 8) & 31).toString(16).toUpperCase().padStart(2, '0'), path: null, asked: false, spoken: 'type' },
    { name: '', word: 1, high: 7, low: 0, value: 0, text: '00', path: null, asked: false, spoken: 'reserved' },
    { name: 'selector', word: 0, high: 31, low: 16, value: 8, text: selectorText, path: null, asked: false, spoken: 'selector 0008' },
    { name: 'offset 15:0', word: 0, high: 15, low: 0, value: low & 0xffff, text: offset.slice(4), path: null, asked: false, spoken: 'offset 15 to 0' },
  ];
}
function gate(table: 'gdt' | 'idt', index: number, kind: string, d: number, offset: string, asked = false): DescriptorView {
  const high = 0x8e00 | (d << 13), low = (8 << 16) | parseInt(offset.slice(4), 16);
  return { table, index, selector: table === 'gdt' ? index : 0, address: 0x9000 + index * 8, low, high, kind, title: `32-bit ${kind} to 0008:${offset}`, fields: fields(low, high, '0008', `${table}.${index.toString(16).toUpperCase().padStart(2, '0')}`, asked, offset), usedBy: [] };
}
function segment(index: number, kind: string, d: number, title: string, usedBy: string[]): DescriptorView {
  return { table: 'gdt', index: index / 8, selector: index, address: 0x8f00 + index, low: 0xffff, high: 0xcf9a00, kind, title, usedBy, fields: [
    { name: 'base 31:24', word: 1, high: 31, low: 24, value: 0, text: '00', path: null, asked: false, spoken: '' },
    { name: 'G', word: 1, high: 23, low: 23, value: 1, text: '1', path: null, asked: false, spoken: '' }, { name: 'D', word: 1, high: 22, low: 22, value: 1, text: '1', path: null, asked: false, spoken: '' },
    { name: '', word: 1, high: 21, low: 20, value: 0, text: '0', path: null, asked: false, spoken: '' },
    { name: 'limit', word: 1, high: 19, low: 16, value: 15, text: 'F', path: null, asked: false, spoken: '' }, { name: 'P', word: 1, high: 15, low: 15, value: 1, text: '1', path: null, asked: false, spoken: '' },
    { name: 'DPL', word: 1, high: 14, low: 13, value: d, text: String(d), path: `gdt.${index / 8}.dpl`, asked: false, spoken: '' }, { name: 'type', word: 1, high: 12, low: 8, value: 0x1a, text: '1A', path: null, asked: false, spoken: '' },
    { name: 'base 23:16', word: 1, high: 7, low: 0, value: 0, text: '00', path: null, asked: false, spoken: '' },
    { name: 'base 15:0', word: 0, high: 31, low: 16, value: 0, text: '0000', path: null, asked: false, spoken: '' }, { name: 'limit 15:0', word: 0, high: 15, low: 0, value: 0xffff, text: 'FFFF', path: null, asked: false, spoken: '' }] };
}
function marks(): Mark[] {
  const m: Mark[] = [];
  steps.slice(0, last).forEach((x, i) => {
    const step = i + 1;
    if (x.kind === 'table') m.push({ step, kind: 'table', label: x.text.split(' ')[0]!, sentence: x.text });
    if (x.kind === 'iret') m.push({ step, kind: 'crossing', label: 'iret', sentence: 'iret returns to ring 3' });
    if (x.kind === 'deliver') m.push({ step, kind: 'crossing', label: '0x0D', sentence: 'gate 0x0D to the kernel' });
    if (x.kind === 'fault') m.push({ step, kind: 'fault', label: '#GP(0)', sentence: `${x.text} is refused` });
    if (x.kind === 'int') m.push({ step, kind: 'call', label: 'int 0x30', sentence: 'asks the kernel' });
  });
  return m;
}
function view(): View {
  const now = steps[at - 1], next = steps[at], fault = now?.kind === 'fault', cpl = cplAfter(at);
  const bands = []; let start = 0;
  for (let i = 1; i <= last; i++) if (i === last || cplAfter(i + 1) !== cplAfter(start + 1)) { bands.push({ from: start, to: i, cpl: cplAfter(start + 1) }); start = i; }
  const built = at > 28;
  const g = (id: number, kind: GateView['kind'], d: number, target: string): GateView => ({ id, kind, label: `0x${id.toString(16).toUpperCase().padStart(2, '0')}`, dpl: d, openTo: [0, 1, 2, 3].filter((r) => r <= d), open: cpl <= d, target, targetRing: 0, word: s(cpl <= d ? 'open' : 'closed'), usedNow: (now?.kind === 'deliver' && id === 13) || (now?.kind === 'int' && id === 0x30) });
  const ring3 = steps.slice(0, at).map((x, i) => ({ x, i })).filter(({ x }) => x.cpl === cpl && x.kind !== 'deliver').slice(-7);
  const trail = ring3.map(({ x }) => ({ address: x.address, text: x.text }));
  if (fault) trail.pop();
  const reg = (name: string, value: number, changed = false) => ({ name, value, changed });
  const code = (name: string, text: string, editable: boolean) => ({ name, editable, text, errors: [], lines: text.split('\n').flatMap((t, i) => {
    const hits = steps.filter((x) => x.file === name && x.line === i + 1 && x.kind !== 'deliver'); const m = /^ {4}[a-z]/.test(t);
    const f = steps.slice(0, at).find((x) => x.file === name && x.line === i + 1 && x.kind === 'fault');
    return m ? [{ line: i + 1, address: hits[0]?.address ?? (name === 'wall.asm' ? 0x20017 : 0x7d00) + i, length: 2, executed: hits.some((x) => steps.indexOf(x) < at && x.kind !== 'fault'), fault: f ? '#GP(0)' : null }] : [];
  }) });
  const here = fault ? now : next;
  return {
    step: at, lastStep: last, instructions: at, status: at >= steps.length ? 'halted' : fault ? 'fault' : at === 0 ? 'ready' : 'paused', stopped: fault ? s('stopped at a fault') : null,
    sentence: !now ? s('The machine is ready. Nothing has run yet.') : fault ? s(`\`${now.text}\` is refused: CPL 3 is greater than IOPL 0. The processor raises *#GP(0)*; no register has changed.`) : now.kind === 'deliver' ? s('The processor enters the kernel through gate 0x0D: ring 3 to 0; stack switched to 0010:00009FF0.') : now.kind === 'iret' ? s('`iret` returns to ring 3.') : s(`\`${now.text}\` runs in ring ${now.cpl}.`),
    next: next ? s(fault ? 'next: gate 0x0D to the kernel' : `next: \`${next.text}\``) : null, spoken: now ? `step ${at}: ${now.text}` : 'ready',
    registers: [reg('eax', 7, true), reg('ebx', 0x20040, true), reg('ecx', 0x202, true), reg('edx', 0), reg('esi', 0), reg('edi', 0), reg('ebp', 0), reg('esp', cpl === 3 ? 0x23000 : 0x9ff0 - 4 * (at % 5)), reg('eip', here?.address ?? 0, true)],
    segments: [['cs', cpl === 3 ? 0x1b : 8], ['ss', cpl === 3 ? 0x23 : 0x10], ['ds', 0x23], ['es', 0x23], ['fs', 0], ['gs', 0], ['tr', 0x28], ['ldtr', 0]].map(([name, selector]) => ({ name: name as string, selector: selector as number, base: 0, limit: 0xffffffff, rights: 0xcf9a00, dpl: cpl, changed: false, text: `DPL ${cpl}, 0 to 4 GiB` })),
    flags: [['IOPL', 0], ['OF', 0], ['DF', 0], ['IF', cpl === 3 ? 1 : 0], ['TF', 0], ['SF', 0], ['ZF', 0], ['AF', 0], ['PF', 0], ['CF', 0]].map(([name, value]) => ({ name: name as string, value: value as number, changed: false, asked: !!fault && name === 'IOPL' })),
    eflags: 0x202, mode: at > 8 ? 'protected' : 'real', cpl, iopl: 0, cr0: 0x11,
    code: { files: [code('kernel.asm', kernel, false), code('wall.asm', wall, true)], current: here ? { file: here.file, line: here.line } : null, listing: [] },
    tables: { gdt: { base: 0x8f00, limit: 0x47, entries: [segment(8, 'code', 0, 'code, DPL 0, 0 to 4 GiB', cpl === 0 ? ['cs'] : []), segment(0x10, 'data', 0, 'data, DPL 0, 0 to 4 GiB', cpl === 0 ? ['ss'] : []), segment(0x18, 'code', 3, 'code, DPL 3, 0 to 2FFFF', cpl === 3 ? ['cs'] : []), segment(0x20, 'data', 3, 'data, DPL 3, grows down', ['ds']), gate('gdt', 0x38, 'call gate', 0, '000080A0'), gate('gdt', 0x40, 'call gate', 3, '000080A0')] },
      idt: { base: 0x9000, limit: 0x187, entries: built ? [gate('idt', 6, 'interrupt gate', 0, '000080F0'), gate('idt', 8, 'interrupt gate', 0, '000080F0'), gate('idt', 13, 'interrupt gate', 0, '00008080'), gate('idt', 0x30, 'interrupt gate', dpl, '00008060')] : [] },
      tss: { base: 0x9300, limit: 0x67, fields: [{ name: 'ESP0', offset: 4, value: 0x9ff0, changed: false }, { name: 'SS0', offset: 8, value: 0x10, changed: false }] } },
    rings: {
      cpl, usedRings: at > 8 ? [0, 3] : [0], gates: built ? [g(6, 'interrupt', 0, 'end_program'), g(8, 'interrupt', 0, 'end_program'), g(13, 'interrupt', 0, 'refused'), g(0x30, 'interrupt', dpl, 'service'), g(0x38, 'call', 0, 'call_service'), g(0x40, 'call', 3, 'call_service')] : [],
      regions: built ? [{ name: 'code', ring: 3, base: 0, limit: 0x2ffff }, { name: 'data', ring: 3, base: 0x20000, limit: 0xffffffff }, { name: 'stack', ring: 3, base: 0x20000, limit: 0xffffffff }, { name: 'stack', ring: 0, base: 0, limit: 0xffffffff }] : [],
      actor: here ? { ring: cpl, mnemonic: here.text.split(' ')[0]!, text: here.text, privileged: /cli|hlt|cr0|out|in /.test(here.text), trail: trail.slice(-6), place: fault ? 'wall' : now?.kind === 'deliver' || now?.kind === 'int' ? 'gate' : cpl === 0 ? 'court' : 'home', gate: now?.gate ?? null } : null,
      crossing: now?.kind === 'iret' ? { from: 0, to: 3, gate: null, by: 'iret' } : now?.kind === 'deliver' ? { from: 3, to: 0, gate: 13, by: 'exception' } : now?.kind === 'int' ? { from: 3, to: 0, gate: 0x30, by: 'int' } : null,
      refusal: fault ? { rule: 'cpl-iopl', gate: null, compare: [{ name: 'CPL', value: 3, relation: '>', failed: false, asked: true }, { name: 'IOPL', value: 0, relation: null, failed: true, asked: true }, { name: 'DPL', value: null, relation: null, failed: false, asked: false }] } : null,
    },
    why: fault || now?.kind === 'deliver' ? { title: s(`\`${(fault ? now! : steps[at - 2]!).text}\` refused: *#GP(0)*`), section: 'SDM 2A, CLI', rule: s('Clearing IF is allowed only while CPL ≤ IOPL. You are in ring 3.'), rows: [
      { name: 'CPL', value: 3, text: '3', source: s('CS 001B, bits 1:0, set by `iret` at'), step: 41, asked: true }, { name: 'IOPL', value: 0, text: '0', source: s('EFLAGS 13:12, set by the same `iret`'), step: null, asked: true }, { name: 'DPL', value: null, text: '–', source: s('not asked: `cli` names no descriptor'), step: null, asked: false }],
      verdict: { text: '3 ≤ 0', ok: false, sentence: s('refused, and EIP stays at 0002000E') } } : null,
    marks: marks(), bands,
    tasks: [
      { id: 'run-five', title: 'Run five ordinary instructions in ring 3', state: at >= 46 || last >= 46 ? 'passed' : 'open', step: 46, firstTry: true, answered: null, feedback: null, correct: null, hintsGiven: [], moreHints: false, ask: { type: 'none', choices: [] }, deadEnd: null },
      { id: 'predict-cli', title: 'Predict: what will cli do at step 47?', state: answered === 'GP' ? 'passed' : 'open', step: answered ? 47 : null, firstTry: true, answered, feedback: answered ? s(answered === 'GP' ? 'You said #GP, and it did. IF is still 1.' : 'IF may change only while CPL ≤ IOPL. Look at both numbers.') : null, correct: answered ? answered === 'GP' : null, hintsGiven: [], moreHints: true, ask: { type: 'choice', choices: [{ value: 'IF', text: 'clear IF' }, { value: 'none', text: 'nothing' }, { value: 'GP', text: 'raise #GP' }] }, deadEnd: null },
      { id: 'name-check', title: 'Name the check that refused it', state: answered === 'GP' ? 'open' : 'locked', step: null, firstTry: false, answered: null, feedback: null, correct: null, hintsGiven: hints ? [s('It is in EFLAGS, in bits 13 and 12. Press the flag row to see who wrote it last.')] : [], moreHints: !hints, ask: { type: 'number', choices: [] }, deadEnd: null },
    ],
    console: at >= steps.length - 1 ? 'h' : '', events: fault ? [{ name: 'fault.GP', sentence: s('The processor raises *#GP(0)*.') }] : now?.kind === 'int' || now?.kind === 'deliver' ? [{ name: 'gate.interrupt', sentence: s('Gate 0x30 lets you through: CPL 3 ≤ DPL 3.') }, { name: 'stack.switch', sentence: s('The stack is now 0010:00009FF0, from the TSS.') }, { name: 'ring.in', sentence: s('Ring 3 to ring 0.') }] : [],
  };
}
const to = (n: number) => { at = Math.max(0, Math.min(steps.length, n)); last = Math.max(last, at); };
export function request(json: string): string {
  const r = JSON.parse(json) as Request;
  let extra: object = {};
  switch (r.do) {
    case 'open': at = 0; last = 0; if (r.log) for (const e of r.log) { if (e.do === 'run') to(at + Number(e['steps'])); if (e.do === 'answer') answered = String(e['value']); } break;
    case 'restart': at = 0; last = 0; break;
    case 'step': case 'over': to(at + 1); break;
    case 'back': to(at - 1); break;
    case 'seek': to(r.step); break;
    case 'run': { let n = 0; while (at < steps.length && n++ < r.budget) { to(at + 1); const k = steps[at - 1]!.kind; if ((r.stops.includes('fault') && k === 'fault') || (r.stops.includes('ring') && (k === 'iret' || k === 'deliver' || k === 'int')) || (r.stops.includes('call') && k === 'int')) return JSON.stringify({ ok: true, view: { ...view(), stopped: s(k === 'fault' ? 'stopped at a fault' : 'stopped at a ring crossing') } }); } break; }
    case 'next': { const m = steps.findIndex((x, i) => i >= at && x.kind !== 'run'); to(m < 0 ? steps.length : m + 1); break; }
    case 'previous': { const m = marks().filter((x) => x.step < at).at(-1); to(m ? m.step : 0); break; }
    case 'poke': if (r.path.endsWith('30.dpl')) dpl = r.value; break;
    case 'answer': if (r.task === 'predict-cli') answered = String(r.value); break;
    case 'hint': hints++; break;
    case 'assemble': extra = { errors: r.text.includes('bad') ? [{ line: r.text.split('\n').findIndex((l) => l.includes('bad')) + 1, column: 5, length: 3, message: s('There is no instruction `bad`.') }] : [] }; break;
    case 'memory': extra = { bytes: Array.from({ length: r.length }, (_, i) => (r.address + i * 7) & 255), written: [[r.address + 20, r.address + 24]] }; break;
    case 'share': extra = { sandbox: { format: 1, simulator: '0.1.0', lesson: 'rings/wall-and-gate', log: [{ do: 'run', steps: at }] }, fragment: btoa(String(at)), bytes: 40 }; break;
    case 'unshare': extra = { sandbox: { format: 1, simulator: '0.1.0', lesson: 'rings/wall-and-gate', log: [{ do: 'run', steps: Number(atob(r.fragment)) }] } }; break;
    case 'log': extra = { log: [{ do: 'run', steps: at }] }; break;
    case 'digest': extra = { digest: 'fa'.repeat(32) }; break;
    case 'load': case 'view': break;
  }
  return JSON.stringify({ ok: true, view: view(), ...extra } as Answer);
}
