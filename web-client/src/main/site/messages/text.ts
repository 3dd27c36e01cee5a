import english from './en.json';

export type MessageId = keyof typeof english;

/** The catalogue in use. English is built in; another language replaces sentence by sentence. */
const catalogue: Record<string, string> = { ...english };

/** The sentence with this id, its {name} placeholders filled. */
export function t(id: MessageId, args: Record<string, string | number> = {}): string {
  return (catalogue[id] ?? id).replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ''));
}
