import { LitElement, html, svg, unsafeCSS, type SVGTemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t, type MessageId } from '../../messages/text';
import { base, drawing } from '../../style/base';
import { figure, type Person } from './figure';
import legendText from './picture-legend.css?inline';
import { monasteryStyle } from './style';

const person = (who: Person): SVGTemplateResult => figure(who, { x: 12, y: 23 }, 1);

/** A gate seen from the front, its doors as in the drawing. */
const door = (open: boolean): SVGTemplateResult => svg`
  <path class="${open ? 'gate-open' : 'gate-shut'}" d="M5 24V11A7 7 0 0 1 19 11V24z"></path>
  ${
    open
      ? svg`<path class="through" d="M8 24V12A4 4 0 0 1 16 12V24z"></path>
        <path class="leaf" d="M5 24L1 26V13L5 11z"></path>
        <path class="leaf-lit" d="M19 24L23 26V13L19 11z"></path>`
      : svg`<path class="planks" d="M9 6V24M12 4V24M15 6V24"></path>
        <path class="bar" d="M5 16H19"></path>`
  }`;

const entries: [MessageId, SVGTemplateResult][] = [
  ['legend.villager', person('villager')],
  ['legend.brother', person('brother')],
  ['legend.monk', person('monk')],
  ['legend.porter', person('porter')],
  ['legend.open', door(true)],
  ['legend.closed', door(false)],
  ['legend.way', svg`<path class="way sa" d="M2 14H22"></path>`],
  ['legend.stone', svg`<ellipse class="stone s3" cx="12" cy="14" rx="5" ry="3"></ellipse>`],
];

/** What the figures of the monastery stand for; folded until somebody asks. */
@customElement('picture-legend')
export class PictureLegend extends LitElement {
  static override styles = [base, drawing, monasteryStyle, unsafeCSS(legendText)];

  protected override render() {
    return html`<details>
      <summary>${t('picture.legend')}</summary>
      <ul>
        ${entries.map(
          ([name, drawn]) =>
            html`<li>
              <svg class="iso" viewBox="0 0 24 28" width="24" height="28" aria-hidden="true">
                ${drawn}</svg
              ><span>${t(name)}</span>
            </li>`,
        )}
      </ul>
    </details>`;
  }
}
