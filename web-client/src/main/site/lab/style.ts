import { css } from 'lit';

export const labStyle = css`
  :host { display: grid; grid-template: var(--header) auto auto auto minmax(0, 1fr) auto / minmax(0, 1fr); height: 100vh; height: 100dvh; overflow: clip; }
  lab-header { grid-row: 1; } .problem { grid-row: 2; } guest-banner { grid-row: 3; } .tabs { grid-row: 4; } .body { grid-row: 5; } time-line { grid-row: 6; }
  .skip { position: absolute; left: 8px; top: -60px; z-index: 5; background: var(--solid); color: var(--on-solid); padding: 8px 12px; border-radius: var(--r2); } .skip:focus { top: 8px; }
  .problem { display: flex; gap: var(--s3); align-items: center; padding: var(--s3) var(--s5); background: var(--fault-fill); color: var(--fault); border-bottom: 1px solid var(--fault-line); } .problem .btn { margin-left: auto; }
  .body { display: grid; min-height: 0; }
  .body.wide { grid-template-columns: 36% minmax(0, 1fr); } .body.wide.free { grid-template-columns: minmax(0, 1fr); }
  .body.middle { grid-template-columns: 44% minmax(0, 1fr); } .body.middle.free { grid-template-columns: minmax(0, 1fr); }
  .lesson { min-height: 0; display: grid; border-right: 1px solid var(--rule); } .phone .lesson { border: 0; }
  .machine { min-width: 0; min-height: 0; background: var(--stone); }
  .wide .machine { display: grid; grid-template: minmax(0, 49fr) minmax(0, 15fr) minmax(0, 36fr) / minmax(0, 45.4fr) minmax(0, 54.6fr); }
  .cell { display: flex; flex-direction: column; min-width: 0; min-height: 0; overflow: clip; }
  .cell > :last-child { flex: 1; }
  .code { grid-area: 1 / 1 / 2 / 2; border-right: 1px solid var(--rule); } .low { grid-area: 2 / 1 / 4 / 2; border-top: 1px solid var(--rule); border-right: 1px solid var(--rule); }
  .picture { grid-area: 1 / 2 / 3 / 3; } .why { grid-area: 3 / 2 / 4 / 3; }
  .monastery .machine { grid-template: minmax(0, 64fr) minmax(0, 36fr) / minmax(0, 45.4fr) minmax(0, 54.6fr); }
  .monastery .picture { grid-area: 1 / 1 / 2 / 3; } .monastery .code, .monastery .low { grid-area: 2 / 1 / 3 / 2; border-top: 1px solid var(--rule); } .monastery .why { grid-area: 2 / 2 / 3 / 3; border-top: 1px solid var(--rule); }
  .middle .machine, .phone .machine { display: flex; flex-direction: column; }
  .phone-head { padding: 0 var(--s3); gap: var(--s2); height: 40px; justify-content: space-between; } .phone-head .seg > * { padding: 0 7px; min-height: 26px; line-height: 26px; }
  .one { flex: 1; min-height: 0; display: flex; flex-direction: column; overflow: hidden auto; } .one > * { flex: 1 0 auto; } .one > code-panel, .one > inspect-panel, .one > trace-panel { flex: 1 1 0; min-height: 0; }
  .one ring-picture { flex: 0 0 auto; height: 372px; } .one why-card { flex: 1 0 auto; overflow: visible; padding: var(--s3); }
  .middle .one ring-picture { height: min(60%, 460px); }
  .tabs { display: grid; grid-template-columns: 1fr 1fr; height: 44px; border-bottom: 1px solid var(--rule); } .tabs > * { display: grid; place-items: center; color: var(--soft); font-size: var(--t3); } .tabs > [aria-selected="true"] { color: var(--ink); font-weight: 600; box-shadow: inset 0 -2px var(--ink); }
  .notice { position: fixed; left: 50%; bottom: 132px; translate: -50% 0; max-width: min(560px, calc(100vw - 32px)); display: flex; gap: var(--s3); align-items: center; padding: var(--s2) var(--s2) var(--s2) var(--s4); background: var(--raised); border: 1px solid var(--rule-strong); border-radius: var(--r2); box-shadow: var(--shade); z-index: 4; }
  .projector { position: fixed; inset: 0; z-index: 3; display: grid; grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); background: var(--page); } .projector p { font: 400 32px/42px var(--serif); padding: var(--s5) var(--s7); border-top: 1px solid var(--rule); min-height: 132px; } .projector p code { font-size: .86em; } .projector .btn { position: absolute; right: var(--s4); top: var(--s4); }
  [data-panel]:focus-visible { outline-offset: -2px; }
`;
