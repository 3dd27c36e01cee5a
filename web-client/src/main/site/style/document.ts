import { css } from 'lit';

/** A page that is read: course, class, self-hosting. */
export const documentStyle = css`
  :host { max-width: 1136px; margin: 0 auto; padding: 0 var(--s6) var(--s8); }
  h1 { font: 500 34px/42px var(--serif); letter-spacing: -.015em; margin: var(--s5) 0 var(--s2); text-wrap: balance; } h2 { font: 600 var(--t5)/var(--l5) var(--serif); letter-spacing: -.01em; margin-top: var(--s6); }
  .lead { font: 400 var(--t4)/var(--l4) var(--serif); color: var(--soft); max-width: 68ch; margin-bottom: var(--s5); }
  @media (max-width: 480px) { :host { padding: 0 var(--s4) var(--s7); } h1 { font-size: 28px; line-height: 34px; } }
`;
