import { LitElement, css, html } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { commands } from '../lab/commands';
import { singleKeys } from '../lab/keyboard';
import { t } from '../messages/text';
import { base } from '../style/base';
import { modal, modalStyle } from './modal';

/** Every key, from the table that the keyboard itself uses. */
@customElement('keys-dialog')
export class KeysDialog extends LitElement {
  static override styles = [base, modalStyle, css`
    dl { display: grid; grid-template-columns: 84px 1fr; gap: 4px var(--s3); font-size: var(--t3); } dt { text-align: right; } kbd { font-size: 12px; color: var(--ink); }
    label { display: flex; gap: var(--s2); align-items: center; border-top: 1px solid var(--rule); padding-top: var(--s3); } label input { accent-color: var(--ink); }
  `];
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render() {
    return modal(t('keys.title'), html`<dl>${commands.map((c) => html`<dt><kbd>${c.shown}</kbd></dt><dd>${t(c.id)}</dd>`)}
        <dt><kbd>← →</kbd></dt><dd>${t('keys.arrows')}</dd><dt><kbd>Page ↑ ↓</kbd></dt><dd>${t('keys.pages')}</dd><dt><kbd>Ctrl ⏎</kbd></dt><dd>${t('keys.load')}</dd><dt><kbd>Esc</kbd></dt><dd>${t('keys.escape')}</dd></dl>
      <label><input type="checkbox" .checked=${singleKeys.on()} @change=${(e: Event) => singleKeys.set((e.target as HTMLInputElement).checked)}>${t('keys.single')}</label>`, () => this.dispatchEvent(new Event('close')));
  }
}
