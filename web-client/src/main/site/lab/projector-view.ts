import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { say } from '../page/sentence';
import type { View } from '../simulator/protocol';
import { base } from '../style/base';
import '../picture/ring-picture';
import projectorViewText from './projector-view.css?inline';

/** The picture and the sentence on the whole screen. The keys of the machine go on working. */
@customElement('projector-view')
export class ProjectorView extends LitElement {
  static override styles = [base, unsafeCSS(projectorViewText)];

  @property({ attribute: false }) view: View | null = null;
  @property() skin: 'plan' | 'monastery' = 'plan';
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render() {
    const v = this.view,
      zoom = Math.max(1, Math.min(innerWidth / 760, innerHeight / 480));
    return html`<dialog
      data-keys
      aria-label=${t('picture.projector')}
      @close=${() => this.dispatchEvent(new Event('close'))}
    >
      <ring-picture
        .rings=${v?.rings ?? null}
        .sentence=${v?.sentence ?? null}
        .step=${v?.step ?? 0}
        skin=${this.skin}
        .zoom=${zoom}
      ></ring-picture>
      <p>${say(v?.sentence ?? null)}</p>
      <button
        class="btn square quiet"
        aria-label=${t('dialog.close')}
        @click=${() => this.dialog.close()}
      >
        ${icon('cross')}
      </button>
    </dialog>`;
  }
}
