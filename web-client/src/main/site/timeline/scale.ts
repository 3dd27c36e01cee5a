/** Where steps lie on the track. There is always a little future to the right. */
export class Scale {
  readonly first = 0;
  readonly end: number;
  readonly left = 6;
  readonly right: number;

  constructor(readonly last: number, width: number) {
    this.end = Math.max(10, last + Math.max(1, Math.round(last * 0.1)));
    this.right = Math.max(this.left + 20, width - 6);
  }

  x(step: number): number {
    return this.left + (step / this.end) * (this.right - this.left);
  }

  step(x: number): number {
    const share = (x - this.left) / (this.right - this.left);
    return Math.max(0, Math.min(this.last, Math.round(share * this.end)));
  }

  /** Ticks that stay at least six pixels apart, every tenth of them longer. */
  ticks(): { x: number; long: boolean }[] {
    const pixels = (this.right - this.left) / this.end;
    let every = 1;
    while (every * pixels < 6) every *= every.toString().startsWith('2') ? 2.5 : 2;
    const ticks = [];
    for (let step = 0, i = 0; step <= this.last; step += every, i++) ticks.push({ x: this.x(step), long: i % 10 === 0 });
    return ticks;
  }
}

/** Labels are kept from left to right while they do not touch the one before. */
export function spaced<T>(items: { item: T; x: number; width: number }[]): Set<T> {
  const kept = new Set<T>();
  let free = -Infinity;
  for (const { item, x, width } of items.slice().sort((a, b) => a.x - b.x)) {
    if (x < free) continue;
    kept.add(item);
    free = x + width + 8;
  }
  return kept;
}
