/**
 * The site's policy forbids style elements, and the terminal's library makes some. It gets elements
 * that put their text into a style sheet of the shadow root instead, which no policy forbids.
 */
export function withoutStyleElements(root: ShadowRoot): Document {
  const standIn = (): HTMLElement => standInFor(root);
  return new Proxy(document, {
    get(target, name) {
      if (name === 'createElement')
        return (tag: string, options?: ElementCreationOptions) =>
          tag === 'style' ? standIn() : document.createElement(tag, options);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
}

/** Some parts of the library take the page's own document; they are made during this. */
export function whileWithoutStyleElements(root: ShadowRoot, make: () => void): void {
  const own = document.createElement.bind(document);
  document.createElement = (tag: string, options?: ElementCreationOptions) =>
    tag === 'style' ? standInFor(root, own) : own(tag, options);
  try {
    make();
  } finally {
    // what the prototype has is seen again
    Reflect.deleteProperty(document, 'createElement');
  }
}

function standInFor(root: ShadowRoot, make = document.createElement.bind(document)): HTMLElement {
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const element = make('span');
  element.hidden = true;
  Object.defineProperty(element, 'textContent', {
    set: (text: string) => sheet.replaceSync(text),
    get: () => '',
  });
  const remove = element.remove.bind(element);
  element.remove = () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    remove();
  };
  return element;
}
