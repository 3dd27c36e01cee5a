import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { say } from '../page/sentence';
import type { View } from '../simulator/protocol';
import { base } from '../style/base';
import '../picture/ring-picture';

/** The picture and the sentence on the whole screen. The keys of the machine go on working. */
@customElement('projector-view')
export class ProjectorView extends LitElement {
  static override styles = [base, css`
    dialog { position: fixed; inset: 0; width: 100vw; height: 100dvh; max-width: none; max-height: none; margin: 0; padding: 0; border: 0; display: grid; grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); background: var(--page); color: var(--ink); }
    p { font: 400 32px/42px var(--serif); padding: var(--s5) var(--s7); border-top: 1px solid var(--rule); min-height: 132px; } p code { font-size: .86em; }
    .btn { position: absolute; right: var(--s4); top: var(--s4); }
    @media (max-width: 759px) { p { font-size: 20px; line-height: 28px; padding: var(--s4); min-height: 96px; } }
  `];

  @property({ attribute: false }) view: View | null = null;
  @property() skin: 'plan' | 'monastery' = 'plan';
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render() {
    const v = this.view, zoom = Math.max(1, Math.min(innerWidth / 760, innerHeight / 480));
    return html`<dialog data-keys aria-label=${t('picture.projector')} @close=${() => this.dispatchEvent(new Event('close'))}>
      <ring-picture .rings=${v?.rings ?? null} .sentence=${v?.sentence ?? null} .step=${v?.step ?? 0} skin=${this.skin} .zoom=${zoom}></ring-picture>
      <p>${say(v?.sentence ?? null)}</p><button class="btn square quiet" aria-label=${t('dialog.close')} @click=${() => this.dialog.close()}>${icon('cross')}</button></dialog>`;
  }
}
