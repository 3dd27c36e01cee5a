/**
 * Loads a Wasm GC module that TeaVM compiled, and gives it what it imports.
 *
 * TeaVM ships a loader of its own, which makes functions from text; the content security policy of
 * this site forbids that, so this one keeps to closures. It knows what this simulator imports; an
 * import that it does not know makes instantiation fail, and the JavaScript build is taken.
 */

type Fn = (...args: never[]) => unknown;
type Wrapped = Record<symbol, unknown>;
type Exports = Record<string, unknown>;

const pageBytes = 65_536;
const largestMemory = 0x7fff_ffff;

/** The object in Java that a wrapper in JavaScript stands for. */
const javaObject = Symbol('java object');

/** Bodies of the functions that the class library writes in JavaScript. */
const bodies: Record<string, Fn> = {
  'return str;': (value: unknown) => value,
  'return value;': (value: unknown) => value,
  'return number;': (value: unknown) => value,
  'return buffer;': (value: unknown) => value,
  'return {};': () => ({}),
};

const globals: Record<string, unknown> = {
  ArrayBuffer,
  Int8Array,
  Int16Array,
  FinalizationRegistry,
};

function known<T>(table: Record<string, T>, name: string, what: string): T {
  if (!Object.hasOwn(table, name))
    throw new Error(`The simulator asks for an unknown ${what}: ${name}`);
  return table[name] as T;
}

const identity = (value: unknown) => value;

/** What `org.teavm.jso` imports. Failures inside are the simulator's own and end it. */
function interop() {
  const wrappers = new WeakMap<object, object>();
  return {
    stringBuiltinsSupported: () => 1,
    isUndefined: (value: unknown) => value === undefined,
    isPrimitive: (value: unknown, type: string) => typeof value === type || value === null,
    instanceOf: (value: unknown, type: new () => unknown) => value instanceof type,
    instanceOfOrNull: (value: unknown, type: new () => unknown) =>
      value === null || value instanceof type,
    global: (name: string) => known(globals, name, 'global'),
    getProperty: (object: Record<string, unknown>, name: string) => object[name],
    setProperty: (object: Record<string, unknown>, name: string, value: unknown) => {
      object[name] = value;
    },
    wrapInt: identity,
    wrapShort: identity,
    wrapObject: identity,
    unwrapInt: identity,
    unwrapByte: identity,
    createFunction0: (body: string) => known(bodies, body.replace(/^\{(.*)\}$/, '$1'), 'function'),
    createFunction1: (_name: string, body: string) => known(bodies, body, 'function'),
    callFunction0: (fn: () => unknown) => fn(),
    callFunction1: (fn: (first: unknown) => unknown, first: unknown) => fn(first),
    callMethod0: (object: Record<string, () => unknown>, method: string) => object[method]?.(),
    callMethod3: (
      object: Record<string, (...args: unknown[]) => unknown>,
      method: string,
      ...args: unknown[]
    ) => object[method]?.(...args),
    construct1: (type: new (first: unknown) => unknown, first: unknown) => new type(first),
    construct3: (type: new (...all: unknown[]) => unknown, ...all: unknown[]) => new type(...all),
    createClass: () =>
      class {
        constructor(instance: unknown) {
          (this as Wrapped)[javaObject] = instance;
        }
      },
    defineFunction: identity,
    defineMethod: (
      type: { prototype: Record<string, unknown> },
      name: string,
      fn: (...args: unknown[]) => unknown,
    ) => {
      type.prototype[name] = function method(this: unknown, ...args: unknown[]) {
        return fn(this, ...args);
      };
    },
    defineStaticMethod: (type: Record<string, unknown>, name: string, fn: unknown) => {
      type[name] = fn;
    },
    javaObjectToJS: (instance: object | null, type: new (instance: object) => object) => {
      if (instance === null) return null;
      let wrapper = wrappers.get(instance);
      if (!wrapper) wrappers.set(instance, (wrapper = new type(instance)));
      return wrapper;
    },
    unwrapJavaObject: (wrapper: Wrapped) => wrapper[javaObject],
    asFunction: (object: Record<string, (...args: unknown[]) => unknown> | null, method: string) =>
      object && ((...args: unknown[]) => object[method]?.(...args)),
  };
}

