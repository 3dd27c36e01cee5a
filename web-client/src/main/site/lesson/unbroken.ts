/** Longer ones may break: a path has to find room on a phone. */
const longest = 28;

/** Prose in which no line breaks at the hyphen of a command's option, as in `wget -qO-`. */
export const unbroken = (html: string): string =>
  html.replace(
    /<code>([^<]*)<\/code>/g,
    (_, code: string) =>
      `<code>${code.replace(/\S*-\S*/g, (word) =>
        word.length <= longest ? `<span class="word">${word}</span>` : word,
      )}</code>`,
  );
