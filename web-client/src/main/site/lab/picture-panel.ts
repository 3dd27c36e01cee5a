import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Picture } from '../lesson/bundle';
import { loadKernel } from '../kernel/load';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import type { View } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';
import { base } from '../style/base';
import { act } from './action';
import '../picture/ring-picture';
import picturePanelText from './picture-panel.css?inline';

const pictures: Picture[] = ['rings', 'monastery', 'stack', 'pages'];

/** Those that a machine has: of its kernel or of its guests first. */
export function picturesOf(machine: {
  kernel: boolean;
  guests: boolean;
  translates: boolean;
}): Picture[] {
  if (machine.kernel) return ['processes', ...pictures];
  if (!machine.guests) return pictures;
  return machine.translates ? ['guests', 'translation', ...pictures] : ['guests', ...pictures];
}

/** The machine as a picture: its rings in either skin, its stack, pages, guests, or processes. */
@customElement('picture-panel')
export class PicturePanel extends LitElement {
  static override styles = [base, unsafeCSS(picturePanelText)];

  @property({ attribute: false }) view: View | null = null;
  @property({ attribute: false }) simulator: Simulator | null = null;
  /** The machine runs guests of a hypervisor. */
  @property({ type: Boolean }) guests = false;
  /** The guests' kernels run as translations. */
  @property({ type: Boolean }) translates = false;
  /** Its kernel can be looked at. */
  @property({ type: Boolean }) kernel = false;
  @property() picture: Picture = 'rings';
  /** On a small screen there is no room for a head with everything in it. */
  @property({ type: Boolean }) narrow = false;
  @state() private table = false;

  toggleTable(): void {
    this.table = !this.table;
  }

  protected override willUpdate(): void {
    if (this.picture === 'stack') void import('../picture/stack-picture');
    if (this.picture === 'guests') void import('../guests/guests-picture');
    if (this.picture === 'translation') void import('../guests/guests-translation');
    if (this.picture === 'processes') void loadKernel();
    if (this.picture === 'pages') void import('../picture/page-map');
  }

  protected override render() {
    return html`<div class="phead">
        <h2 class="visually-hidden">${t('panel.picture')}</h2>
        <span class="seg" role="group" aria-label=${t('picture.choose')}
          >${this.#pictures().map((picture) => this.#choice(picture))}</span
        >
        ${this.narrow ? nothing : this.#end()}
      </div>
      ${this.#body()}`;
  }

  #pictures(): Picture[] {
    return picturesOf(this);
  }

  #choice(picture: Picture) {
    return html`<button
      aria-pressed=${this.picture === picture}
      @click=${() => act(this, { do: 'picture', picture })}
    >
      ${t(`picture.${picture}`)}
    </button>`;
  }

  #end() {
    const cpl = this.view?.cpl;
    const rings = this.picture === 'rings' || this.picture === 'monastery';
    return html`<span class="end"
      ><span class="meta" data-name="CPL">CPL</span><b class="k${cpl ?? 0}">${cpl ?? '–'}</b> ${
        rings || this.picture === 'processes'
          ? html`<button
              class="btn square quiet"
              aria-pressed=${this.table}
              aria-label=${t('picture.as-table')}
              title=${t('picture.as-table')}
              @click=${() => this.toggleTable()}
            >
              ${icon('table')}
            </button>`
          : nothing
      }
      ${
        rings
          ? html`<button
              class="btn square quiet"
              aria-label=${t('picture.projector')}
              title=${t('picture.projector')}
              @click=${() => act(this, { do: 'toggle-projector' })}
            >
              ${icon('wide')}
            </button>`
          : nothing
      }</span
    >`;
  }

  #body() {
    switch (this.picture) {
      case 'stack':
        return html`<stack-picture
          tabindex="0"
          role="region"
          aria-label=${t('picture.stack')}
          .simulator=${this.simulator}
        ></stack-picture>`;
      case 'pages':
        return html`<page-map
          tabindex="0"
          role="region"
          aria-label=${t('picture.pages')}
          .simulator=${this.simulator}
        ></page-map>`;
      case 'guests':
        return html`<guests-picture
          tabindex="0"
          role="region"
          aria-label=${t('picture.guests')}
          .simulator=${this.simulator}
          .view=${this.view}
        ></guests-picture>`;
      case 'translation':
        return html`<guests-translation
          tabindex="0"
          role="region"
          aria-label=${t('picture.translation')}
          .simulator=${this.simulator}
        ></guests-translation>`;
      case 'processes':
        return html`<kernel-picture
          .simulator=${this.simulator}
          .view=${this.view}
          ?table=${this.table}
        ></kernel-picture>`;
      case 'rings':
      case 'monastery':
        return html`<ring-picture
          .rings=${this.view?.rings ?? null}
          .sentence=${this.view?.sentence ?? null}
          .step=${this.view?.step ?? 0}
          skin=${this.picture === 'monastery' ? 'monastery' : 'plan'}
          ?table=${this.table}
        ></ring-picture>`;
    }
  }
}
