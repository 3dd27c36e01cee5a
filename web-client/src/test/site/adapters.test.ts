import { expect, it } from 'vitest';
import { adapter } from '../../main/site/simulator/adapters';

const call = (f: unknown, ...values: unknown[]) => (f as (...v: unknown[]) => unknown)(...values);

/** What the texts say when they are evaluated, as the runtime does where it may. */
const texts: string[][] = [
  ['rethrow', 'fn', 'p1', 'p2', 'try {\n    return fn(p1, p2);\n} catch (e) {\n    rethrow(e);\n}'],
  ['p1', 'p2', 'return [p1, p2]'],
  ['return []'],
  ['wrap', 'str', 'return str;'],
  ['wrap', '{return {};}'],
];

it('does what the evaluated text does', () => {
  const sum = (a: number, b: number) => a + b;
  expect(call(adapter(...texts[0]!), null, sum, 2, 3)).toEqual(call(new Function(...texts[0]!), null, sum, 2, 3));
  expect(call(adapter(...texts[1]!), 4, 5)).toEqual([4, 5]);
  expect(call(adapter(...texts[2]!))).toEqual([]);
  expect(call(adapter(...texts[3]!), 'wrap', 'text')).toBe('text');
  expect(call(adapter(...texts[4]!), 'wrap')).toEqual({});
});

it('hands what is thrown to the other side', () => {
  const seen: unknown[] = [];
  const fail = () => { throw new Error('inside'); };
  call(adapter(...texts[0]!), (e: unknown) => seen.push(e), fail, 1, 2);
  expect(String(seen[0])).toBe('Error: inside');
});

it('passes the receiver where the text does', () => {
  const text = ['rethrow', 'fn', 'return function(p1) {\n    try {\n        return fn(this, p1);\n    } catch (e) {\n        rethrow(e);\n    }\n};'];
  const method = call(adapter(...text), null, (self: { name: string }, value: string) => self.name + value);
  expect((method as (this: unknown, v: string) => unknown).call({ name: 'a' }, 'b')).toBe('ab');
});

it('refuses a text that it does not know', () => {
  expect(() => adapter('return document.cookie;')).toThrow(EvalError);
  expect(() => adapter('x', 'fetch(x)')).toThrow(EvalError);
});
