/** The steps of a timeline that the track shows, where it does not show all of them. */
export interface Stretch {
  first: number;
  end: number;
}

/** Where all steps end, and a little future. */
export const wholeEnd = (last: number): number =>
  Math.max(10, last + Math.max(1, Math.round(last * 0.1)));

/** Where steps lie on the track, which shows all of them or a stretch. */
export class Scale {
  readonly first: number;
  readonly end: number;
  readonly right: number;

  constructor(
    readonly last: number,
    width: number,
    readonly left = 6,
    stretch: Stretch | null = null,
  ) {
    this.first = stretch?.first ?? 0;
    this.end = stretch?.end ?? wholeEnd(last);
    this.right = Math.max(this.left + 20, width - 6);
  }

  /** Of a step that is not shown, the nearer edge. */
  x(step: number): number {
    const share = (step - this.first) / (this.end - this.first);
    return this.left + Math.max(0, Math.min(1, share)) * (this.right - this.left);
  }

  shows(step: number): boolean {
    return step >= this.first && step <= this.end;
  }

  step(x: number): number {
    const share = (x - this.left) / (this.right - this.left);
    const step = Math.round(this.first + share * (this.end - this.first));
    return Math.max(Math.ceil(this.first), Math.min(this.last, Math.floor(this.end), step));
  }

  /** Ticks that stay at least six pixels apart, every tenth of them longer. */
  ticks(): { x: number; long: boolean }[] {
    const pixels = (this.right - this.left) / (this.end - this.first);
    let every = 1;
    while (every * pixels < 6) every *= every.toString().startsWith('2') ? 2.5 : 2;
    const ticks = [];
    const last = Math.min(this.last, this.end);
    for (let i = Math.ceil(this.first / every); i * every <= last; i++)
      ticks.push({ x: this.x(i * every), long: i % 10 === 0 });
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
