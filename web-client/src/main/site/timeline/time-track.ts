import { LitElement, html, nothing, svg, unsafeCSS, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Mark, MarkKind, View } from '../simulator/protocol';
import { t } from '../messages/text';
import { base, drawing } from '../style/base';
import { ask } from '../lab/action';
import { eventShape } from '../trace/event-shape';
import { following, held, moved, within, zoomed } from './stretch';
import { Scale, spaced, wholeEnd, type Label, type Stretch } from './scale';
import timeTrackText from './time-track.css?inline';

export const allMarks: MarkKind[] = [
  'crossing',
  'fault',
  'exit',
  'call',
  'table',
  'halt',
  'poke',
  'lie',
];

/** Signs of events end above the band. */
const signBottom = 18;
const height = 36;

/** How guests are drawn, which only a machine with guests loads. */
type Lanes = typeof import('../guests/guests-lanes');

/** The scrubber: CPL over time in the ring's hue, events above it by shape. */
@customElement('time-track')
export class TimeTrack extends LitElement {
  static override styles = [base, drawing, unsafeCSS(timeTrackText)];

  @property({ attribute: false }) view: View | null = null;
  /** The machine has guests. */
  @property({ type: Boolean, reflect: true }) guests = false;
  @state() private lanes: Lanes | null = null;
  /** What is shown of the way; null for all of it. */
  @state() stretch: Stretch | null = null;
  @state() private width = 0;
  #wanted: number | null = null;
  #seeking = false;
  #shown: Mark[] = [];
  /** Where an event's sign was pressed, until it is dragged away. */
  #pressedAt: number | null = null;
  /** The event whose name had the focus last. */
  @state() private reached = -1;
  readonly #observer = new ResizeObserver(
    ([entry]) => (this.width = Math.round(entry!.contentRect.width)),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
    this.addEventListener('wheel', this.#wheel);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.removeEventListener('wheel', this.#wheel);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('view') && this.stretch && this.view)
      this.#show(following(this.stretch, this.view));
    if (this.guests && !this.lanes)
      void import('../guests/guests-lanes').then((lanes) => (this.lanes = lanes));
  }

