/** The line of a program in C that is looked at, in whichever panel: all of them show it. */
class Linked extends EventTarget {
  line: number | null = null;

  point(line: number | null): void {
    if (line === this.line) return;
    this.line = line;
    this.dispatchEvent(new Event('change'));
  }
}

export const linked = new Linked();
