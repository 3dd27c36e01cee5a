import { LitElement, html, nothing, svg, type SVGTemplateResult, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { loadIndex, type LessonEntry } from '../lesson/bundle';
import { t, type MessageId } from '../messages/text';
import { passedHere } from '../progress/progress';
import { base, drawing } from '../style/base';
import courseMapText from './course-map.css?inline';

interface Part {
  id: string;
  hue: string;
  title: MessageId;
  text: MessageId;
  icon: SVGTemplateResult;
}

const parts: Part[] = [
  {
    id: 'rings',
    hue: 'h0',
    title: 'part.rings.title',
    text: 'part.rings.text',
    icon: svg`<rect x="3.5" y="3.5" width="33" height="33" class="s3 f3"></rect><path d="M10.5 10.5h19v19h-7M17.5 29.5h-7v-19" class="sw no" stroke-width="2.5"></path><rect x="16" y="16" width="8" height="8" class="f0d s0"></rect>`,
  },
  {
    id: 'virtualization',
    hue: 'hh',
    title: 'part.virtualization.title',
    text: 'part.virtualization.text',
    icon: svg`<rect x="3.5" y="3.5" width="33" height="33" class="sh fh"></rect><rect x="9.5" y="9.5" width="21" height="16" class="s3 f3"></rect><rect x="15.5" y="13.5" width="9" height="8" class="f0d s0"></rect><path d="M9.5 31h21" class="sh"></path>`,
  },
  {
    id: 'containers',
    hue: 'h3',
    title: 'part.containers.title',
    text: 'part.containers.text',
    icon: svg`<rect x="3.5" y="27.5" width="33" height="9" class="f0d s0"></rect><rect x="3.5" y="4.5" width="14" height="18" class="f3 s3" stroke-dasharray="3 2"></rect><rect x="22.5" y="4.5" width="14" height="18" class="f3 s3" stroke-dasharray="1 2"></rect>`,
  },
  {
    id: 'compare',
    hue: 'hr',
    title: 'part.compare.title',
    text: 'part.compare.text',
    icon: svg`<path d="M20 5v30" class="sr"></path><path d="M6 12h9M6 20h9M6 28h9" class="s0"></path><path d="M25 12h9M25 20h5M25 28h7" class="sh"></path>`,
  },
  {
    id: 'docker',
    hue: 'hs',
    title: 'part.docker.title',
    text: 'part.docker.text',
    icon: svg`<path d="M4 27l16 7 16-7M4 20l16 7 16-7" class="shard no"></path><path d="M4 13l16-7 16 7-16 7z" class="shard fhard"></path>`,
  },
  {
    id: 'mythology',
    hue: 'hr',
    title: 'part.mythology.title',
    text: 'part.mythology.text',
    icon: svg`<rect x="4.5" y="6.5" width="31" height="8" rx="4" class="sr no"></rect><rect x="4.5" y="25.5" width="31" height="8" rx="4" class="sr no"></rect><path d="M26 10.5l1.5 1.5 3-3.5" class="sa no"></path><path d="M26.5 27.5l4 4m0-4l-4 4" class="sf"></path>`,
  },
  {
    id: 'review',
    hue: 'hr',
    title: 'part.review.title',
    text: 'part.review.text',
    icon: svg`<path d="M5 8h30M5 14h22M5 20h27M5 26h18M5 32h24" class="sg"></path>`,
  },
];

/** The course as seven columns under the hue of their layer; parts without a lesson say so. */
@customElement('course-map')
export class CourseMap extends LitElement {
  static override styles = [base, drawing, unsafeCSS(courseMapText)];
  /** On the course's own page, whose title already says what this is. */
  @property({ type: Boolean }) within = false;
  @state() private lessons: LessonEntry[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void loadIndex().then((found) => (this.lessons = found));
  }

  protected override render() {
    return html`<div class="head">
        <h2>${t(this.within ? 'course.parts' : 'course.title')}</h2>
        <p>
          ${this.lessons.length ? t('course.lead', { ready: new Set(this.lessons.map((l) => l.part)).size, parts: parts.length }) : nothing}
        </p>
      </div>
      <ol>
        ${parts.map((part, i) => this.#part(part, i + 1))}
      </ol>`;
  }

  #part(part: Part, number: number) {
    const lessons = this.lessons.filter((l) => l.part === part.id);
    const none = part.id !== 'rings' && lessons.length === 0;
    return html`<li class=${part.hue}>
      <svg class="icon" viewBox="0 0 40 40" aria-hidden="true">${part.icon}</svg><i>${number}</i>
      <h3>${t(part.title)}</h3>
      <p>${t(part.text)}</p>
      ${
        lessons.length
          ? html`<ul>
              ${lessons.map((l) => this.#lesson(l))}
            </ul>`
          : none
            ? html`<span class="later">${t('course.later')}</span>`
            : nothing
      }
    </li>`;
  }

  #lesson(l: LessonEntry) {
    const done = passedHere(l.id),
      total = l.tasks?.length ?? 0;
    return html`<li>
      <a href="/lesson/${l.id}"
        >${l.title.replace(/^[^:]+: (.)/, (_, c: string) => c.toUpperCase())}</a
      >${done && total ? html` <span class="count">${t('course.done', { done, total })}</span>` : nothing}
    </li>`;
  }
}
