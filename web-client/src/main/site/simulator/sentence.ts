export type Style = 'plain' | 'code' | 'name' | 'number' | 'fault' | 'allow';
export interface Part {
  text: string;
  kind: Style;
}
/**
 * A sentence: formatted in Java from the catalogue; `parts` are for drawing, `text` for speaking.
 */
export interface Sentence {
  id: string;
  text: string;
  parts: Part[];
}
