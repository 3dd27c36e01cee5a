import { html, nothing, svg, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { AskingSheet } from '../inspect/asking-sheet';
import { count } from '../page/format';
import { monasteryStyle } from '../picture/monastery/style';
import { rounded } from '../picture/path';
import type { KernelView, ProcessView } from '../simulator/kernel-views';
import type { View } from '../simulator/protocol';
import { base, drawing } from '../style/base';
import { chosen } from './chosen';
import { courtOf } from './court';
import { fenceLines, fencePlates, legend } from './fence-lines';
import fenceText from './fence-style.css?inline';
import { kinds, ownNumber, short } from './fences';
import { cottageAt, dweller, isGone, words } from './house';
import pictureText from './kernel-picture.css?inline';
import { stateOf } from './state-words';
import { tree } from './tree';
import { fitted, laneX, wayToGate, type House, type Pipe } from './village';
import { t } from './words';
import './kernel-court';
import './process-table';

/** Below this a list of houses is easier to read than a village. */
const narrow = 430;

/** A house for each process, the pipes between them, and the court that they all go to. */
@customElement('kernel-picture')
export class KernelPicture extends AskingSheet {
  static override styles = [
    base,
    drawing,
    monasteryStyle,
    unsafeCSS(fenceText),
    unsafeCSS(pictureText),
  ];
  protected override readonly request = { do: 'kernel' } as const;

  @property({ attribute: false }) view: View | null = null;
  @property({ type: Boolean }) table = false;
  @state() private width = 0;
  /** What the court leaves to the village, without scroll bars. */
  @state() private ground = { width: 0, height: 0 };
  #measured: Element | null = null;
  readonly #observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const width = Math.floor(contentRect.width);
      if (target === this) this.width = width;
      else this.ground = { width, height: Math.floor(contentRect.height) };
    }
  });
  readonly #chosen = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
    chosen.addEventListener('change', this.#chosen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    chosen.removeEventListener('change', this.#chosen);
  }

  protected override updated(): void {
    const ground = this.renderRoot.querySelector('.ground');
    if (ground === this.#measured) return;
    if (this.#measured) this.#observer.unobserve(this.#measured);
    if (ground) this.#observer.observe(ground);
    this.#measured = ground;
  }

  protected override render() {
    const kernel = this.answer?.kernel;
    if (!kernel || this.width < 40) return nothing;
    return html`${this.#body(kernel)}
      ${
        kernel.moreProcesses
          ? html`<p class="more">${t('village.more', { count: count(kernel.moreProcesses) })}</p>`
          : nothing
      } <kernel-court .kernel=${kernel} .view=${this.view}></kernel-court>`;
  }

  #body(kernel: KernelView) {
    if (this.table)
      return html`<process-table
        tabindex="0"
        role="region"
        aria-label=${t('processes.title')}
        .kernel=${kernel}
      ></process-table>`;
    return this.width < narrow ? this.#list(kernel) : this.#village(kernel);
  }

  #village(kernel: KernelView) {
    const v = fitted(kernel, this.ground.width, this.ground.height);
    const court = this.view && courtOf(kernel, this.view);
    const picked = v.houses.find((house) => house.process.pid === chosen.pid);
    const outside = court?.inside ? null : kernel.running;
    const actor = v.houses.find((house) => court?.inside && house.process.pid === court.call.pid);
    const way = actor && wayToGate(actor, v.height, laneX / v.zoom);
    return html`<p class="title">
        <b>${t('village.ring', { ring: 3 })}</b> ${t('village.userland')}
      </p>
      <div class="ground">
        <svg
          class="iso"
          width=${Math.floor(v.width * v.zoom)}
          height=${Math.floor(v.height * v.zoom)}
          viewBox="0 0 ${v.width} ${v.height}"
          role="group"
          aria-label=${t('village.name')}
          @keydown=${press}
        >
          ${fenceLines(v.fences)} ${picked ? frame(picked, 'chosen') : nothing}
          ${v.paths.map((path) => svg`<path class="path" d=${rounded(path, 8)}></path>`)}
          ${way ? svg`<path class="way s3" d=${rounded(way, 8)}></path>` : nothing}
          ${v.pipes.map((pipe) => this.#pipe(pipe, kernel))}
          ${v.houses.map((house) => this.#house(house, house.process.pid === outside))}
          ${fencePlates(v.fences)}
        </svg>
      </div>
      ${legend(v.fences)}`;
  }

  #house(house: House, home: boolean) {
    const { process, x, y } = house;
    return svg`<g
      class="house ${process.state}"
      role="button"
      tabindex="0"
      aria-pressed=${process.pid === chosen.pid ? 'true' : 'false'}
      aria-label=${nameOf(process)}
      @click=${() => pick(process.pid)}
    >
      ${frame(house, 'hit')}
      ${cottageAt(x, y, isGone(process), house.scale)} ${home ? dweller(house) : nothing}
      ${words(house)}
    </g>`;
  }

  #pipe({ pipe, from, to, x }: Pipe, kernel: KernelView) {
    const end = to.y - 14 * to.scale;
    const d = rounded(
      [
        { x: from.x + 16 * to.scale, y: from.y - 8 },
        { x, y: from.y - 8 },
        { x, y: end },
        { x: to.x + 22 * to.scale, y: end },
      ],
      8,
    );
    const names = (pids: number[]): string =>
      pids.map((pid) => nameAndPid(kernel, pid)).join(', ') || t('village.nobody');
    const { number, bytes } = pipe;
    return svg`<g role="img" aria-label=${t('village.pipe', {
      number,
      writers: names(pipe.writers),
      readers: names(pipe.readers),
      bytes: count(bytes),
    })}><path class="pipe" d=${d}></path><path class="pipe bore" d=${d}></path>
      <path class="mouth" d="M${to.x + 14 * to.scale} ${end}l9-5v10z"></path>
      <text class="t1 mono" x=${x + 7} y=${(from.y + to.y) / 2 - 8}>${count(bytes)} B</text></g>`;
  }

  /** The same on a small screen: one below the other, in the order of the tree. */
  #list(kernel: KernelView) {
    return html`<div class="list">
      <ol aria-label=${t('village.name')}>
        ${tree(kernel.processes).map(
          ({ process }) =>
            html`<li class=${process.state}>
              <button
                aria-pressed=${process.pid === chosen.pid ? 'true' : 'false'}
                @click=${() => pick(process.pid)}
              >
                <svg class="iso" viewBox="0 0 46 40" aria-hidden="true">
                  ${cottageAt(23, 36, isGone(process))}
                </svg>
                <span
                  ><b>${process.name} ${numbersOf(process)}</b>
                  <span class="what"
                    >${stateOf(process)}${
                      process.parent
                        ? html`,
                          ${t('village.child', {
                            parent: nameAndPid(kernel, process.parent),
                          })}`
                        : nothing
                    }</span
                  >${own(kernel, process)}</span
                >
              </button>
            </li>`,
        )}
      </ol>
      ${kernel.pipes.map(
        ({ number, bytes, writers, readers }) =>
          html`<p class="pipes">
            ${t('village.pipe', {
              number,
              bytes: count(bytes),
              writers: writers.map((pid) => nameAndPid(kernel, pid)).join(', '),
              readers: readers.map((pid) => nameAndPid(kernel, pid)).join(', '),
            })}
          </p>`,
      )}
    </div>`;
  }
}