interface MemoryNeeds {
  min: number;
  dataSize: number;
}

function memoryNeeds(module: WebAssembly.Module): MemoryNeeds {
  const [section] = WebAssembly.Module.customSections(module, 'teavm.memoryRequirements');
  return section
    ? (JSON.parse(new TextDecoder().decode(section)) as MemoryNeeds)
    : { min: 1, dataSize: 0 };
}

/**
 * Their modules stay until another machine starts; whatever is hot after so many is interpreted.
 */
const mostRegions = 20_000;
const tableStep = 1000;

/**
 * A module of one function, which calls the function of that number in a table: so the simulator
 * goes from WebAssembly to WebAssembly without a step in JavaScript (core specification, chapter
 * 5).
 */
const caller = [
  [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  // Types: of a word to nothing, and of nothing to nothing.
  [1, 8, 2, 0x60, 1, 0x7f, 0, 0x60, 0, 0],
  // Imports: a table of functions, "e" "t".
  [2, 9, 1, 1, 0x65, 1, 0x74, 1, 0x70, 0, 0],
  // One function of the first type, exported as "run".
  [3, 2, 1, 0],
  [7, 7, 1, 3, 0x72, 0x75, 0x6e, 0, 0],
  // Its code: local.get 0, call_indirect of the second type.
  [10, 9, 1, 7, 0, 0x20, 0, 0x11, 1, 0, 0x0b],
];

/**
 * Modules that the simulator translates hot code into, over its own memory. They come from the
 * simulator itself and import nothing but that memory and what the simulator does for them.
 */
function translated(memory: WebAssembly.Memory, simulator: () => WebAssembly.Exports) {
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: 0 });
  let regions = 0;
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(new Uint8Array(caller.flat())),
    { e: { t: table } },
  );
  return {
    compile: (address: number, length: number) => {
      if (regions >= mostRegions) return -1;
      const bytes = new Uint8Array(memory.buffer, address, length).slice();
      try {
        const { walk, readPort, dropPage } = simulator();
        const env = { memory, walk: walk!, readPort: readPort!, dropPage: dropPage! };
        const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env });
        if (regions === table.length) table.grow(tableStep);
        table.set(regions, instance.exports.run);
        return regions++;
      } catch (failure) {
        if (failure instanceof RangeError) return -1;
        throw failure;
      }
    },
    run: exports.run,
    forgetAll: () => {
      for (let number = 0; number < regions; number++) table.set(number, null);
      regions = 0;
    },
  };
}

const constant = (value: number) => new WebAssembly.Global({ value: 'i32', mutable: false }, value);

/** Compiles the module and returns what it exports to JavaScript by name. */
export async function loadModule<T>(url: string): Promise<T> {
  const compile = WebAssembly.compileStreaming as (
    source: Promise<Response>,
    options: object,
  ) => Promise<WebAssembly.Module>;
  const module = await compile(fetch(url), { builtins: ['js-string'] });
  const needs = memoryNeeds(module);
  const memory = new WebAssembly.Memory({
    initial: needs.min,
    maximum: Math.ceil(largestMemory / pageBytes),
  });
  const imports = {
    env: { memory },
    translated: translated(memory, () => instance.exports),
    teavm: { takeStackTrace: () => ({ getStack: () => [] }), decorateException: () => undefined },
    teavmDate: { currentTimeMillis: () => 0 },
    teavmMath: Math,
    teavmMemory: {
      heapOffset: constant((needs.dataSize + 7) & ~7),
      maxSize: constant(largestMemory),
      notifyHeapResized: () => undefined,
      linearMemory: () => memory.buffer,
    },
    teavmJso: interop(),
  };
  const instance: WebAssembly.Instance = await WebAssembly.instantiate(
    module,
    imports as unknown as WebAssembly.Imports,
  );
  const exported: Exports = {};
  for (const [name, value] of Object.entries(instance.exports)) {
    if (value instanceof WebAssembly.Global) exported[name] = value.value;
  }
  return exported as T;
}
