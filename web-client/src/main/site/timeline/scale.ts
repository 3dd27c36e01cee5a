/** Where steps lie on the track. There is always a little future to the right. */
export class Scale {
  readonly first = 0;
  readonly end: number;
  readonly right: number;

  constructor(
    readonly last: number,
    width: number,
    readonly left = 6,
  ) {
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
    for (let step = 0, i = 0; step <= this.last; step += every, i++)
      ticks.push({ x: this.x(step), long: i % 10 === 0 });
    return ticks;
  }
}

export interface Label {
  of: object;
  x: number;
  width: number;
  weight: number;
}

/** The labels that touch neither another's label nor a mark; the weightier first. */
export function spaced(labels: Label[], marks: number[]): Set<object> {
  const kept: Label[] = [];
  for (const label of labels.slice().sort((a, b) => b.weight - a.weight || a.x - b.x)) {
    const end = label.x + label.width;
    const free =
      marks.every((x) => x + 6 < label.x || x - 7 > end) &&
      kept.every((other) => other.x + other.width + 6 < label.x || other.x - 6 > end);
    if (free) kept.push(label);
  }
  return new Set(kept.map((label) => label.of));
}
