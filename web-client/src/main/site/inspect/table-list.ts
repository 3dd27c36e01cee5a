import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DescriptorView, TablesView } from '../simulator/protocol';
import { t } from '../messages/text';
import { hex, hex4, hex8 } from '../page/format';
import { icon } from '../page/icons';
import { say } from '../page/sentence';
import { base } from '../style/base';
import { act } from '../lab/action';
import { valuePath } from './descriptor-card';
import tableListText from './table-list.css?inline';

/** GDT, IDT and TSS as they are in memory now, decoded field by field. */
@customElement('table-list')
export class TableList extends LitElement {
  static override styles = [base, unsafeCSS(tableListText)];

  @property({ attribute: false }) tables: TablesView | null = null;
  /** The descriptor that was asked for elsewhere. */
  @property({ attribute: false }) opened: string | null = null;

  protected override render() {
    const tables = this.tables;
    if (!tables) return nothing;
    return html`${this.#table(
        'GDT',
        t('inspect.gdt'),
        tables.gdt,
      )}${this.#table('IDT', t('inspect.idt'), tables.idt)}
      <section>
        <h3>
          TSS
          <span class="soft">${t('inspect.tss')}</span
          >${tables.tss ? html`<span class="mono">${hex8(tables.tss.base)}</span>` : nothing}
        </h3>
        ${
          tables.tss
            ? html`<dl>
                ${tables.tss.fields.map(
                  (f) =>
                    html`<dt title="+${hex(f.offset, 2)}">${f.name}</dt>
                      <dd class=${f.changed ? 'ch' : ''}>
                        <button
                          data-path="tss.${f.name}"
                          title=${t('who.ask')}
                          @click=${() => act(this, { do: 'who', path: `tss.${f.name}` })}
                        >
                          ${hex8(f.value)}
                        </button>
                      </dd>`,
                )}
              </dl>`
            : html`<p>${t('inspect.no-tss')}</p>`
        }
      </section>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('opened') || this.opened === null) return;
    const details = this.renderRoot.querySelector<HTMLDetailsElement>(
      `[data-key="${CSS.escape(this.opened)}"]`,
    );
    if (!details) return;
    details.open = true;
    details.scrollIntoView({ block: 'center' });
  }

  /** Whom a gate lets in stands in its row: it is what one looks for in this table. */
  #row(e: DescriptorView) {
    const dpl = e.fields.find((f) => f.name === 'DPL')?.value;
    return html`<summary>
      ${icon('chevron')}<span class="mono"
        ><i>${e.table.toUpperCase()}</i>
        ${e.table === 'idt' ? hex(e.index, 2) : hex4(e.selector)}</span
      ><span class="title">${e.title || e.kind}</span>${
        e.word
          ? html`<span class="gate"><b data-name="DPL">DPL ${dpl}</b>, ${say(e.word)}</span>`
          : nothing
      }${e.usedBy.length ? html`<span class="used">${e.usedBy.join(' ')}</span>` : nothing}
    </summary>`;
  }

  #table(
    name: string,
    words: string,
    table: { base: number; limit: number; entries: DescriptorView[] },
  ) {
    return html`<section>
      <h3>
        ${name} <span class="soft">${words}</span
        ><span class="mono">${hex8(table.base)}, ${t('inspect.limit')} ${hex(table.limit, 4)}</span>
      </h3>
      ${
        table.entries.length
          ? table.entries.map(
              (e) =>
                html`<details data-key=${key(e)} data-path=${valuePath(e)} @toggle=${unfolded}>
                  ${this.#row(e)}<descriptor-card .entry=${e}></descriptor-card>
                </details>`,
            )
          : html`<p>${t('inspect.empty-table')}</p>`
      }
    </section>`;
  }
}

/** The fields of a row that was unfolded come into sight. */
const unfolded = (event: Event): void => {
  const row = event.target as HTMLDetailsElement;
  if (row.open) row.scrollIntoView({ block: 'nearest' });
};

export const key = (e: DescriptorView): string => `${e.table}.${e.index}`;
