import { css } from 'lit';

export const panesStyle = css`
  :host { min-width: 0; min-height: 0; height: 100%; display: flex; flex-direction: column; background: var(--stone); }
  :host([frame="wide"]) { display: grid; grid-template: minmax(0, 43fr) minmax(0, 21fr) minmax(0, 36fr) / minmax(0, 45.4fr) minmax(0, 54.6fr); }
  .cell { display: flex; flex-direction: column; min-width: 0; min-height: 0; overflow: clip; }
  .cell > :last-child { flex: 1; }
  .low .phead { height: auto; min-height: 36px; padding: 5px var(--s4); } .low .seg { flex: 0 1 auto; flex-wrap: wrap; } .low .seg > * { min-height: 24px; line-height: 24px; }
  .code { grid-area: 1 / 1 / 2 / 2; border-right: 1px solid var(--rule); } .low { grid-area: 2 / 1 / 4 / 2; border-top: 1px solid var(--rule); border-right: 1px solid var(--rule); }
  .picture { grid-area: 1 / 2 / 3 / 3; } .why { grid-area: 3 / 2 / 4 / 3; }
  :host([frame="wide"][skin="monastery"]) { grid-template: minmax(0, 64fr) minmax(0, 36fr) / minmax(0, 45.4fr) minmax(0, 54.6fr); }
  :host([skin="monastery"]) .picture { grid-area: 1 / 1 / 2 / 3; } :host([skin="monastery"]) :is(.code, .low) { grid-area: 2 / 1 / 3 / 2; border-top: 1px solid var(--rule); } :host([skin="monastery"]) .why { grid-area: 2 / 2 / 3 / 3; border-top: 1px solid var(--rule); }
  .narrow-head { padding: 0 var(--s3); gap: var(--s2); height: 44px; justify-content: space-between; } .narrow-head .seg { flex: 0 1 auto; } .narrow-head .seg > * { padding: 0 9px; min-height: 30px; line-height: 30px; }
  .one { flex: 1; min-height: 0; display: flex; flex-direction: column; overflow: hidden auto; } .one > * { flex: 1 0 auto; } .one > :is(code-panel, inspect-panel, trace-panel) { flex: 1 1 0; min-height: 0; }
  .one ring-picture { flex: 0 0 auto; height: 372px; } .one why-card { flex: 1 0 auto; overflow: visible; padding: var(--s3); }
  :host([frame="middle"]) .one ring-picture { height: min(60%, 460px); }
  @media (max-width: 759px) { .narrow-head { height: 52px; } .narrow-head :is(.seg > *, .btn) { min-height: 44px; line-height: 44px; } .narrow-head .btn { width: 44px; } }
  [data-panel]:focus-visible { outline-offset: -2px; }
`;
