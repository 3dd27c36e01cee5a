const key = 'cloister.locale';

/** The language that lessons are written in, and that the pages speak. */
export const sourceLocale = 'en';

/** How a language calls itself. */
export const languages: Record<string, string> = { en: 'English', uk: 'Українська' };

/** The language that the learner wants lessons in. */
export function locale(): string {
  try {
    return localStorage.getItem(key) ?? sourceLocale;
  } catch {
    return sourceLocale;
  }
}

export function chooseLocale(to: string): void {
  try {
    localStorage.setItem(key, to);
  } catch {
    // Where nothing can be stored, the next page is in the source language again.
  }
}
