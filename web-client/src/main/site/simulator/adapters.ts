type AnyFunction = (...values: never[]) => unknown;
type Adapter = (this: unknown, ...values: unknown[]) => unknown;

/** Calls and hands what is thrown to the other side's handler. */
const guarded = (call: () => unknown, rethrow: unknown): unknown => {
  try {
    return call();
  } catch (thrown) {
    return (rethrow as Adapter)(thrown);
  }
};

/**
 * TeaVM's Wasm runtime writes its small adapters between Java and JavaScript as text and turns them
 * into functions with `new Function`, which our content security policy forbids. These are the
 * same adapters as closures, found by what their text says; an unknown text is an error.
 */
export function adapter(...text: string[]): AnyFunction {
  const body = text[text.length - 1]!.trim(), names = text.slice(0, -1);
  const made = byBody(body, names);
  if (!made) throw new EvalError(`no adapter without eval for: ${body}`);
  return made as AnyFunction;
}

function byBody(body: string, names: string[]): Adapter | null {
  if (/^try \{\s*return fn\(/.test(body)) return (rethrow, fn, ...values) => guarded(() => (fn as Adapter)(...values), rethrow);
  if (/^try \{\s*return instance !== null/.test(body))
    return (rethrow, global, instance, method, ...values) =>
      guarded(() => (instance !== null ? (instance as Record<string, Adapter>)[method as string]!(...values) : ((global as Adapter)(method) as Adapter)(...values)), rethrow);
  if (/^try \{\s*return new constructor\(/.test(body)) return (rethrow, constructor, ...values) => guarded(() => new (constructor as new (...v: unknown[]) => unknown)(...values), rethrow);
  if (/^return \[[\w, ]*\]$/.test(body)) return (...values) => values;
  if (/^return new Function\(/.test(body)) return (wrap, ...inner) => adapter('wrapCallFromJavaToJs', ...(inner as string[])).bind(null, wrap as never);
  if (/^return function \S+\(marker, javaObject\)/.test(body))
    return (constructor) => function (this: unknown, marker: unknown, object: unknown) { return (constructor as Adapter).call(this, marker, object); };
  if (/^return function\([\w, ]*\) \{\s*try \{\s*return fn\(this\b/.test(body))
    return (rethrow, fn) => function (this: unknown, ...values: unknown[]) { return guarded(() => (fn as Adapter)(this, ...values), rethrow); };
  if (/^return function\([\w, ]*\) \{\s*try \{\s*return fn\(/.test(body)) return (rethrow, fn) => (...values: unknown[]) => guarded(() => (fn as Adapter)(...values), rethrow);
  if (/^\{\s*return \{\};\s*\}$/.test(body)) return () => ({});
  const returned = /^return (\w+);$/.exec(body)?.[1];
  if (returned === undefined) return null;
  const at = names.indexOf(returned);
  if (at >= 0) return (...values) => values[at];
  // The name of a global object.
  return names.length === 0 && returned in globalThis ? () => (globalThis as Record<string, unknown>)[returned] : null;
}

/** From here on `new Function` makes adapters of the known kinds, and nothing else. */
export function useAdapters(): void {
  globalThis.Function = adapter as unknown as FunctionConstructor;
}
