// Which scripts of a site are a page's own.

/**
 * The files that pages lead to through one script alone, that script among them. A page leads to
 * what it names, and a script or a style to what that names, whether it is loaded at once or when
 * something is opened. The builder's names have a hash, so that a name stands for its file.
 *
 * @param {Map<string, string>} texts of every file that may name others, by its path
 * @param {string} own how the script's name begins
 */
export function onlyThrough(texts, own) {
  const doors = [...texts.keys()].filter((path) =>
    nameOf(path).startsWith(own),
  );
  if (doors.length !== 1)
    throw new Error(`${doors.length} scripts are called ${own}`);
  const callers = [...texts.keys()].filter(
    (path) =>
      !path.endsWith(".html") && texts.get(path).includes(nameOf(doors[0])),
  );
  if (callers.length > 1)
    throw new Error(
      `${nameOf(doors[0])} is loaded by ${callers.map(nameOf).join(" and ")}`,
    );
  const others = reached(texts, doors[0]);
  return new Set([...reached(texts)].filter((path) => !others.has(path)));
}

/**
 * The scripts and styles that pages load at once: all that they lead to without passing a door.
 *
 * @param {Map<string, string>} texts of every file that may name others, by its path
 * @param {string[]} doors how the names of scripts begin that are loaded when something is opened
 */
export function before(texts, doors) {
  const closed = [...texts.keys()].filter((path) =>
    doors.some((door) => nameOf(path).startsWith(door)),
  );
  for (const door of doors)
    if (!closed.some((path) => nameOf(path).startsWith(door)))
      throw new Error(`no script is called ${door}`);
  return reached(texts, ...closed);
}

const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);

/** What all pages lead to together, without what lies behind closed doors. */
function reached(texts, ...closed) {
  const found = new Set(
    [...texts.keys()].filter((path) => path.endsWith(".html")),
  );
  const files = [...texts.keys()].filter(
    (path) => !path.endsWith(".html") && !closed.includes(path),
  );
  for (const path of found)
    for (const file of files)
      if (texts.get(path).includes(nameOf(file))) found.add(file);
  return found;
}
