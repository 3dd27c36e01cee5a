#include <libgen.h>
#include <string.h>

static char *without_trailing_slashes(char *first, char *end) {
  while (end > first && end[-1] == '/') {
    end--;
  }
  return end;
}

static char *last_name(char *path, char *end) {
  while (end > path && end[-1] != '/') {
    end--;
  }
  return end;
}

char *__xpg_basename(char *path) {
  char *end;
  if (!path || !*path) {
    return ".";
  }
  end = without_trailing_slashes(path + 1, path + strlen(path));
  *end = 0;
  return end == path + 1 ? path : last_name(path, end);
}

char *dirname(char *path) {
  char *end;
  if (!path || !*path) {
    return ".";
  }
  end = without_trailing_slashes(path, path + strlen(path));
  end = last_name(path, end);
  if (end == path) {
    return *path == '/' ? "/" : ".";
  }
  end = without_trailing_slashes(path + 1, end);
  *end = 0;
  return path;
}
