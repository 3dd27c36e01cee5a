import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LessonEntry } from '../lesson/bundle';
import type { View, WhoView } from '../simulator/protocol';
import type { Dialog } from './action';
import { focused, giveBack } from './focus';
import type { LabMachine } from './machine';
import type { Skin } from './machine-panes';

/** Whatever stands before the lab for a while; each is loaded when it is first opened. */
@customElement('lab-dialogs')
export class LabDialogs extends LitElement {
  @property({ attribute: false }) machine: LabMachine | null = null;
  @property({ attribute: false }) view: View | null = null;
  @property({ attribute: false }) lessons: LessonEntry[] = [];
  @property() skin: Skin = 'plan';
  /** Where the focus goes when nothing on the page opened the dialog. */
  @property({ attribute: false }) otherwise: () => void = () => undefined;
  @state() private shown: Dialog | 'who' | null = null;
  #who: WhoView | null = null;
  #opener: HTMLElement | null = null;

  /** The keys of the machine go on working behind the projector alone. */
  get takesKeys(): boolean {
    return this.shown !== null && this.shown !== 'projector';
  }

  async open(dialog: Dialog): Promise<void> {
    switch (dialog) {
      case 'share':
        await import('../share/share-dialog');
        break;
      case 'keys':
        await import('../dialog/keys-dialog');
        break;
      case 'palette':
        await import('../dialog/command-palette');
        break;
      case 'progress':
        await import('../dialog/progress-dialog');
        break;
      case 'projector':
        await import('./projector-view');
        break;
    }
    this.#opener = focused();
    this.shown = dialog;
  }

  /** Who last wrote a value. */
  async who(path: string): Promise<void> {
    const [answer] = await Promise.all([
      this.machine?.simulator.request({ do: 'who', path }),
      import('../why/who-card'),
    ]);
    this.#who = answer?.who ?? null;
    this.#opener = focused();
    this.shown = 'who';
  }

  async toggleProjector(): Promise<void> {
    if (this.shown === 'projector') this.#closed();
    else await this.open('projector');
  }

  readonly #closed = (): void => {
    this.shown = null;
    void this.updateComplete.then(() => giveBack(this.#opener, this.otherwise));
  };

  protected override render() {
    const close = this.#closed;
    switch (this.shown) {
      case null:
        return nothing;
      case 'share':
        return html`<share-dialog .machine=${this.machine} @close=${close}></share-dialog>`;
      case 'keys':
        return html`<keys-dialog @close=${close}></keys-dialog>`;
      case 'palette':
        return html`<command-palette
          .view=${this.view}
          .lessons=${this.lessons}
          .words=${this.machine?.bundle?.glossary ?? []}
          @close=${close}
        ></command-palette>`;
      case 'who':
        return html`<who-card
          .who=${this.#who}
          .simulator=${this.machine?.simulator}
          @close=${close}
        ></who-card>`;
      case 'progress':
        return html`<progress-dialog
          @close=${close}
          @claimed=${() => location.reload()}
        ></progress-dialog>`;
      case 'projector':
        return html`<projector-view
          .view=${this.view}
          skin=${this.skin}
          @close=${close}
        ></projector-view>`;
    }
  }
}
