import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { AskingSheet } from '../inspect/asking-sheet';
import { act } from '../lab/action';
import { linked } from '../lab/linked';
import { hex8 } from '../page/format';
import { icon } from '../page/icons';
import type {
  CallView,
  CodeLine,
  EndingView,
  FramesView,
  Request,
  VariableView,
  View,
} from '../simulator/protocol';
import { base } from '../style/base';
import { cViewStyle } from './c-style';
import { before, excerpt, neighbour, valuesOf, type Values } from './frames';
import { reads } from './reads';
import { t } from './words';

const rows = 7;

/** Of the machine's console, in characters. */
const consoleCapacity = 65_536;

/**
 * A program in C as it runs: a line beside its instructions, and the calls that led there with
 * their variables.
 */
@customElement('c-view')
export class CSheet extends AskingSheet {
  static override styles = [base, cViewStyle];

  @property({ attribute: false }) view: View | null = null;
  /** The line that is looked at; null for the one that runs. */
  @state() private looked: number | null = linked.line;
  /** At the look before this one. */
  #before: Values | null = null;
  #now: { step: number; values: Values } | null = null;

  protected get request(): Request {
    return { do: 'frames', ...(this.looked === null ? {} : { line: this.looked }) };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    linked.addEventListener('change', this.#linked);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    linked.removeEventListener('change', this.#linked);
  }

  readonly #linked = (): void => {
    this.looked = linked.line;
    this.ask();
  };

  protected override willUpdate(changed: PropertyValues): void {
    const frames = this.answer?.frames,
      step = this.view?.step ?? 0;
    if (!changed.has('answer') || !frames) return;
    if (this.#now && this.#now.step !== step) this.#before = this.#now.values;
    this.#now = { step, values: valuesOf(frames) };
  }

  protected override render() {
    if (!this.answer) return html`<p class="where">${t('c.waiting')}</p>`;
    const f = this.answer.frames;
    if (!f) return html`<p class="where">${t('c.none')}</p>`;
    return html`${this.#where(f)}
      <h3>${t('c.calls')}</h3>
      <ol class="calls">
        ${f.frames.map((call, i) => this.#call(call, i === 0))}
      </ol>
      ${
        f.globals.length
          ? html`<h3>${t('c.globals')}</h3>
              ${this.#variables(null, f.globals, t('c.globals'))}`
          : nothing
      }${this.#notes()}${this.#pair(f)}`;
  }

  #where(f: FramesView) {
    const text = f.ending ? this.#ending(f, f.ending) : this.#here(f);
    return html`<p class="where">
      <b class="ring r${f.ring}"
        >${f.ring === 0 ? `${t('c.kernel')}, ` : ''}${t('c.ring', { ring: f.ring })}</b
      >
      ${text}
    </p>`;
  }

  #here(f: FramesView): string {
    const inner = f.frames[0],
      line = f.line ?? 0;
    if (f.ring === 0)
      return line
        ? t('c.kernel-called', { line })
        : t(f.frames.length > 1 ? 'c.kernel-outside' : 'c.kernel-started');
    if (inner && !inner.function) return t('c.no-function', { address: hex8(inner.address) });
    return inner?.own
      ? t('c.at', { file: f.file, line })
      : line
        ? t('c.library-called', { line })
        : t('c.outside', { file: f.file });
  }

