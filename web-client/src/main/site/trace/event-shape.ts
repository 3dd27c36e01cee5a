import { svg, type SVGTemplateResult } from 'lit';
import type { MarkKind } from '../simulator/protocol';

/** One shape for each kind of event, within a box of 10: told apart without colour. */
export function eventShape(kind: MarkKind): SVGTemplateResult {
  switch (kind) {
    case 'crossing':
      return svg`<path class="no sa" d="M1.5 9.5V5a3.5 3.5 0 0 1 7 0v4.5"
        stroke-width="1.75"></path>`;
    case 'fault':
      return svg`<path class="no sf" d="M1.5 1.5l7 7m0-7l-7 7" stroke-width="2"
        stroke-linecap="round"></path>`;
    case 'exit':
      return svg`<path class="no sh" d="M5 .8L9.2 5 5 9.2.8 5z" stroke-width="1.5"></path>`;
    case 'call':
      return svg`<circle class="no s3" cx="5" cy="5" r="3.7" stroke-width="1.75"></circle>`;
    case 'table':
      return svg`<rect class="no sg" x="2.5" y="2.5" width="5" height="5"
        stroke-width="1.25"></rect>`;
    case 'lie':
      return svg`<path class="no si" d="M2 3.5h6M2 6.5h6M6.5 1l-3 8" stroke-width="1.25"></path>`;
    case 'halt':
      return svg`<path class="no si" d="M2 5h6" stroke-width="2.5"></path>`;
    case 'poke':
      return svg`<path class="no sp" d="M5 1v8M1 5h8" stroke-width="1.5"></path>`;
  }
}
