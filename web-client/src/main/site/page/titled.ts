import { html } from 'lit';

/** A title is plain text; what stands in back quotes is code. */
export const titled = (title: string) =>
  title.split(/`([^`]+)`/).map((part, i) => (i % 2 ? html`<code>${part}</code>` : part));
