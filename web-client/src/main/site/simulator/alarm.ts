import type { Rest } from './protocol';

/** Browsers take longer times for none. */
const longestMillis = 2 ** 31 - 1;

/**
 * Wakes a machine that rests while somebody may type, when as much time has passed outside as was
 * to pass inside. What is typed meanwhile does not put the time off.
 */
export class Alarm {
  #tick: string | null = null;
  #at = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  set(rest: Rest, ring: () => void): void {
    this.off();
    if (rest.tick !== this.#tick) {
      this.#tick = rest.tick;
      this.#at = performance.now() + rest.millis;
    }
    const millis = this.#at - performance.now();
    if (millis > longestMillis) return;
    this.#timer = setTimeout(
      () => {
        this.forget();
        ring();
      },
      Math.max(0, millis),
    );
  }

  /** Milliseconds until it rings; null where it will not. */
  left(): number | null {
    return this.#timer === undefined ? null : Math.max(0, this.#at - performance.now());
  }

  off(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The same rest, met again, is another one. */
  forget(): void {
    this.off();
    this.#tick = null;
  }
}
