import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../messages/text';
import { problemLine } from '../page/problem';
import { Work } from '../page/work';
import { api, type ClassView } from '../server/api';
import { base } from '../style/base';
import '../page/confirm-button';
import { assignmentAddress } from './assignment';
import classRoomText from './class-room.css?inline';

/** A class as its learner sees it: what is to be done. */
@customElement('class-room')
export class ClassRoom extends LitElement {
  static override styles = [base, unsafeCSS(classRoomText)];
  readonly #work = new Work(this, t('class.no-server'));
  readonly #reading = new Work(this, t('class.no-server'));
  @property() code = '';
  @property() heading = '';
  @property() nickname = '';
  @state() private room: ClassView | null = null;
  @query('h2') private readonly head!: HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#load);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#load);
  }

  override focus(): void {
    this.head.focus();
  }

  /** Whoever comes back to the tab sees what was assigned meanwhile. */
  readonly #load = async (): Promise<void> => {
    if (document.visibilityState !== 'visible') return;
    await this.#reading.run(async () => {
      this.room = await api.class(this.code);
    });
  };

  protected override render() {
    const work = this.room?.assignments;
    return html`<section aria-label=${this.heading}>
      <div class="top">
        <h2 tabindex="-1">${this.heading}</h2>
        <confirm-button
          label=${t('class.leave')}
          name=${t('class.leave-class', { title: this.heading })}
          question=${t('class.leave-question')}
          ?busy=${this.#work.busy}
          @confirm=${this.#leave}
        ></confirm-button>
      </div>
      <p class="meta">${t('class.member', { nickname: this.nickname, code: this.code })}</p>
      ${problemLine(this.#work.problem || this.#reading.problem)}
      ${
        work?.length
          ? html`<ul>
              ${work.map((a) => html`<li><a href=${assignmentAddress(this.code, a)}>${a.title}</a>${a.sandbox ? html` <span class="meta">${t('class.is-sandbox')}</span>` : ''}</li>`)}
            </ul>`
          : work
            ? html`<p class="note">${t('class.nothing-assigned-learner')}</p>`
            : ''
      }
    </section>`;
  }

  readonly #leave = async (): Promise<void> => {
    if (await this.#work.run(() => api.leave(this.code))) this.dispatchEvent(new Event('left'));
  };
}
