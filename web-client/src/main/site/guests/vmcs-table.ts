import { LitElement, type PropertyValues, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { deviceTables } from '../inspect/device-tables';
import words from '../messages/guests.json';
import { speaker } from '../messages/text';
import type { VmcsAreaView } from '../simulator/sheets';
import { base } from '../style/base';

const t = speaker(words);

/** The VMCS of a guest by its areas; what has changed since it was shown last is marked. */
@customElement('vmcs-table')
export class VmcsTable extends LitElement {
  static override styles = [
    base,
    deviceTables,
    css`
      td,
      th {
        padding-right: var(--s3);
        text-align: left;
        vertical-align: top;
      }
      .changed td {
        font-weight: 600;
      }
      summary {
        min-height: 24px;
        line-height: 24px;
        cursor: pointer;
      }
    `,
  ];
  @property() guest = '';
  @property({ attribute: false }) areas: VmcsAreaView[] = [];
  @state() private changed = new Set<string>();

  protected override willUpdate(changes: PropertyValues<this>) {
    const before = changes.get('areas');
    if (!before?.length) return;
    const old = values(before);
    const now = values(this.areas);
    const differs = [...now].filter(([encoding, value]) => old.get(encoding) !== value);
    if (differs.length) this.changed = new Set(differs.map(([encoding]) => encoding));
  }

  protected override render() {
    return html`<section aria-label=${t('vmcs.title', { name: this.guest })}>
      <p><b>${t('vmcs.title', { name: this.guest })}</b></p>
      ${this.areas.map((area) => this.#area(area))}
    </section>`;
  }

  #area(area: VmcsAreaView) {
    return html`<details ?open=${area.area === 'exit'}>
      <summary>${t(`vmcs.${area.area}`)}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('vmcs.field')}</th>
            <th scope="col">${t('vmcs.encoding')}</th>
            <th scope="col">${t('vmcs.value')}</th>
          </tr>
        </thead>
        <tbody>
          ${area.fields.map(
            (field) =>
              html`<tr class=${this.changed.has(field.encoding) ? 'changed' : ''}>
                <td>
                  ${field.name}${
                    this.changed.has(field.encoding)
                      ? html` <span class="visually-hidden">${t('vmcs.changed')}</span>`
                      : ''
                  }
                </td>
                <td>${field.encoding}</td>
                <td>${field.value}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
  }
}

function values(areas: VmcsAreaView[]): Map<string, string> {
  return new Map(
    areas.flatMap((area) => area.fields.map((field) => [field.encoding, field.value] as const)),
  );
}
