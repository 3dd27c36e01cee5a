import { LitElement, html, nothing, unsafeCSS, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { icon } from '../page/icons';
import { titled } from '../page/titled';
import { base } from '../style/base';
import instructionTableText from './instruction-table.css?inline';
import type { Effect, Instruction, Witness } from './protocol';
import { t } from './words';

const columns = 8;

const sized = ({ forms, rows }: Instruction): string => t('analyze.forms-rows', { forms, rows });

const witnessed = ({ ring, text, what, got, due }: Witness): string =>
  t('analyze.witness', { ring, text, what, got, due });

/**
 * Instructions, a row for each, which unfolds what shows it. On a phone a row is a card: the roles
 * say that it is a table all the same.
 */
@customElement('instruction-table')
export class InstructionTable extends LitElement {
  static override styles = [base, unsafeCSS(instructionTableText)];

  @property({ attribute: false }) instructions: Instruction[] = [];
  @state() private open = new Set<string>();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('instructions')) return;
    const names = new Set(this.instructions.map(({ name }) => name));
    this.open = new Set([...this.open].filter((name) => names.has(name)));
  }

  protected override render() {
    if (!this.instructions.length) return nothing;
    return html`<table role="table">
      <caption class="visually-hidden">
        ${t('analyze.caption')}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${[
            t('analyze.instruction'),
            ...[0, 1, 3].map((ring) => t('analyze.ring', { ring })),
            t('analyze.class'),
            t('analyze.list'),
            ...(this.#someLie() ? [t('analyze.got'), t('analyze.due')] : [t('analyze.exception')]),
          ].map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${this.instructions.map((each) => this.#row(each))}
      </tbody>
    </table>`;
  }

  #row(each: Instruction) {
    const open = this.open.has(each.name);
    const id = `more-${each.name.replace(/\W+/g, '-')}`;
    return html`<tr role="row" class="one" data-name=${each.name}>
        <th role="rowheader" scope="row">
          <button aria-expanded=${open} aria-controls=${id} @click=${() => this.#turn(each.name)}>
            ${icon('chevron')}<code>${each.name}</code>
          </button>
        </th>
        ${this.#effect(0, each.ring0)}${this.#effect(1, each.ring1)}${this.#effect(3, each.ring3)}
        <td role="cell" class="class">
          <span class="label" aria-hidden="true">${t('analyze.class')}</span
          ><span class="v-${each.verdict}">${t(`analyze.class.${each.verdict}`)}</span>
        </td>
        <td role="cell" class="list">
          <span class="label" aria-hidden="true">${t('analyze.list')}</span
          >${t(each.robinIrvine ? 'analyze.list.yes' : 'analyze.list.no')}
        </td>
        ${
          this.#someLie()
            ? html`${this.#value(t('analyze.got'), each.witness, each.witness?.got)}
              ${this.#value(t('analyze.due'), each.witness, each.witness?.due)}`
            : this.#refusal(each)
        }
      </tr>
      <tr role="row" class="more" ?hidden=${!open}>
        <td role="cell" id=${id} colspan=${this.#someLie() ? columns : columns - 1}>
          ${open ? this.#more(each) : nothing}
        </td>
      </tr>`;
  }

  #effect(ring: number, effect: Effect) {
    const signs = {
      works: icon('tick'),
      refused: icon('cross'),
      partly: icon('cross'),
      lies: html`<b aria-hidden="true">≠</b>`,
    };
    return html`<td role="cell" class="ring">
      <span class="label k${ring}" aria-hidden="true">${t('analyze.ring', { ring })}</span
      ><span class="effect ${effect}">${signs[effect]}${t(`analyze.effect.${effect}`)}</span>
    </td>`;
  }

  #value(label: string, witness: Witness | undefined, value: string | undefined) {
    return html`<td role="cell" class="value ${witness ? '' : 'none'}">
      ${
        witness
          ? html`<span class="label" aria-hidden="true">${label}</span><span>${witness.what}</span>
              <code>${value}</code>`
          : nothing
      }
    </td>`;
  }

  /** Where nobody lies, what one was refused with stands in place of the two values. */
  #refusal({ exception }: Instruction) {
    return html`<td role="cell" class="value ${exception ? '' : 'none'}">
      ${
        exception
          ? html`<span class="label" aria-hidden="true">${t('analyze.exception')}</span
              ><code>${exception}</code>`
          : nothing
      }
    </td>`;
  }

  #someLie(): boolean {
    return this.instructions.some(({ witness }) => witness);
  }

  #more(each: Instruction) {
    const witness = each.witness;
    return html`${witness ? html`<p>${titled(witnessed(witness))}</p>` : nothing}
      <dl>
        ${
          witness
            ? html`${this.#fact(t('analyze.bytes'), html`<code>${witness.bytes}</code>`)}
              ${this.#fact(
                t('analyze.state'),
                witness.state.map((part) => html`<code>${part}</code> `),
              )}`
            : this.#fact(t('analyze.example'), html`<code>${each.example}</code>`)
        }
        ${
          each.exception
            ? this.#fact(t('analyze.exception'), html`<code>${each.exception}</code>`)
            : nothing
        }
        ${this.#fact(t('analyze.definitions'), this.#definitions(each))}
        ${this.#fact(t('analyze.forms'), sized(each))}
      </dl>`;
  }

  #definitions(each: Instruction): string {
    const all = [
      each.privileged && t('analyze.is.privileged'),
      each.controlSensitive && t('analyze.is.control'),
      each.behaviourSensitive && t('analyze.is.behaviour'),
      each.userSensitive && t('analyze.is.user'),
    ].filter(Boolean);
    return all.length ? all.join(', ') : t('analyze.is.none');
  }

  #fact(name: string, value: unknown) {
    return html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  #turn(name: string): void {
    const open = new Set(this.open);
    if (!open.delete(name)) open.add(name);
    this.open = open;
  }
}
