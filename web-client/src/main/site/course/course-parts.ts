import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { loadCourse, type Course } from '../lesson/bundle';
import { tell } from './words';
import { begunHere, passedHere } from '../progress/progress';
import { base, drawing, sectionHead } from '../style/base';
import { isFinished, outline, type PartOutline } from './outline';
import { pictureOf, sign } from './part-signs';
import coursePartsText from './course-parts.css?inline';
import partSignsText from './part-signs.css?inline';

/** The course on the landing page: a column for each part under the hue of its layer. */
@customElement('course-parts')
export class CourseParts extends LitElement {
  static override styles = [
    base,
    drawing,
    sectionHead,
    unsafeCSS(partSignsText),
    unsafeCSS(coursePartsText),
  ];
  @state() private course: Course | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void loadCourse().then((found) => (this.course = found));
  }

  protected override render() {
    const whole = this.course ? outline(this.course, passedHere, begunHere()) : null;
    const parts = whole?.parts ?? [];
    const lessons = whole?.stations.length ?? 0;
    return html`<div class="head">
        <h2>${tell('parts.title')}</h2>
        ${lessons ? html`<p>${tell('parts.lead', { lessons })}</p>` : nothing}
        <a href="/course">${tell('parts.open')}</a>
      </div>
      <ol>
        ${parts.map((part) => this.#part(part))}
      </ol>`;
  }

  #part({ part, number, main, deeper }: PartOutline) {
    const all = [...main, ...deeper];
    const done = all.filter(isFinished).length;
    const count = all.length;
    return html`<li class=${sign(part.id).hue}>
      ${pictureOf(part.id)}<i>${number}</i>
      <h3>${part.title}</h3>
      <p>${part.summary}</p>
      <span class="later"
        >${
          count
            ? done
              ? tell('parts.done', { done, count })
              : tell('parts.lessons', { count })
            : tell('parts.later')
        }</span
      >
    </li>`;
  }
}
