import type { CallView, CodeLine, FramesView, VariableView } from '../simulator/protocol';

/** What every variable was worth, by where it lives. */
export type Values = Map<string, string>;

/** A frame keeps its base while it lives, whatever calls come and go inside it. */
export const keyOf = (call: CallView | null, variable: VariableView): string =>
  `${call ? `${call.function} ${call.base}` : ''} ${variable.name} ${variable.address}`;

export function valuesOf(view: FramesView): Values {
  const values: Values = new Map();
  for (const call of view.frames)
    for (const variable of call.variables)
      if (variable.value) values.set(keyOf(call, variable), variable.value);
  for (const variable of view.globals) values.set(keyOf(null, variable), variable.value);
  return values;
}

/**
 * What a variable was at the look before, where it was something else; '' where it was not there.
 */
export function before(
  values: Values | null,
  call: CallView | null,
  variable: VariableView,
): string | null {
  if (!values || !variable.value) return null;
  const was = values.get(keyOf(call, variable)) ?? '';
  return was === variable.value ? null : was;
}

/** So many lines of a text around one, the first of them numbered. */
export function excerpt(
  text: string,
  around: number,
  rows: number,
): { first: number; lines: string[] } {
  const all = text.replace(/\n$/, '').split('\n');
  const first = Math.max(1, Math.min(around - Math.floor(rows / 2), all.length - rows + 1));
  return { first, lines: all.slice(first - 1, first - 1 + rows) };
}

/** The next line with instructions, down or up; the same where there is none. */
export function neighbour(lines: CodeLine[], from: number, down: boolean): number {
  const others = lines.map((l) => l.line).filter((line) => (down ? line > from : line < from));
  return others.length ? (down ? Math.min(...others) : Math.max(...others)) : from;
}
