/** What a terminal has said so far, and what it said later before somebody went back. */
export class Transcript {
  #from = 0;
  #text = '';
  #newest = { from: 0, text: '', lastStep: -1 };

  /** The number of the next byte. */
  get end(): number {
    return this.#from + this.#text.length;
  }

  /** From the beginning again. */
  restart(): void {
    this.#from = 0;
    this.#text = '';
  }

  /** @param from where the beginning is not kept any more, later than the end */
  add(from: number, text: string): void {
    if (from !== this.end) {
      this.#from = from;
      this.#text = '';
    }
    this.#text += text;
  }

  /** This is all that there is: the machine stands at its furthest step. */
  isNewest(lastStep: number): void {
    this.#newest = { from: this.#from, text: this.#text, lastStep };
  }

  /** What was said later in the same future, if that is known. */
  later(lastStep: number): string {
    const { from, text } = this.#newest;
    if (this.#newest.lastStep !== lastStep || this.end < from) return '';
    return text.slice(this.end - from);
  }
}
