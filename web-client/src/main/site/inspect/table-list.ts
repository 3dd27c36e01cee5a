import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DescriptorView, TablesView } from '../simulator/protocol';
import { t } from '../messages/text';
import { hex, hex4, hex8 } from '../page/format';
import { say } from '../page/sentence';
import { base } from '../style/base';
import { act } from '../lab/action';
import { valuePath } from './descriptor-card';

/** GDT, IDT and TSS as they are in memory now, decoded field by field. */
@customElement('table-list')
export class TableList extends LitElement {
  static override styles = [base, css`
    h3 { display: flex; align-items: baseline; gap: var(--s2); font: 600 var(--t2)/20px var(--sans); padding: var(--s2) var(--s4) var(--s1); border-top: 1px solid var(--rule); }
    section:first-child h3 { border: 0; }
    h3 .mono { margin-left: auto; color: var(--faint); font-weight: 400; font-size: 12px; }
    details { border-top: 1px solid var(--rule); } summary { display: grid; grid-template-columns: 36px minmax(0, 1fr) auto; gap: 0 var(--s3); align-items: baseline; padding: 3px var(--s4); line-height: 20px; font-size: var(--t2); cursor: pointer; min-height: 26px; }
    summary:hover { background: var(--sunken); } summary .title { color: var(--soft); } summary .gate { grid-column: 2; color: var(--soft); } summary .gate b { color: var(--ink); font-weight: 500; } summary .used { grid-column: 3; grid-row: 1; font: 500 12px/16px var(--mono); color: var(--ring3); white-space: nowrap; }
    dl { display: grid; grid-template-columns: auto 1fr auto 1fr; gap: 0 var(--s3); padding: var(--s1) var(--s4) var(--s3); font: 400 var(--t2)/24px var(--mono); } dd button { min-height: 24px; } dt { color: var(--faint); } .ch { font-weight: 600; text-decoration: underline 2px var(--focus); text-underline-offset: 3px; }
    p { padding: 0 var(--s4) var(--s2); color: var(--faint); font-size: var(--t2); }
  `];

  @property({ attribute: false }) tables: TablesView | null = null;
  /** The descriptor that was asked for elsewhere. */
  @property({ attribute: false }) opened: string | null = null;

  protected override render() {
    const tables = this.tables;
    if (!tables) return nothing;
    return html`${this.#table('GDT', t('inspect.gdt'), tables.gdt)}${this.#table('IDT', t('inspect.idt'), tables.idt)}
      <section><h3>TSS <span class="soft">${t('inspect.tss')}</span>${tables.tss ? html`<span class="mono">${hex8(tables.tss.base)}</span>` : nothing}</h3>
        ${tables.tss ? html`<dl>${tables.tss.fields.map((f) => html`<dt title="+${hex(f.offset, 2)}">${f.name}</dt><dd class=${f.changed ? 'ch' : ''}><button data-path="tss.${f.name}" title=${t('who.ask')} @click=${() => act(this, { do: 'who', path: `tss.${f.name}` })}>${hex8(f.value)}</button></dd>`)}</dl>` : html`<p>${t('inspect.no-tss')}</p>`}</section>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('opened') || this.opened === null) return;
    const details = this.renderRoot.querySelector<HTMLDetailsElement>(`[data-key="${CSS.escape(this.opened)}"]`);
    if (!details) return;
    details.open = true;
    details.scrollIntoView({ block: 'center' });
  }

  /** Whom a gate lets in stands in its row: it is what one looks for in this table. */
  #row(e: DescriptorView) {
    const dpl = e.fields.find((f) => f.name === 'DPL')?.value;
    return html`<summary><span class="mono">${e.table === 'idt' ? hex(e.index, 2) : hex4(e.selector)}</span><span class="title">${e.title || e.kind}</span>${e.word ? html`<span class="gate"><b data-name="DPL">DPL ${dpl}</b>, ${say(e.word)}</span>` : nothing}${e.usedBy.length ? html`<span class="used">${e.usedBy.join(' ')}</span>` : nothing}</summary>`;
  }

  #table(name: string, words: string, table: { base: number; limit: number; entries: DescriptorView[] }) {
    return html`<section><h3>${name} <span class="soft">${words}</span><span class="mono">${hex8(table.base)}, ${t('inspect.limit')} ${hex(table.limit, 4)}</span></h3>
      ${table.entries.length ? table.entries.map((e) => html`<details data-key=${key(e)} data-path=${valuePath(e)}>${this.#row(e)}<descriptor-card .entry=${e}></descriptor-card></details>`) : html`<p>${t('inspect.empty-table')}</p>`}</section>`;
  }
}

export const key = (e: DescriptorView): string => `${e.table}.${e.index}`;
