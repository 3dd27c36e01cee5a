import english from './en.json';

export type MessageId = keyof typeof english;

/**
 * What says the sentence with an id, its {name} placeholders filled. English is built in; another
 * language would replace sentence by sentence.
 */
export function speaker<Id extends string>(
  words: Record<Id, string>,
): (id: Id, args?: Record<string, string | number>) => string {
  const catalogue: Record<string, string> = words;
  return (id, args = {}) =>
    (catalogue[id] ?? id).replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ''));
}

export const t = speaker(english);
