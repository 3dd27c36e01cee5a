import type { LogEntry } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';
import { isC } from '../simulator/with-c';

/** Where the program is written. */
interface Typing extends EventTarget {
  typing(): Map<string, string>;
}

/** What the machine had, and what was typed and not compiled. */
interface Program {
  compiled?: string;
  typed?: string;
}

const keepAfter = 600,
  file = 'program.c';

/**
 * A program of one's own, kept in the browser: a reload, or another day, finds it as it was left.
 */
export class KeptProgram {
  readonly #key: string;
  readonly #ended = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keep: () => void = () => undefined;

  /** @param example that it began with; each has a program of its own */
  constructor(example: string) {
    this.#key = `cloister.program ${example}`;
  }

  /** Nothing where the browser stores nothing, or what it has stored was damaged. */
  get #program(): Program {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? '{}') as Program;
    } catch {
      return {};
    }
  }

  /** What the machine goes through to have the program again. */
  get log(): LogEntry[] {
    const text = this.#program.compiled;
    return text === undefined ? [] : [{ do: 'load', file, text }];
  }

  /** @param refused what was compiled once cannot be any more */
  typed(refused: boolean): Map<string, string> {
    const { compiled, typed = refused ? compiled : undefined } = this.#program;
    return new Map(typed === undefined ? [] : [[file, typed]]);
  }

  watch(panes: Typing, simulator: Simulator, original: string | undefined): void {
    const { signal } = this.#ended;
    const keep = () => this.#write(panes, simulator, original);
    const soon = () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(keep, keepAfter);
    };
    this.#keep = keep;
    for (const [from, name] of [
      [simulator, 'change'],
      [panes, 'beforeinput'],
      [panes, 'keyup'],
      [panes, 'click'],
    ] as const)
      from.addEventListener(name, soon, { signal });
    addEventListener('pagehide', keep, { signal });
    document.addEventListener('visibilitychange', keep, { signal });
  }

  /** Another machine takes the place of this one. */
  end(): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
    this.#keep();
  }

  #write(panes: Typing, simulator: Simulator, original: string | undefined): void {
    const compiled = simulator.view?.code.files.find((f) => f.editable && isC(f.name))?.text,
      typed = panes.typing().get(file);
    const program: Program = {
      ...(compiled === undefined || compiled === original ? {} : { compiled }),
      ...(typed === undefined ? {} : { typed }),
    };
    try {
      if (Object.keys(program).length) localStorage.setItem(this.#key, JSON.stringify(program));
      else localStorage.removeItem(this.#key);
    } catch {
      // A browser that stores nothing, or no more, keeps the program as long as the page.
    }
  }
}