  #ending(f: FramesView, ending: EndingView): string {
    if ('status' in ending)
      return t(ending.returned ? 'c.ended-main' : 'c.ended-exit', { status: ending.status });
    const { fault, stackUsedUp } = ending,
      where =
        f.line === null
          ? t('c.ended-at', { address: hex8(ending.address) })
          : t('c.ended-line', { line: f.line });
    return t(stackUsedUp ? 'c.ended-stack' : 'c.ended-fault', { fault, where });
  }

  // A line and its instructions

  get #file(): { text: string; lines: CodeLine[] } {
    const name = this.answer?.frames?.file;
    return this.view?.code.files.find((f) => f.name === name) ?? { text: '', lines: [] };
  }

  #pair(f: FramesView) {
    const { text, lines } = this.#file,
      line = this.looked ?? f.line;
    if (line === null) return nothing;
    const shown = excerpt(
      text,
      f.line !== null && Math.abs(line - f.line) <= rows / 2 ? f.line : line,
      rows,
    );
    const made = new Set(lines.map((l) => l.line));
    return html`<div class="pair">
      <ol
        class="source"
        aria-label=${t('c.source')}
        @keydown=${(e: KeyboardEvent) => this.#key(e, lines, line)}
        @pointerleave=${() => linked.point(null)}
      >
        ${shown.lines.map((source, i) =>
          this.#sourceLine(shown.first + i, source, line, f.line, made.has(shown.first + i)),
        )}
      </ol>
      ${this.#instructions(f, line)}
    </div>`;
  }

  #sourceLine(number: number, text: string, looked: number, now: number | null, made: boolean) {
    const body = html`<span class="number">${number}</span
      ><span class="mark"
        >${
          number === now
            ? html`${icon('step')}<span class="visually-hidden">${t('c.here')}</span>`
            : nothing
        }</span
      ><code>${text}</code>`;
    const look = number === looked ? 'looked' : '';
    return made
      ? html`<li class=${look}>
          <button
            aria-pressed=${number === looked}
            tabindex=${number === looked ? 0 : -1}
            data-line=${number}
            @pointerenter=${() => linked.point(number)}
            @focus=${() => linked.point(number)}
            @click=${() => linked.point(number)}
          >
            ${body}
          </button>
        </li>`
      : html`<li class=${look}><span class="plain">${body}</span></li>`;
  }

  #key(event: KeyboardEvent, lines: CodeLine[], from: number): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const to = neighbour(lines, from, event.key === 'ArrowDown');
    linked.point(to);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[data-line="${to}"]`)?.focus(),
    );
  }

  #instructions(f: FramesView, line: number) {
    const caption = html`<caption>
      ${t('c.instructions', { line })}
    </caption>`;
    if (!f.code.length) return html`<p class="code looked">${t('c.no-instructions', { line })}</p>`;
    return html`<table class="code looked">
      ${caption}
      <thead class="visually-hidden">
        <tr>
          <th>${t('c.address')}</th>
          <td></td>
          <th>${t('c.instruction')}</th>
          <th>${t('c.bytes')}</th>
        </tr>
      </thead>
      <tbody>
        ${f.code.map(
          (c) =>
            html`<tr class=${c.current ? 'now' : ''}>
              <th scope="row">${hex8(c.address)}</th>
              <td class="mark">
                ${
                  c.current
                    ? html`${icon('step')}<span class="visually-hidden">${t('c.next')}</span>`
                    : c.executed
                      ? html`<span title=${t('c.executed')} aria-hidden="true">•</span
                          ><span class="visually-hidden">${t('c.executed')}</span>`
                      : nothing
                }
              </td>
              <td>${c.text}</td>
              <td class="bytes">${c.bytes}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** What is to be known of the console, which stands elsewhere. */
  #notes() {
    const full = (this.view?.console.length ?? 0) >= consoleCapacity;
    return html`${
      reads(this.#file.text) ? html`<p class="note">${t('c.no-keyboard')}</p>` : nothing
    }${full ? html`<p class="note">${t('c.cut')}</p>` : nothing}`;
  }

  // Calls and variables

  #call(call: CallView, inner: boolean) {
    const name = call.kernel
      ? t('c.kernel')
      : call.function || t('c.no-function', { address: hex8(call.address) });
    const kind = call.kernel ? 'kernel' : call.own ? 'own' : 'library';
    return html`<li class="call ${kind}">
      <p>
        <b>${name}</b>${
          call.kernel
            ? html` <span class="k0">${t('c.ring', { ring: 0 })}</span>`
            : call.own || !call.function
              ? nothing
              : html` <span class="faint">${t('c.library')}</span>`
        }
        ${
          call.line === null || call.kernel
            ? nothing
            : html`<span class="soft">${t('c.line', { line: call.line })}</span>`
        }${inner ? html`<span class="tag">${t('c.here')}</span>` : nothing}
        ${
          call.base === null
            ? nothing
            : html`<span class="base">${t('c.frame')} ${this.#place(call.base)}</span>`
        }
      </p>
      ${
        call.variables.length
          ? this.#variables(call, call.variables, name)
          : call.own
            ? html`<p class="faint">${t(call.base === null ? 'c.no-frame' : 'c.no-variables')}</p>`
            : nothing
      }
    </li>`;
  }

  #variables(
    call: CallView | null,
    variables: (VariableView & { parameter?: boolean })[],
    name: string,
  ) {
    return html`<table class="variables">
      <caption class="visually-hidden">
        ${name}
      </caption>
      <thead class="visually-hidden">
        <tr>
          <th>${t('c.name')}</th>
          <th>${t('c.value')}</th>
          <th>${t('c.type')}</th>
          <th>${t('c.address')}</th>
        </tr>
      </thead>
      <tbody>
        ${variables.map((v) => this.#variable(call, v))}
      </tbody>
    </table>`;
  }

  #variable(call: CallView | null, v: VariableView & { parameter?: boolean }) {
    const was = before(this.#before, call, v);
    return html`<tr class=${was === null ? '' : 'changed'}>
      <th scope="row">${v.name}</th>
      <td class="value">
        <span class="v">${v.value}</span>${
          was === null
            ? nothing
            : html` <span class="was"
                >${was === '' ? t('c.new') : t('c.was', { before: was })}</span
              >`
        }
      </td>
      <td class="type">
        ${v.type}${v.parameter ? html` <span class="arg">${t('c.argument')}</span>` : nothing}
      </td>
      <td class="place">${v.address === null ? nothing : this.#place(v.address)}</td>
    </tr>`;
  }

  #place(address: number) {
    return html`<button
      title=${t('c.in-memory')}
      @click=${() => act(this, { do: 'memory', address })}
    >
      ${hex8(address)}
    </button>`;
  }
}