/** All around a house and its words. */
function frame({ x, y, room, scale, words: below }: House, look: 'hit' | 'chosen') {
  const wide = Math.min(room, 130);
  return svg`<rect class=${look} x=${x - wide / 2} y=${y - 38 * scale} width=${wide}
    height=${2 + below + 38 * scale} rx="4"></rect>`;
}

/** Enter and Space do what a pointer does. */
function press(event: KeyboardEvent): void {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  event.stopPropagation();
  (event.target as Element).dispatchEvent(new MouseEvent('click', { bubbles: true }));
}

const pick = (pid: number): void => chosen.choose(chosen.pid === pid ? null : pid);

function nameAndPid(kernel: KernelView, pid: number): string {
  const process = kernel.processes.find((one) => one.pid === pid);
  return process ? `${process.name} ${pid}` : String(pid);
}

const insideOf = (process: ProcessView): string => {
  const own = ownNumber(process);
  return own === undefined ? '' : `, ${t('fences.inside', { number: own })}`;
};

const nameOf = (process: ProcessView): string =>
  t('village.house', {
    name: process.name,
    pid: `${process.pid}${insideOf(process)}`,
    state: stateOf(process),
  });

function numbersOf(process: ProcessView) {
  const own = ownNumber(process);
  return own === undefined
    ? html`<code>${process.pid}</code>`
    : html`<span class="two"
        ><code>${process.pid}</code
        ><code class="own"
          ><span class="visually-hidden">${t('village.inside')} </span>${own}</code
        ></span
      >`;
}

/** On a small screen the names of a process's fences stand below it. */
function own({ namespaces }: KernelView, { pid, root, host }: ProcessView) {
  const spaces = kinds.flatMap((kind) =>
    namespaces.filter((one) => one.kind === kind && !one.initial && one.members.includes(pid)),
  );
  if (!spaces.length && !root) return nothing;
  const named = spaces.some(({ kind }) => kind === 'uts');
  return html`<span class="what"
    >${spaces.map(
      ({ kind, number }) =>
        html`<span class="tag"
          ><svg aria-hidden="true"><rect class="rail d-${kind}"></rect></svg>${kind}
          <code>${short(number)}</code></span
        > `,
    )}
    ${root ? t('village.root', { root }) : nothing}
    ${named && host ? t('village.host', { host }) : nothing}</span
  >`;
}
