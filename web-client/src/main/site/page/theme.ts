const key = 'cloister.theme';
type Theme = 'light' | 'dark';
const system = matchMedia('(prefers-color-scheme: dark)');

/** First from the system, then from the learner. */
export function theme(): Theme {
  const chosen = localStorage.getItem(key);
  return chosen === 'light' || chosen === 'dark' ? chosen : system.matches ? 'dark' : 'light';
}

export function applyTheme(): void {
  document.documentElement.dataset['theme'] = theme();
}

export function toggleTheme(): Theme {
  const next = theme() === 'dark' ? 'light' : 'dark';
  localStorage.setItem(key, next);
  applyTheme();
  return next;
}

system.addEventListener('change', applyTheme);
