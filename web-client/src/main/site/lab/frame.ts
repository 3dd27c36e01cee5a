import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type Frame = 'wide' | 'middle' | 'phone';

const wide = matchMedia('(min-width: 1100px)'),
  middle = matchMedia('(min-width: 760px)');

/** What has the focus to be written in calls a keyboard onto the screen. */
export const touch = matchMedia('(hover: none) and (pointer: coarse)');

/** How much room the window gives. */
export class FrameWatch implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  get now(): Frame {
    return wide.matches ? 'wide' : middle.matches ? 'middle' : 'phone';
  }

  hostConnected(): void {
    wide.addEventListener('change', this.#changed);
    middle.addEventListener('change', this.#changed);
  }

  hostDisconnected(): void {
    wide.removeEventListener('change', this.#changed);
    middle.removeEventListener('change', this.#changed);
  }

  readonly #changed = (): void => this.host.requestUpdate();
}
