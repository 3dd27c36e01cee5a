import { css } from 'lit';

export const labStyle = css`
  :host { display: grid; grid-template: var(--header) auto auto auto minmax(0, 1fr) auto / minmax(0, 1fr); height: 100vh; height: 100dvh; overflow: clip; }
  lab-header { grid-row: 1; } .problem { grid-row: 2; } guest-banner { grid-row: 3; } tab-list { grid-row: 4; } .body { grid-row: 5; } time-line { grid-row: 6; }
  .skip { position: absolute; left: 8px; top: -60px; z-index: 5; background: var(--solid); color: var(--on-solid); padding: 8px 12px; border-radius: var(--r2); } .skip:focus { top: 8px; }
  .problem { display: flex; gap: var(--s3); align-items: center; padding: var(--s3) var(--s5); background: var(--fault-fill); color: var(--fault); border-bottom: 1px solid var(--fault-line); } .problem .btn { margin-left: auto; }
  .body { display: grid; min-height: 0; }
  .body.wide { grid-template-columns: 36% minmax(0, 1fr); } .body.middle { grid-template-columns: 44% minmax(0, 1fr); } .body:is(.wide, .middle).free { grid-template-columns: minmax(0, 1fr); }
  .lesson { min-height: 0; display: grid; border-right: 1px solid var(--rule); } .phone .lesson { border: 0; }
  .machine { min-width: 0; min-height: 0; }
`;
