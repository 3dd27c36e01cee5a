import { css, html, type TemplateResult } from 'lit';
import type { ChipView, CounterView } from '../simulator/protocol';
import { t } from '../messages/text';
import { count, hex } from '../page/format';

const lines = [0, 1, 2, 3, 4, 5, 6, 7];
const wide = 60;

/** How the tables of devices look, in the lab and on the PC's page. */
export const deviceTables = css`
  table {
    border-collapse: collapse;
    width: 100%;
    max-width: 480px;
    margin-bottom: var(--s3);
  }
  caption {
    text-align: left;
    font-weight: 600;
  }
  caption span {
    font-weight: 400;
    color: var(--soft);
  }
  th {
    font-weight: 400;
    color: var(--faint);
    text-align: left;
  }
  td,
  th {
    font: 400 12px/22px var(--mono);
    border-top: 1px solid var(--rule);
  }
  thead th {
    font: 400 11px/16px var(--sans);
    border: 0;
  }
  .bits :is(td, thead th:not(:first-child)) {
    text-align: center;
  }
  .bits td {
    color: var(--faint);
  }
  td.one {
    color: var(--ink);
    font-weight: 600;
    background: var(--sunken);
  }
  td.served {
    background: var(--ring0-fill);
  }
  td.masked {
    background: repeating-linear-gradient(135deg, var(--rule) 0 1px, transparent 1px 5px);
  }
  svg {
    width: ${wide}px;
    height: 8px;
    display: block;
  }
  .bar {
    fill: var(--ring0-line);
  }
`;

/** A row with a cell for each of a chip's lines. */
export const bitRow = (name: string, word: number, look = ''): TemplateResult =>
  html`<tr>
    <th scope="row">${name}</th>
    ${lines.map(
      (n) => html`<td class=${(word >> n) & 1 ? `one ${look}` : ''}>${(word >> n) & 1}</td>`,
    )}
  </tr>`;

/** An 8259A line by line: what waits and what is served; `more` are further rows. */
export function chipTable(c: ChipView, i: number, more: unknown = ''): TemplateResult {
  const say =
    c.served >= 0
      ? t('devices.serves', { line: 8 * i + c.served, vector: hex(c.base + c.served, 2) })
      : c.next >= 0
        ? t('devices.asks', { line: 8 * i + c.next, vector: hex(c.base + c.next, 2) })
        : t('devices.rests');
  return html`<table class="bits">
    <caption>
      8259A ${i + 1}
      <span>${say}</span>
    </caption>
    <thead>
      <tr>
        <th scope="col">${t('devices.line')}</th>
        ${lines.map((n) => html`<th scope="col">${8 * i + n}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${bitRow('IRR', c.requests)}${bitRow('IMR', c.mask, 'masked')}${bitRow(
        'ISR',
        c.inService,
        'served',
      )}${more}
      <tr>
        <th scope="row">${t('devices.vector')}</th>
        ${lines.map((n) => html`<td>${hex(c.base + n, 2)}</td>`)}
      </tr>
    </tbody>
  </table>`;
}

/** The counters of an 8254; `heads` and `cells` are further columns. */
export function counterTable<C extends CounterView>(
  counters: C[],
  heads: string[] = [],
  cells: (c: C) => unknown = () => '',
): TemplateResult {
  return html`<table>
    <caption>
      8254
      <span>${t('devices.timer')}</span>
    </caption>
    <thead>
      <tr>
        ${(['counter', 'mode', 'reload', 'count', 'rise'] as const).map(
          (c) => html`<th scope="col">${t(`devices.${c}`)}</th>`,
        )}${heads.map((h) => html`<th scope="col">${h}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${counters.map(
        (c, i) =>
          html`<tr>
            <th scope="row">${i}</th>
            <td>${c.mode}</td>
            <td>${c.reload ? count(c.reload) : '–'}</td>
            <td>
              ${
                c.reload
                  ? html`${count(c.count)}<svg viewBox="0 0 ${wide} 8" aria-hidden="true">
                        <rect class="fp sr" x=".5" y=".5" width=${wide - 1} height="7"></rect>
                        <rect
                          class="bar"
                          width=${(wide * Math.min(c.count, c.reload)) / c.reload}
                          height="8"
                        ></rect>
                      </svg>`
                  : '–'
              }
            </td>
            <td>${c.rise < 0 ? '–' : t('devices.in', { cycles: count(c.rise) })}</td>
            ${cells(c)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
