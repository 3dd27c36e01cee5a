import { html, nothing, unsafeCSS } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AskingSheet } from '../inspect/asking-sheet';
import { act, ask } from '../lab/action';
import { t } from '../messages/text';
import { hex } from '../page/format';
import { say } from '../page/sentence';
import type { Request, StackView, StackWordView } from '../simulator/protocol';
import { base } from '../style/base';
import stackPictureText from './stack-picture.css?inline';

const frames = 4;

/** The stack as a pile of words: what each of them is, one colour a call, and who points where. */
@customElement('stack-picture')
export class StackPicture extends AskingSheet {
  static override styles = [base, unsafeCSS(stackPictureText)];
  protected override readonly request: Request = { do: 'stack' };

  protected override render() {
    const stack = this.answer?.stack;
    if (!stack) return nothing;
    if (!stack.words.some((word) => word.live))
      return html`<p class="empty">${t('stack.empty', { esp: hex(stack.esp, digits(stack)) })}</p>
        ${this.#table(stack)}`;
    return this.#table(stack);
  }

  #table(stack: StackView) {
    return html`<table aria-label=${t('picture.stack')}>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">${t('stack.pointer')}</th>
          <th scope="col">${t('memory.address')}</th>
          <th scope="col">${t('stack.value')}</th>
          <th scope="col">${t('stack.meaning')}</th>
        </tr>
      </thead>
      <tbody>
        ${stack.words.map((word) => this.#row(stack, word))}
      </tbody>
    </table>`;
  }

  #row(stack: StackView, word: StackWordView) {
    const pointers = [
      word.address === stack.esp ? pointer('esp', stack) : '',
      word.address === stack.ebp && stack.ebp !== 0 ? pointer('ebp', stack) : '',
    ].filter((name) => name);
    const colour = word.live ? `f${word.frame % frames}` : 'gone';
    return html`<tr class="${colour} ${word.now ? 'now' : ''}">
      <td class="pointer">
        ${pointers.map((name) => html`<span>${name} <b aria-hidden="true">→</b></span>`)}
      </td>
      <th scope="row">
        <button
          title=${t('pages.in-memory')}
          @click=${() => act(this, { do: 'memory', address: word.physical })}
        >
          ${hex(word.address, digits(stack))}
        </button>
      </th>
      <td class="value">${hex(word.value, 2 * stack.size)}${letter(word.value)}</td>
      <td class="meaning">
        ${say(word.text)} ${word.live ? nothing : html`<i>${t('stack.gone')}</i>`}
        ${
          word.step === null
            ? nothing
            : html`<button class="step" @click=${() => ask(this, { do: 'seek', step: word.step! })}>
                ${t('stack.step', { step: word.step })}
              </button>`
        }
      </td>
    </tr>`;
  }
}

const digits = (stack: StackView): number => (stack.size === 2 ? 4 : 8);

const pointer = (name: 'esp' | 'ebp', stack: StackView): string =>
  (stack.size === 2 ? name.slice(1) : name).toUpperCase();

/** The letter that a small number is on the console. */
function letter(value: number) {
  return value > 0x20 && value < 0x7f
    ? html` <span class="letter">${String.fromCharCode(value)}</span>`
    : nothing;
}
