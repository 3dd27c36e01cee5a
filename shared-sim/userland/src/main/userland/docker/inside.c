/* Paths as a container sees them, before one is in it. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "docker.h"

#define MOST_LINKS 255

/* Step by step: a link in there, even an absolute one, leads from the root that is given. */
char *inside(const char *root, const char *path) {
  const char *rest = path;
  char *now = format("%s", ""), link[4096];
  int links = 0;
  while (*(rest += strspn(rest, "/"))) {
    int length = (int)strcspn(rest, "/");
    char *next = format("%s/%.*s", now, length, rest), *last = next + strlen(now);
    ssize_t size;
    rest += length;
    if (strcmp(last, "/.") == 0) {
      continue;
    }
    if (strcmp(last, "/..") == 0) {
      *(strrchr(now, '/') ? strrchr(now, '/') : now) = 0;
      continue;
    }
    size = readlink(format("%s%s", root, next), link, sizeof link - 1);
    if (size < 0) {
      now = next;
      continue;
    }
    if (++links > MOST_LINKS) {
      errno = ELOOP;
      return NULL;
    }
    link[size] = 0;
    if (*link == '/') {
      now = format("%s", "");
    }
    rest = format("%s%s", link, rest);
  }
  return format("%s%s", root, now);
}
