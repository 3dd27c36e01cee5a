import { LitElement, css, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
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
import { allMarks } from './time-track';
import './time-track';

const stops: Stop[] = ['ring', 'fault', 'call'];

/** Time along the bottom: transport, scrubber, and the sentence of the last step. */
@customElement('time-line')
export class TimeLine extends LitElement {
  static override styles = [base, drawing, css`
    :host { border-top: 1px solid var(--rule); background: var(--page); display: grid; grid-template: 40px 36px 40px / minmax(0, 1fr); }
    .row { display: flex; align-items: center; gap: var(--s2); padding: 0 var(--s5); min-width: 0; }
    .transport { display: flex; align-items: center; gap: 2px; } .transport button { width: 32px; height: 28px; display: grid; place-items: center; border-radius: var(--r2); color: var(--soft); }
    .transport button:hover:not(:disabled) { background: var(--sunken); color: var(--ink); } .transport button:disabled { color: var(--rule-strong); }
    .transport button.main { background: var(--solid); color: var(--on-solid); width: 40px; margin: 0 2px; } .transport button.main:hover:not(:disabled) { background: var(--soft); color: var(--on-solid); } .transport button.main:disabled { background: var(--sunken); color: var(--faint); }
    .say :is(.at, .ran) { flex: 0 1 auto; max-width: 42%; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--faint); padding: 1px 6px; background: var(--stone); border-radius: var(--r1); } .say :is(.at, .ran) b { color: var(--ink); font-weight: 500; }
    .count { font-size: var(--t2); margin-left: var(--s2); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .chips { margin-left: auto; display: flex; gap: 6px; align-items: center; font-size: var(--t2); color: var(--faint); white-space: nowrap; flex: none; }
    .chip { display: inline-flex; align-items: center; gap: 6px; height: 24px; padding: 0 9px; border: 1px solid var(--rule); border-radius: 999px; color: var(--soft); } .chip svg { width: 10px; height: 10px; }
    .chip[aria-pressed="true"] { border-color: var(--rule-strong); color: var(--ink); font-weight: 500; background: var(--stone); }
    .track { padding: 0 var(--s5); }
    .say { font-size: var(--t3); } .say .t { color: var(--faint); font: 400 var(--t2)/20px var(--mono); flex: none; } .say p { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-height: 18px; overflow: hidden; }
    .say .end .at { max-width: 28ch; }
    .say .end { margin-left: auto; color: var(--faint); font-size: var(--t2); white-space: nowrap; display: flex; align-items: center; gap: 6px; padding-left: var(--s3); flex: none; }
    :host([phone]) { grid-template: auto 36px auto / minmax(0, 1fr); } :host([phone]) .track { order: 1; } :host([phone]) .row { order: 2; }
    :host([phone]) .row, :host([phone]) .track { padding: 0 var(--s4); }
    :host([phone]) .row.say { order: 0; align-items: flex-start; padding-top: 8px; min-height: 52px; max-height: 104px; overflow: hidden; } :host([phone]) .say p { display: block; line-height: inherit; } :host([phone]) .say .end { display: none; }
    :host([phone]) .row.run { flex-wrap: wrap; gap: 6px var(--s2); padding-bottom: 8px; } :host([phone]) .count { margin: 0; } :host([phone]) .chip { height: 28px; padding: 0 8px; }
    :host([phone]) .transport { order: 1; width: 100%; justify-content: space-between; } :host([phone]) .transport button { width: 48px; height: 48px; } :host([phone]) .transport button.main { width: 64px; } :host([phone]) .transport .ic { width: 20px; height: 20px; }
    :host([phone]) .say .t, :host([phone]) .say :is(.at, .ran) { display: none; } :host([phone]) c-transport { order: 1; width: 100%; }
    /* A low window is a wide one enlarged, or a phone on its side: one row for all that is pressed. */
    @media (min-width: 600px) and (max-height: 560px) {
      :host([phone]) { grid-template: auto 30px 40px / minmax(0, 1fr); } :host([phone]) .row.say { min-height: 0; padding: 2px var(--s4) 0; } :host([phone]) .say p { white-space: nowrap; } :host([phone]) .track { height: 30px; margin-top: -4px; }
      :host([phone]) .row.run { flex-wrap: nowrap; padding-bottom: 0; } :host([phone]) .transport { order: 0; width: auto; } :host([phone]) .transport button { width: 36px; height: 32px; } :host([phone]) .transport button.main { width: 44px; } :host([phone]) .transport .ic { width: 16px; height: 16px; } :host([phone]) .chip { height: 24px; }
    }
    @media (max-width: 599px) and (max-height: 560px) {
      :host([phone]) .row.say { min-height: 0; padding-top: 2px; } :host([phone]) .say p { white-space: nowrap; } :host([phone]) .transport button { height: 36px; } :host([phone]) .chips { display: none; }
    }
    @media (max-width: 1240px) { .chips > span { display: none; } }
    @media (forced-colors: active) { .chip[aria-pressed="true"] { outline: 2px solid Highlight; } .transport button.main { border: 1px solid; } }
  `];

  @property({ attribute: false }) view: View | null = null;
  @property({ type: Boolean }) running = false;
  /** There is no machine, and none is coming. */
  @property({ type: Boolean }) failed = false;
  @property({ type: Boolean, reflect: true }) phone = false;
  @property({ attribute: false }) stops: Stop[] = [];
  readonly hot = new HotNames(this);
  #atLine: LineOfC | null = null;
  #ranLine: LineOfC | null = null;
  #spoken = '';

  /** What is said ends with the line of C that comes next, once it is another one. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const v = this.view;
    if (!changed.has('view') || !v) return;
    if (hasC(v)) void loadC();
    const before = this.#atLine, now = lineNow(v);
    this.#spoken = now && now.line !== before?.line ? `${v.spoken} ${t('time.at-line', { ...now })}` : v.spoken;
    this.#atLine = now;
    this.#ranLine = lineRun(v);
  }

  protected override render() {
    const v = this.view;
    const over = !v || v.status === 'halted' || v.status === 'shutdown';
    const start = !v || v.step === 0;
    const atEnd = over && v?.step === v?.lastStep;
    const stays = this.#atLine?.line === this.#ranLine?.line;
    return html`<div class="row run">
        <div class="transport" role="toolbar" aria-label=${t('time.transport')}>
          ${this.#button('start', 'time.start', { do: 'ask', request: { do: 'seek', step: 0 } }, start)}
          ${this.#button('back', 'time.back', { do: 'ask', request: { do: 'back' } }, start)}
          ${this.running ? this.#button('pause', 'time.pause', { do: 'pause' }, false, 'main') : this.#button('play', 'time.run', { do: 'run' }, atEnd, 'main')}
          ${this.#button('step', 'time.step', { do: 'ask', request: { do: 'step' } }, atEnd)}
          ${this.#button('over', 'time.over', { do: 'ask', request: { do: 'over' } }, atEnd)}
          ${this.#button('next', 'time.next', { do: 'ask', request: { do: 'next', kinds: allMarks } }, atEnd)}
        </div>
        ${hasC(v) ? html`<c-transport ?phone=${this.phone} ?start=${start} ?end=${atEnd}></c-transport>` : nothing}
        <p class="count">${v ? html`${t('time.step-word')} <b>${count(v.step)}</b> <span class="faint">${this.#status(v)}</span>` : this.failed ? nothing : html`<span class="faint">${t('time.loading')}</span>`}</p>
        <button class="btn square quiet again" aria-label=${t('lab.start-again')} title=${t('lab.start-again')} @click=${() => act(this, { do: 'restart' })}>${icon('again')}</button>
        <div class="chips" role="group" aria-label=${t('time.stop-at')}><span aria-hidden="true">${t('time.stop-at')}</span>${stops.map((s) => this.#chip(s))}</div>
      </div>
      <div class="track"><time-track .view=${v}></time-track></div>
      <div class="row say"><span class="t">${v ? count(v.step) : ''}</span>${stays ? this.#line('at', this.#atLine) : this.#line('ran', this.#ranLine)}<p title=${v?.sentence.text ?? ''}>${say(v?.sentence ?? null)}</p><span class="end">${stays ? nothing : this.#line('at', this.#atLine)}${v?.next ? html`<span>${say(v.next)}</span>` : nothing}</span></div>
      <div class="visually-hidden" role="status" aria-live="polite" aria-atomic="true">${this.running || !v ? '' : this.#spoken}</div>`;
  }

  /** The line that the sentence is about stands before it; where the machine stands, before what comes next. */
  #line(cls: 'at' | 'ran', line: LineOfC | null) {
    return line ? html`<code class=${cls}>${line.line} <b>${line.text}</b></code>` : nothing;
  }

  #button(name: IconName, label: MessageId, action: Action, disabled: boolean, cls = '') {
    return html`<button class=${cls} aria-label=${t(label)} title=${t(label)} ?disabled=${disabled} @click=${() => act(this, action)}>${icon(name)}</button>`;
  }

  #chip(stop: Stop) {
    const on = this.stops.includes(stop);
    const kind = stop === 'ring' ? 'crossing' : stop === 'fault' ? 'fault' : 'call';
    return html`<button class="chip" aria-pressed=${on} @click=${() => act(this, { do: 'stop-at', stop, on: !on })}><svg viewBox="0 0 10 10" aria-hidden="true">${svg`${eventShape(kind)}`}</svg>${this.phone ? html`<span aria-hidden="true">${t(`stop.short.${stop}`)}</span><span class="visually-hidden">${t('time.stop-at')} ${t(`stop.${stop}`)}</span>` : t(`stop.${stop}`)}</button>`;
  }

  #status(v: View): string {
    if (this.running) return t('time.running', { instructions: count(v.instructions) });
    const where = t('time.of', { last: count(v.lastStep) });
    return v.stopped && !this.phone ? `${where}. ${v.stopped.text}` : where;
  }
}