  #scale(v: View): Scale {
    return new Scale(v.lastStep, this.width, this.lanes?.left(this.width), this.stretch);
  }

  /** Less of the way, and more in it, or the other way round. */
  zoom(factor: number): void {
    const { view, stretch } = this;
    if (view) this.#show(zoomed(stretch, view.lastStep, held(stretch, view.step), factor));
  }

  #show(stretch: Stretch | null): void {
    this.stretch = stretch;
    this.dispatchEvent(new Event('stretch'));
  }

  protected override render() {
    if (!this.view || !this.width || (this.guests && !this.lanes)) return nothing;
    const v = this.stretch ? within(this.view, this.stretch) : this.view;
    const scale = this.#scale(v);
    const { shown, kept } = this.#drawn(v, scale);
    const tall = this.lanes?.height ?? height;
    this.#shown = shown;
    return html`<svg
        viewBox="0 0 ${this.width} ${tall}"
        role="slider"
        tabindex="0"
        aria-label=${t('time.slider')}
        aria-valuemin="0"
        aria-valuemax=${v.lastStep}
        aria-valuenow=${v.step}
        aria-valuetext=${t('time.value', { step: v.step, last: v.lastStep, text: v.spoken })}
        @keydown=${this.#key}
        @pointerdown=${this.#down}
        @pointermove=${this.#move}
      >
        <rect class="reach" width=${this.width} height=${tall}></rect>
        ${this.lanes ? this.lanes.lanes(v, scale, kept) : this.#band(v, scale, kept)}
        ${shown.map(
          (m) =>
            svg`<g transform="translate(${scale.x(m.step) - 5} ${this.#top(m)})">
              <title>${m.step}: ${m.sentence}</title>
              <rect class="reach" x="-2" y="-2" width="14"
                height="16"></rect>${eventShape(m.kind)}</g>`,
        )}
        ${this.stretch ? this.#whole(this.stretch, v, scale, tall) : nothing}
      </svg>
      ${this.#labels(
        scale,
        shown.filter((m) => kept.has(m)),
      )}`;
  }

  /** All of the way, and where in it lie what is shown and the present. */
  #whole({ first, end }: Stretch, v: View, { left, right }: Scale, tall: number) {
    const x = (step: number) => left + (step / wholeEnd(v.lastStep)) * (right - left);
    return svg`<rect class="whole" x=${left} y=${tall - 2} width=${right - left} height="2"></rect>
      <rect class="part" x=${x(first)} y=${tall - 3} height="4"
        width=${Math.max(4, x(end) - x(first))}></rect>
      <path class="si" d="M${x(v.step)} ${tall - 6}v7" stroke-width="2"></path>`;
  }

  #top(mark: Mark): number {
    return this.lanes?.signAt(mark) ?? 5.5;
  }

  /** CPL in one lane, and where the machine stands in it. */
  #band(v: View, scale: Scale, kept: Set<object>) {
    const now = scale.x(v.step);
    return svg`
        ${v.bands.map(
          (b) =>
            svg`<rect class="fl${b.cpl}" x=${scale.x(b.from)} y="18" width=${Math.max(
              1,
              scale.x(b.to) - scale.x(b.from),
            )} height="5"></rect>`,
        )}
        <path
          class="sr"
          d="M${scale.x(v.lastStep)} 21H${scale.right}"
          stroke-dasharray="2 4"
        ></path>
        ${svg`<path class="sr" d=${scale
          .ticks()
          .map((tick) => `M${tick.x.toFixed(1)} 24v${tick.long ? 5 : 3}`)
          .join('')}></path>`}
        ${v.bands.map((b) =>
          kept.has(b)
            ? svg`<text class="t1 b x${b.cpl}" x=${
                scale.x(b.from) + (b.from === scale.first ? 0 : 10)
              } y="15">${t('ring.number', { ring: b.cpl })}</text>`
            : nothing,
        )}
        ${
          scale.shows(v.step)
            ? svg`<path class="si" d="M${now} 17v12" stroke-width="2"></path>
                <circle class="fp si" cx=${now} cy="21" r="6" stroke-width="2"></circle>`
            : nothing
        }`;
  }

  /** The names of events lead to them; one is a stop of Tab, the arrows go on to the others. */
  #labels(scale: Scale, marks: Mark[]) {
    if (!marks.length) return nothing;
    const first = marks.find((m) => m.step === this.reached) ?? marks[0];
    return html`<svg
      class="labels"
      role="toolbar"
      aria-label=${t('time.events')}
      @keydown=${this.#labelKey}
    >
      ${marks.map(
        (m) => svg`<g role="button" tabindex=${m === first ? 0 : -1} aria-label=${t('time.event', {
          label: m.label,
          step: m.step,
        })}
          data-step=${m.step} transform="translate(${scale.x(m.step) + 8} ${this.#top(m)})"
          @click=${() => this.#named(m)} @focus=${() => (this.reached = m.step)}>
          <rect class="reach" x="-1" y="-8" width=${Math.max(
            24,
            m.label.length * 6.7 + 2,
          )} height="24"></rect>
          <text class="mono t1 ${m.kind === 'fault' ? 'xf b' : 'xg'}" y="9">${m.label}</text></g>`,
      )}
    </svg>`;
  }

  /** The events that are drawn, and what of them and of the bands has room for its name. */
  #drawn(v: View, scale: Scale): { shown: Mark[]; kept: Set<object> } {
    const { lanes } = this;
    const shown = thin(lanes ? v.marks.filter(lanes.drawn) : v.marks, scale);
    if (lanes) return { shown, kept: lanes.named(v.bands, shown, scale) };
    const labels: Label[] = [
      ...v.bands
        .map((b) => ({
          of: b,
          x: scale.x(b.from) + (b.from === scale.first ? 0 : 10),
          width: 34,
          weight: b.from === scale.first ? 4 : 0,
        }))
        .filter(({ of: b }) => scale.x(b.to) - scale.x(b.from) > 60),
      ...shown.map((m) => ({
        of: m,
        x: scale.x(m.step) + 8,
        width: m.label.length * 6.7,
        weight: m.kind === 'fault' ? 3 : m.kind === 'table' ? 1 : 2,
      })),
    ].filter(({ x, width }) => x + width <= this.width);
    const small = this.width < 500;
    const kept = spaced(
      small ? labels.slice(0, 1) : labels,
      shown.map((m) => scale.x(m.step)),
    );
    return { shown, kept };
  }

  /** Its name may go with what is shown then, so the line has the focus and keeps it. */
  #named(mark: Mark): void {
    this.renderRoot.querySelector<SVGElement>('[role=slider]')?.focus();
    ask(this, { do: 'seek', step: mark.step });
  }

  #zoomKey(key: string): boolean {
    const factor = { '+': 0.5, '=': 0.5, '-': 2 }[key];
    if (factor) this.zoom(factor);
    return factor !== undefined;
  }

  readonly #labelKey = (event: KeyboardEvent): void => {
    const all = [...this.renderRoot.querySelectorAll<SVGGElement>('.labels g')];
    const at = all.indexOf(event.target as SVGGElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'ArrowLeft':
        all[Math.max(0, at - 1)]!.focus();
        break;
      case 'ArrowRight':
        all[Math.min(all.length - 1, at + 1)]!.focus();
        break;
      case 'Enter':
      case ' ':
        ask(this, { do: 'seek', step: Number(all[at]!.dataset['step']) });
        break;
      default:
        if (!this.#zoomKey(event.key)) return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #key = (event: KeyboardEvent): void => {
    const v = this.view;
    if (!v || event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowDown':
        ask(this, { do: 'back' });
        break;
      case 'ArrowRight':
      case 'ArrowUp':
        ask(this, { do: 'step' });
        break;
      case 'PageDown':
        ask(this, { do: 'previous', kinds: allMarks });
        break;
      case 'PageUp':
        ask(this, { do: 'next', kinds: allMarks });
        break;
      case 'Home':
        ask(this, { do: 'seek', step: 0 });
        break;
      case 'End':
        ask(this, { do: 'seek', step: v.lastStep });
        break;
      default:
        if (!this.#zoomKey(event.key)) return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #down = (event: PointerEvent): void => {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const mark = this.#markAt(event);
    this.#pressedAt = mark ? event.clientX : null;
    if (mark) ask(this, { do: 'seek', step: mark.step });
    else this.#to(event);
  };

  /** The wheel zooms where it is; across, or with Shift, it goes along. */
  readonly #wheel = (event: WheelEvent): void => {
    const { view, stretch } = this;
    if (!view) return;
    event.preventDefault();
    const box = this.getBoundingClientRect();
    const along = event.deltaX || (event.shiftKey ? event.deltaY : 0);
    const step = this.#scale(view).step(event.clientX - box.left);
    const factor = Math.exp(Math.max(-1, Math.min(1, event.deltaY / 300)));
    this.#show(
      along
        ? moved(stretch, view.lastStep, along / Math.max(1, this.width))
        : zoomed(stretch, view.lastStep, step, factor),
    );
  };

  /** Many steps share a pixel: who presses an event's sign means the event. */
  #markAt(event: PointerEvent): Mark | undefined {
    const box = this.getBoundingClientRect();
    const bottom = this.lanes?.signBottom ?? signBottom;
    if (!this.view || event.clientY - box.top > bottom) return undefined;
    const scale = this.#scale(this.view);
    return this.#shown.find((m) => Math.abs(scale.x(m.step) - (event.clientX - box.left)) <= 7);
  }

  readonly #move = (event: PointerEvent): void => {
    if (!(event.buttons & 1)) return;
    if (this.#pressedAt !== null && Math.abs(event.clientX - this.#pressedAt) < 4) return;
    this.#pressedAt = null;
    this.#to(event);
  };

  /** While dragging, one seek is under way and the newest wish waits. */
  #to(event: PointerEvent): void {
    if (!this.view) return;
    const box = this.getBoundingClientRect();
    this.#wanted = this.#scale(this.view).step(event.clientX - box.left);
    if (!this.#seeking) this.#seek();
  }

  #seek(): void {
    const step = this.#wanted;
    this.#wanted = null;
    if (step === null || step === this.view?.step) {
      this.#seeking = false;
      return;
    }
    this.#seeking = true;
    ask(this, { do: 'seek', step });
    requestAnimationFrame(() => this.#seek());
  }
}

/** Where events lie closer than four pixels, lies, faults and crossings stay. */
function thin(marks: Mark[], scale: Scale): Mark[] {
  const weight: Record<MarkKind, number> = {
    lie: 4,
    fault: 3,
    crossing: 2,
    call: 2,
    halt: 2,
    exit: 1,
    poke: 1,
    table: 0,
  };
  const slots = new Map<number, Mark>();
  for (const m of marks) {
    const slot = Math.round(scale.x(m.step) / 4);
    const other = slots.get(slot);
    if (!other || weight[m.kind] > weight[other.kind]) slots.set(slot, m);
  }
  return [...slots.values()];
}
