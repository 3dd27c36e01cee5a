import { LitElement, html, nothing, svg, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Alarm } from '../simulator/alarm';
import type { Stop, View } from '../simulator/protocol';
import { t, type MessageId } from '../messages/text';
import { count } from '../page/format';
import { HotNames } from '../page/hot';
import { icon, type IconName } from '../page/icons';
import { say } from '../page/sentence';
import { base, drawing } from '../style/base';
import { act, type Action } from '../lab/action';
import { eventShape } from '../trace/event-shape';
import { loadC } from '../c/load';
import { hasC, lineNow, lineRun, type LineOfC } from './line-now';
import { allMarks, type TimeTrack } from './time-track';
import './time-track';
import timeLineText from './time-line.css?inline';

const stops: Stop[] = ['ring', 'fault', 'call'];
const guestStops: Stop[] = ['exit', 'lie'];
/** Of fewer steps than that, each has room on the track. */
const wide = 150;

/** Time along the bottom: transport, scrubber, and the sentence of the last step. */
@customElement('time-line')
export class TimeLine extends LitElement {
  static override styles = [base, drawing, unsafeCSS(timeLineText)];

  @property({ attribute: false }) view: View | null = null;
  @property({ type: Boolean }) running = false;
  /** There is no machine, and none is coming. */
  @property({ type: Boolean }) failed = false;
  @property({ type: Boolean, reflect: true }) phone = false;
  @property({ attribute: false }) stops: Stop[] = [];
  /** The machine has guests. */
  @property({ type: Boolean, reflect: true }) guests = false;
  /** Of a machine that rests. */
  @property({ attribute: false }) alarm: Alarm | null = null;
  @query('time-track') private readonly track!: TimeTrack | null;
  readonly hot = new HotNames(this);
  #atLine: LineOfC | null = null;
  #ranLine: LineOfC | null = null;
  #spoken = '';
  #second: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#second);
  }

  /** What is said ends with the line of C that comes next, once it is another one. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const v = this.view;
    if (!changed.has('view') || !v) return;
    if (hasC(v)) void loadC();
    const before = this.#atLine,
      now = lineNow(v);
    this.#spoken =
      now && now.line !== before?.line ? `${v.spoken} ${t('time.at-line', { ...now })}` : v.spoken;
    this.#atLine = now;
    this.#ranLine = lineRun(v);
  }

  protected override render() {
    const v = this.view;
    const start = !v || v.step === 0;
    // what is pressed before the machine is there waits for it
    const atEnd = v
      ? (v.status === 'halted' || v.status === 'shutdown') && v.step === v.lastStep
      : this.failed;
    const stays = this.#atLine?.line === this.#ranLine?.line;
    return html`<div class="row run">
        <div class="transport" role="toolbar" aria-label=${t('time.transport')}>
          ${this.#button(
            'start',
            'time.start',
            { do: 'ask', request: { do: 'seek', step: 0 } },
            start,
          )}
          ${this.#button(
            'back',
            'time.back',
            { do: 'ask', request: { do: 'back' } },
            start,
            '',
            'time.word-back',
          )}
          ${
            this.running
              ? this.#button(
                  'pause',
                  'time.pause',
                  { do: 'pause' },
                  false,
                  'main',
                  'time.word-pause',
                )
              : this.#button('play', 'time.run', { do: 'run' }, atEnd, 'main', 'time.word-run')
          }
          ${this.#button(
            'step',
            'time.step',
            { do: 'ask', request: { do: 'step' } },
            atEnd,
            '',
            'time.word-step',
          )}
          ${this.#button('over', 'time.over', { do: 'ask', request: { do: 'over' } }, atEnd)}
          ${this.#button(
            'next',
            'time.next',
            { do: 'ask', request: { do: 'next', kinds: allMarks } },
            atEnd,
          )}
          ${this.#button('end', 'time.end', { do: 'run', to: 'end' }, atEnd)}
        </div>
        ${
          hasC(v)
            ? html`<c-transport ?phone=${this.phone} ?start=${start} ?end=${atEnd}></c-transport>`
            : nothing
        }
        <p class="count">
          ${
            v
              ? html`${t('time.step-word')} <b>${count(v.step)}</b>
                  <span class="faint" title=${v.stopped?.text ?? v.rest?.text ?? nothing}
                    >${this.#status(v)}</span
                  >`
              : this.failed
                ? nothing
                : html`<span class="faint">${t('time.loading')}</span>`
          }
        </p>
        <button
          class="btn square quiet again"
          aria-label=${t('lab.start-again')}
          title=${t('lab.start-again')}
          @click=${() => act(this, { do: 'restart' })}
        >
          ${icon('again')}
        </button>
        <div class="chips" role="group" aria-label=${t('time.stop-at')}>
          <span aria-hidden="true">${t('time.stop-at')}</span
          >${this.#stops().map((s) => this.#chip(s))}
        </div>
      </div>
      <div class="track">
        <time-track
          .view=${v}
          ?guests=${this.guests}
          @stretch=${() => this.requestUpdate()}
        ></time-track>
        ${v && v.lastStep > wide ? this.#zoom() : nothing}
      </div>
      <div class="row say">
        <span class="t">${v ? count(v.step) : ''}</span
        >${stays ? this.#line('at', this.#atLine) : this.#line('ran', this.#ranLine)}
        <p title=${v?.sentence.text ?? ''}>${say(v?.sentence ?? null)}</p>
        <span class="end"
          >${stays ? nothing : this.#line('at', this.#atLine)}${
            v?.next ? html`<span>${say(v.next)}</span>` : nothing
          }</span
        >
      </div>
      <div class="visually-hidden" role="status" aria-live="polite" aria-atomic="true">
        ${this.running || !v ? '' : this.#spoken}
      </div>`;
  }

  /**
   * The line that the sentence is about stands before it; where the machine stands, before what
   * comes next.
   */
  #line(cls: 'at' | 'ran', line: LineOfC | null) {
    return line ? html`<code class=${cls}>${line.line} <b>${line.text}</b></code>` : nothing;
  }

  #button(
    name: IconName,
    label: MessageId,
    action: Action,
    disabled: boolean,
    cls = '',
    word?: MessageId,
  ) {
    return html`<button
      class=${cls}
      aria-label=${t(label)}
      title=${t(label)}
      ?disabled=${disabled}
      @click=${() => act(this, action)}
    >
      ${icon(name)}${word ? html`<span class="word" aria-hidden="true">${t(word)}</span>` : nothing}
    </button>`;
  }

  #zoom() {
    const button = (name: IconName, label: string, factor: number, disabled = false) =>
      html`<button
        aria-label=${label}
        title=${label}
        aria-disabled=${disabled}
        @click=${() => this.track?.zoom(factor)}
      >
        ${icon(name)}
      </button>`;
    const stretch = this.track?.stretch;
    const shown = stretch
      ? t('time.part', {
          first: count(Math.ceil(stretch.first)),
          end: count(Math.floor(stretch.end)),
        })
      : '';
    return html`<div class="zoom" role="group" aria-label=${t('time.zoom')}>
      ${shown ? html`<span class="range">${shown}</span>` : nothing}
      ${button('minus', t('time.zoom-out'), 4, !stretch)} ${button('plus', t('time.zoom-in'), 0.25)}
    </div>`;
  }

  /** On a phone there is room for three of them. */
  #stops(): Stop[] {
    if (!this.guests) return stops;
    return this.phone ? ['fault', ...guestStops] : [...stops, ...guestStops];
  }

  #chip(stop: Stop) {
    const on = this.stops.includes(stop);
    const kind = stop === 'ring' ? 'crossing' : stop;
    return html`<button
      class="chip"
      aria-pressed=${on}
      @click=${() => act(this, { do: 'stop-at', stop, on: !on })}
    >
      <svg viewBox="0 0 10 10" aria-hidden="true">${svg`${eventShape(kind)}`}</svg>${
        this.phone
          ? html`<span aria-hidden="true">${t(`stop.short.${stop}`)}</span
              ><span class="visually-hidden">${t('time.stop-at')} ${t(`stop.${stop}`)}</span>`
          : t(`stop.${stop}`)
      }
    </button>`;
  }

  /** How long it rests still, from second to second. */
  #untilItRings({ rest }: View): string | undefined {
    const left = rest && this.alarm?.left();
    if (left === null || left === undefined || left < 1000) return undefined;
    clearTimeout(this.#second);
    this.#second = setTimeout(() => this.requestUpdate(), left % 1000 || 1000);
    return t('time.wakes', { seconds: count(Math.ceil(left / 1000)) });
  }

  #status(v: View): string {
    if (this.running) return t('time.running', { instructions: count(v.instructions) });
    const where = t('time.of', { last: count(v.lastStep) });
    const why = this.#untilItRings(v) ?? v.stopped?.text ?? v.rest?.text;
    return why && !this.phone ? `${where}. ${why}` : where;
  }
}
