import { LitElement, html, nothing, svg, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { tell } from './words';
import { titled } from '../page/titled';
import { icon } from '../page/icons';
import { base, drawing } from '../style/base';
import { trackPaths, type Stop } from './fast-track';
import { isFinished, minutes, type Outline, type PartOutline, type Station } from './outline';
import { pictureOf, sign } from './part-signs';
import { stationMark } from './station-mark';
import courseMapText from './course-map.css?inline';
import partSignsText from './part-signs.css?inline';

/** Pixels between two rows of parts. */
const betweenRows = 32;

/** The lessons of the course, part by part, with the fast track as a line through them. */
@customElement('course-map')
export class CourseMap extends LitElement {
  static override styles = [base, drawing, unsafeCSS(courseMapText), unsafeCSS(partSignsText)];

  @property({ attribute: false }) outline: Outline | null = null;
  @state() private track = { walked: '', ahead: '' };
  readonly #sizes = new ResizeObserver(() => this.#draw());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  protected override render() {
    const o = this.outline;
    if (!o) return nothing;
    const here = o.parts.filter((part) => part.main.length + part.deeper.length > 0);
    const later = o.parts.filter((part) => !here.includes(part));
    const columns = here.length < 3 ? 'few' : here.length === 3 ? 'three' : '';
    return html`<div class="parts ${columns}">
        <svg class="track" aria-hidden="true">
          ${svg`<path class="walked" d=${this.track.walked}></path>
            <path class="ahead" d=${this.track.ahead}></path>`}
        </svg>
        ${here.map((part) => this.#part(part))}
      </div>
      ${
        later.length
          ? html`<p class="line">
              <span>${tell('course.later')}</span>
              ${later.map((part) => html`<span><i>${part.number}</i> ${part.part.title}</span>`)}
            </p>`
          : nothing
      }`;
  }

  #part({ part, number, main, deeper }: PartOutline) {
    const all = [...main, ...deeper];
    return html`<section class="part ${sign(part.id).hue}" aria-labelledby="part-${part.id}">
      <header>
        ${pictureOf(part.id)}
        <div>
          <h2 id="part-${part.id}"><i>${number}</i> ${part.title}</h2>
          <p>
            ${tell('course.part-done', { done: all.filter(isFinished).length, total: all.length })}
          </p>
        </div>
        <span class="unit">${tell('course.minutes')}</span>
      </header>
      <ol>
        ${main.map((station) => this.#lesson(station))}
      </ol>
      ${deeper.length ? this.#deeper(deeper) : nothing}
    </section>`;
  }

  #deeper(deeper: Station[]) {
    const first = deeper[0]!.number;
    const last = deeper[deeper.length - 1]!.number;
    const open = deeper.some((station) => station.done > 0 || station === this.outline?.next);
    return html`<details ?open=${open}>
      <summary>
        ${icon('chevron')}<span>${tell('course.deeper', { count: deeper.length })}</span>
        <i>${first === last ? first : `${first}–${last}`}</i>
        <span class="minutes">${minutes(deeper)}</span>
      </summary>
      <ol>
        ${deeper.map((station) => this.#lesson(station))}
      </ol>
    </details>`;
  }

  #lesson(station: Station) {
    const { lesson, number } = station;
    const now = station === this.outline?.next;
    return html`<li class=${now ? 'now' : ''}>
      <i class="number">${number}</i>${stationMark(station)}
      <div class="what">
        <a
          class=${lesson.fast ? 'fast' : ''}
          href="/lesson/${lesson.id}"
          aria-current=${now ? 'step' : 'false'}
          >${titled(lesson.title)}</a
        >
        <p>${lesson.summary}</p>
        ${this.#needs(station)}
      </div>
      <span class="minutes">${lesson.minutes ?? ''}</span>
    </li>`;
  }

  /** What sort of lesson it is where that is not the usual one, and what it builds on. */
  #needs({ lesson, missing }: Station) {
    const notes = [
      lesson.kind && lesson.kind !== 'lesson' ? tell(`course.kind-${lesson.kind}`) : '',
      lesson.difficulty === 'hard' ? tell('course.hard') : '',
      lesson.deeper && missing.length
        ? tell('course.builds-on', { lessons: missing.map((m) => m.title).join(', ') })
        : '',
    ].filter((note) => note);
    return notes.length ? html`<p class="notes">${notes.join(' · ')}</p>` : nothing;
  }

  protected override updated(): void {
    this.#draw();
  }

  /** Where the stations stand is the layout's affair; the line only joins them. */
  #draw(): void {
    const from = this.renderRoot.querySelector('.parts')?.getBoundingClientRect();
    const fast = this.outline?.fast;
    if (!from || !fast) return;
    const stops = fast.flatMap((station): Stop[] => {
      const mark = this.renderRoot.querySelector(
        `[data-station="${CSS.escape(station.lesson.id)}"]`,
      );
      const at = mark?.getBoundingClientRect();
      if (!mark || !at?.width) return [];
      const part = mark.closest('.part')?.getBoundingClientRect();
      const [x, y] = [at.x - from.x + at.width / 2, at.y - from.y + at.height / 2];
      const column = this.outline!.parts.findIndex((p) => p.main.includes(station));
      const above = (part?.y ?? 0) - from.y - betweenRows / 2;
      return [{ x, y, column, above, done: isFinished(station) }];
    });
    const track = trackPaths(stops, (stops[0]?.y ?? 0) - 34);
    if (track.walked !== this.track.walked || track.ahead !== this.track.ahead) this.track = track;
  }
}
