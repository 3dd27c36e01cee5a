import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../messages/text';
import { api, Problem, type ClassView } from '../server/api';
import { base } from '../style/base';
import { assignmentAddress } from './assignment';

/** A class as its learner sees it: what is to be done. */
@customElement('class-room')
export class ClassRoom extends LitElement {
  static override styles = [base, css`section { border: 1px solid var(--rule); border-radius: var(--r2); padding: var(--s4) var(--s5); margin-bottom: var(--s4); } h2 { font: 600 var(--t4)/26px var(--serif); } .meta { color: var(--faint); font-size: var(--t2); } li { border-top: 1px solid var(--rule); padding: var(--s2) 0; } ul { margin-top: var(--s3); }`];
  @property() code = '';
  @property() nickname = '';
  @state() private room: ClassView | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void api.class(this.code).then((room) => (this.room = room)).catch((problem: unknown) => {
      if (!(problem instanceof Problem)) throw problem;
    });
  }

  protected override render() {
    const room = this.room;
    if (!room) return nothing;
    return html`<section><h2>${room.title}</h2><p class="meta">${t('class.member', { nickname: this.nickname, code: this.code })}</p>
      ${room.assignments.length ? html`<ul>${room.assignments.map((a) => html`<li><a href=${assignmentAddress(this.code, a)}>${a.title}</a></li>`)}</ul>` : html`<p class="note">${t('class.nothing-assigned')}</p>`}</section>`;
  }
}
