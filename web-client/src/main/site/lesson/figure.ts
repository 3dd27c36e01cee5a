import { html, nothing } from 'lit';
import type { Figure } from './bundle';

/** What the machine shows at an event, or in two runs side by side. */
export function figure({ columns, rows }: Figure, text: string) {
  const named = columns.some((column) => column !== '');
  return html`<figure class="figure">
    <figcaption>${text}</figcaption>
    <table>
      ${
        named
          ? html`<thead>
              <tr>
                <td></td>
                ${columns.map((column) => html`<th scope="col">${column}</th>`)}
              </tr>
            </thead>`
          : nothing
      }
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr class=${row.differ ? 'differ' : ''}>
              <th scope="row">${row.label}</th>
              ${row.cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </figure>`;
}
