import { html, nothing } from 'lit';
import type { FileView } from '../simulator/protocol';

/** A file as it stands in the editor, until that has come. */
export function still(file: FileView | undefined, current: number | null) {
  if (!file) return nothing;
  return html`<div class="still">
    ${file.text
      .split('\n')
      .map(
        (text, i) =>
          html`<div class=${i + 1 === current ? 'now' : ''}>
            <span aria-hidden="true">${i + 1}</span><code>${text}</code>
          </div>`,
      )}
  </div>`;
}
