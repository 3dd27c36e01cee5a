import { html, nothing } from 'lit';
import type { CodeView } from '../simulator/protocol';
import { t } from '../messages/text';
import { hex8 } from '../page/format';
import { icon } from '../page/icons';
import { ownFirst } from './files';

/** What of the program is shown, and what shows something else of it. */
interface Shown {
  code: CodeView | null;
  /** The file; none where the instructions in memory are shown. */
  file: string | null;
  choose: (file: string) => void;
  list: () => void;
}

/** The files of the program, and its instructions in memory where the machine is outside them. */
export function fileTabs({ code, file, choose, list }: Shown) {
  return html`<div class="files" role="group" aria-label=${t('code.files')}>
    ${ownFirst(code?.files ?? []).map(
      (f) =>
        html`<button
          class=${f.editable ? 'own' : ''}
          aria-pressed=${f.name === file}
          title=${f.editable ? f.name : `${f.name}, ${t('code.read-only')}`}
          @click=${() => choose(f.name)}
        >
          ${f.editable ? nothing : icon('lock')}<span>${f.name}</span>${
            f.editable ? nothing : html`<span class="visually-hidden">${t('code.read-only')}</span>`
          }
        </button>`,
    )}${
      code?.listing.length
        ? html`<button aria-pressed=${file === null} title=${t('code.listing')} @click=${list}>
            <span>${t('code.listing-short')}</span>
          </button>`
        : nothing
    }
  </div>`;
}

/** The instructions around the one that is next. */
export function listing(code: CodeView | null) {
  return html`<div class="listing" role="region" aria-label=${t('code.listing')} tabindex="0">
    ${code?.listing.map(
      (l) =>
        html`<div class="row ${l.current ? 'now' : ''}">
          <span>${hex8(l.address)}</span><span>${l.bytes}</span><b>${l.text}</b>
        </div>`,
    )}
  </div>`;
}
