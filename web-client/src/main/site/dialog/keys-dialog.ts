import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { commands } from '../lab/commands';
import { singleKeys } from '../lab/keyboard';
import { t } from '../messages/text';
import { base } from '../style/base';
import { modal, modalStyle } from './modal';
import keysDialogText from './keys-dialog.css?inline';

/** Every key, from the table that the keyboard itself uses. */
@customElement('keys-dialog')
export class KeysDialog extends LitElement {
  static override styles = [base, modalStyle, unsafeCSS(keysDialogText)];
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render() {
    return modal(
      t('keys.title'),
      html`<dl>
          ${commands.map(
            (c) =>
              html`<dt><kbd>${c.shown}</kbd></dt>
                <dd>${t(c.id)}</dd>`,
          )}
          <dt><kbd>← →</kbd></dt>
          <dd>${t('keys.arrows')}</dd>
          <dt><kbd>+ −</kbd></dt>
          <dd>${t('keys.zoom')}</dd>
          <dt><kbd>Page ↑ ↓</kbd></dt>
          <dd>${t('keys.pages')}</dd>
          <dt><kbd>Ctrl ⏎</kbd></dt>
          <dd>${t('keys.load')}</dd>
          <dt><kbd>Shift Tab</kbd></dt>
          <dd>${t('keys.leave-terminal')}</dd>
          <dt><kbd>Esc</kbd></dt>
          <dd>${t('keys.escape')}</dd>
        </dl>
        <label
          ><input
            type="checkbox"
            .checked=${singleKeys.on()}
            @change=${(e: Event) => singleKeys.set((e.target as HTMLInputElement).checked)}
          />${t('keys.single')}</label
        >
        <p>${t('keys.terminals')}</p>`,
      () => this.dispatchEvent(new Event('close')),
    );
  }
}
