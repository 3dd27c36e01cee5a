import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../messages/text';
import { hex4, hex8 } from '../page/format';
import { say } from '../page/sentence';
import type { SegmentView } from '../simulator/protocol';
import { base } from '../style/base';
import segmentCachesText from './segment-caches.css?inline';

/** The hidden part of each segment register, and where memory says something else by now. */
@customElement('segment-caches')
export class SegmentCaches extends LitElement {
  static override styles = [base, unsafeCSS(segmentCachesText)];

  @property({ attribute: false }) segments: SegmentView[] = [];

  protected override render() {
    return html`<table>
      <caption>
        ${t('segments.title')}
      </caption>
      <thead>
        <tr>
          <th scope="col"><span class="visually-hidden">${t('segments.register')}</span></th>
          <th scope="col">${t('segments.selector')}</th>
          <th scope="col">${t('segments.base')}</th>
          <th scope="col">${t('segments.limit')}</th>
          <th scope="col">${t('segments.kind')}</th>
        </tr>
      </thead>
      <tbody>
        ${this.segments.map(
          (s) =>
            html`<tr>
                <th scope="row">${s.name}</th>
                <td>${hex4(s.selector)}</td>
                <td>${hex8(s.base)}</td>
                <td>${hex8(s.limit)}</td>
                <td class="kind">${s.text}</td>
              </tr>
              ${
                s.differs
                  ? html`<tr class="now">
                      <td></td>
                      <td colspan="4">${say(s.differs)}</td>
                    </tr>`
                  : nothing
              }`,
        )}
      </tbody>
    </table>`;
  }
}
