import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { View } from '../simulator/protocol';
import { t } from '../messages/text';
import { count, hex4, hex8, hexTyped } from '../page/format';
import { problemLine } from '../page/problem';
import { HotNames } from '../page/hot';
import { icon } from '../page/icons';
import { base } from '../style/base';
import { ask } from '../lab/action';
import { valueActs } from './value-acts';
import registerTableText from './register-table.css?inline';
import { formText } from '../page/form-text';

/** Registers, segment registers and flags, with what the last step changed. */
@customElement('register-table')
export class RegisterTable extends LitElement {
  static override styles = [base, unsafeCSS(registerTableText)];

  @property({ attribute: false }) view: View | null = null;
  @state() private editing: { path: string; name: string; value: number; bits: number } | null =
    null;
  @state() private problem = '';
  readonly hot = new HotNames(this);

  protected override render() {
    const v = this.view;
    if (!v) return html``;
    const registers = new Map(v.registers.map((r) => [r.name, r]));
    const general = ['eax', 'ebx', 'ecx', 'edx', 'eip', 'esi', 'edi', 'ebp', 'esp'];
    const segments = ['cs', 'ss', 'ds', 'es', '', 'fs', 'gs', 'tr', 'ldtr'];
    return html`<dl class="regs">
        ${general.map((name) => {
          const r = registers.get(name);
          return r
            ? html`<div class="reg ${r.changed ? 'ch' : ''}" data-name=${name}>
                <dt>${name}</dt>
                <dd>
                  <button
                    data-path=${`reg.${name}`}
                    title=${t('inspect.decimal', { value: count(r.value) })}
                    @click=${() => this.#edit(`reg.${name}`, name, r.value, 32)}
                  >
                    <span class="v">${hex8(r.value)}</span
                    ><span class="visually-hidden">, ${t('inspect.set', { name })}</span></button
                  >${
                    r.changed
                      ? html`<span class="visually-hidden">, ${t('inspect.changed')}</span>`
                      : ''
                  }
                </dd>
              </div>`
            : html`<div></div>`;
        })}
        <div></div>
        ${segments.map((name) => {
          const s = v.segments.find((x) => x.name === name);
          return s
            ? html`<div
                class="reg ${
                  ['fs', 'gs', 'tr', 'ldtr'].includes(name) ? 'late' : 'seg-reg'
                } ${s.changed ? 'ch' : ''}"
                data-name=${name}
              >
                <dt>${name}</dt>
                <dd>
                  <button
                    data-path=${`reg.${name}`}
                    title=${s.text}
                    @click=${() => this.#edit(`reg.${name}`, name, s.selector, 0)}
                  >
                    <span class="v">${hex4(s.selector)}</span>
                  </button>
                </dd>
              </div>`
            : html`<div></div>`;
        })}
      </dl>
      <dl class="flags" aria-label="EFLAGS ${hex8(v.eflags)}">
        ${v.flags.map(
          (f) =>
            html`<div
              class="${f.asked ? 'asked' : ''} ${f.changed ? 'ch' : ''}"
              data-name=${f.name}
            >
              <dt>${f.name}</dt>
              <dd>
                <button
                  data-path=${`flags.${f.name.toLowerCase()}`}
                  title=${t('inspect.set', { name: f.name })}
                  @click=${() =>
                    this.#edit(
                      `flags.${f.name.toLowerCase()}`,
                      f.name,
                      f.value,
                      f.name === 'IOPL' ? 2 : 1,
                    )}
                >
                  ${f.value}<span class="visually-hidden"
                    >, ${t('inspect.set', { name: f.name })}</span
                  >
                </button>
              </dd>
            </div>`,
        )}
      </dl>
      ${this.#editor()}`;
  }

  #edit(path: string, name: string, value: number, bits: number): void {
    if (this.editing?.path === path) return void this.#close();
    this.editing = { path, name, value, bits };
    this.problem = '';
    void this.updateComplete.then(() => {
      const first = this.renderRoot.querySelector<HTMLElement>(
        '.edit :is(input, [aria-pressed="true"], button)',
      );
      first?.focus();
      if (first instanceof HTMLInputElement) first.select();
    });
  }

  /** Back to the value whose editor this was. */
  async #close(): Promise<void> {
    const path = this.editing?.path;
    this.editing = null;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`button[data-path="${path}"]`)?.focus();
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    void this.#close();
  };

  /** A value may be set from outside the machine; that is a step of the log like any other. */
  #editor() {
    const e = this.editing;
    if (!e) return nothing;
    const close = html`<button
      class="btn square quiet"
      aria-label=${t('dialog.close')}
      @click=${() => void this.#close()}
    >
      ${icon('cross')}
    </button>`;
    const acts = valueActs(this, e.path);
    if (!e.bits)
      return html`<div class="edit" @keydown=${this.#escape} role="group" aria-label=${e.name}>
        <b>${e.name}</b>${acts}${close}
      </div>`;
    if (e.bits <= 2) {
      const now = this.#present();
      return html`<div
        class="edit"
        @keydown=${this.#escape}
        role="group"
        aria-label=${t('inspect.set', { name: e.name })}
      >
        <b>${e.name}</b
        ><span class="seg"
          >${Array.from(
            { length: 2 ** e.bits },
            (_, value) =>
              html`<button aria-pressed=${value === now} @click=${() => this.#poke(value)}>
                ${value}
              </button>`,
          )}</span
        >${acts}${close}
      </div>`;
    }
    return html`<form class="edit" @keydown=${this.#escape} @submit=${this.#typed}>
      <label
        ><b>${e.name}</b
        ><input
          type="text"
          name="value"
          spellcheck="false"
          autocomplete="off"
          .value=${hex8(e.value)}
          aria-label=${t('inspect.set', { name: e.name })} /></label
      ><button class="btn">${t('inspect.set-do')}</button
      >${acts}${close}${problemLine(this.problem)}
    </form>`;
  }

  /** What the value that is edited is now, a number without sign. */
  #present(): number | undefined {
    const name = this.editing?.name;
    return [...(this.view?.registers ?? []), ...(this.view?.flags ?? [])].find(
      (v) => v.name === name,
    )?.value;
  }

  readonly #typed = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = formText(new FormData(event.target as HTMLFormElement), 'value'),
      value = hexTyped(text);
    this.problem = value === null ? t('inspect.not-hex', { text }) : '';
    if (value !== null) this.#poke(value);
  };

  /** Setting what is there already would only cut off the steps that follow. */
  #poke(value: number): void {
    if (this.editing && value !== this.#present())
      ask(this, { do: 'poke', path: this.editing.path, value });
    if (this.editing?.bits === 32) void this.#close();
  }
}
