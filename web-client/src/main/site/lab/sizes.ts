import type { ReactiveController, ReactiveControllerHost } from 'lit';

const key = 'cloister.sizes';

/** Where the line between two panes stands, in hundredths of what both have together. */
export const bounds = {
  lesson: { begins: 36, least: 22, most: 60 },
  'lesson-middle': { begins: 44, least: 30, most: 60 },
  columns: { begins: 45.4, least: 25, most: 72 },
  // eighty characters, where the machine has the whole window
  'terminal-columns': { begins: 52, least: 25, most: 75 },
  code: { begins: 43, least: 12, most: 85 },
  picture: { begins: 64, least: 42, most: 90 },
  'kernel-picture': { begins: 80, least: 42, most: 92 },
  'guests-picture': { begins: 73, least: 42, most: 90 },
  monastery: { begins: 62, least: 42, most: 80 },
  'monastery-columns': { begins: 51, least: 25, most: 75 },
  'program-code': { begins: 42, least: 25, most: 54 },
  'program-picture': { begins: 70, least: 56, most: 82 },
  output: { begins: 28, least: 12, most: 80 },
};
export type SizeName = keyof typeof bounds;

const clamp = (name: SizeName, value: number): number =>
  Math.min(bounds[name].most, Math.max(bounds[name].least, value));

/** How the reader has divided the lab: kept in the browser. */
class Sizes extends EventTarget {
  #own = read();

  of(name: SizeName): number {
    return clamp(name, this.#own[name] ?? bounds[name].begins);
  }

  /** @param value null for where it began */
  move(name: SizeName, value: number | null): void {
    this.#own[name] = clamp(name, value ?? bounds[name].begins);
    this.dispatchEvent(new Event('change'));
  }

  keep(): void {
    try {
      localStorage.setItem(key, JSON.stringify(this.#own));
    } catch {
      // A browser that stores nothing keeps them as long as the page.
    }
  }
}

function read(): Partial<Record<SizeName, number>> {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(found).filter(([name, value]) => name in bounds && Number.isFinite(value)),
    );
  } catch {
    return {};
  }
}

export const sizes = new Sizes();

/**
 * Gives a component's style the sizes: `--size-NAME` as a share, `--line-NAME` as the line of a
 * grid of a hundred rows.
 */
export class SizeStyle implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    sizes.addEventListener('change', this.#apply);
    this.#apply();
  }

  hostDisconnected(): void {
    sizes.removeEventListener('change', this.#apply);
  }

  readonly #apply = (): void => {
    for (const name of Object.keys(bounds) as SizeName[]) {
      const size = sizes.of(name);
      this.host.style.setProperty(`--size-${name}`, `${size}%`);
      this.host.style.setProperty(`--line-${name}`, `${Math.round(size) + 1}`);
    }
  };
}
