import type { ReactiveController, ReactiveElement } from 'lit';

const members = new Set<HotNames>();
let current: string | null = null;

/** One name, one look: pointing at a value's name in one panel lights it in all of them. */
export class HotNames implements ReactiveController {
  constructor(private readonly host: ReactiveElement) {
    host.addController(this);
  }

  hostConnected(): void {
    members.add(this);
    this.host.addEventListener('pointerover', this.#over);
    this.host.addEventListener('pointerleave', this.#leave);
  }

  hostDisconnected(): void {
    members.delete(this);
    this.host.removeEventListener('pointerover', this.#over);
    this.host.removeEventListener('pointerleave', this.#leave);
  }

  hostUpdated(): void {
    this.light();
  }

  light(): void {
    for (const element of this.host.renderRoot.querySelectorAll<HTMLElement>('[data-name]'))
      element.classList.toggle('hot', current !== null && element.dataset['name'] === current);
  }

  readonly #over = (event: Event): void => {
    const target = event.composedPath()[0];
    const named = target instanceof Element ? target.closest('[data-name]') : null;
    point(named?.getAttribute('data-name') ?? null);
  };

  readonly #leave = (): void => point(null);
}

function point(name: string | null): void {
  if (name === current) return;
  current = name;
  for (const member of members) member.light();
}
