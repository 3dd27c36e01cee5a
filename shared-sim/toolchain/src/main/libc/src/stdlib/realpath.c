#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is resolved already, and what is still to be. */
struct resolution {
  char done[PATH_MAX];
  char rest[PATH_MAX];
  int links;
};

static int fail(int error) {
  errno = error;
  return -1;
}

/* Takes the first name off rest. */
static size_t take_name(struct resolution *r, char *name) {
  size_t slashes = strspn(r->rest, "/");
  size_t length = strcspn(r->rest + slashes, "/");
  memcpy(name, r->rest + slashes, length);
  name[length] = 0;
  memmove(r->rest, r->rest + slashes + length, strlen(r->rest + slashes + length) + 1);
  return length;
}

/* The target of a link stands before what is still to be resolved. */
static int follow(struct resolution *r, const char *target) {
  char rest[PATH_MAX];
  if (++r->links > SYMLOOP_MAX) {
    return fail(ELOOP);
  }
  strcpy(rest, r->rest);
  if (strlcpy(r->rest, target, PATH_MAX) >= PATH_MAX ||
      (*rest && strlcat(r->rest, "/", PATH_MAX) >= PATH_MAX) ||
      strlcat(r->rest, rest, PATH_MAX) >= PATH_MAX) {
    return fail(ENAMETOOLONG);
  }
  if (*target == '/') {
    r->done[0] = 0;
  }
  return 0;
}

static int enter(struct resolution *r, const char *name) {
  size_t before = strlen(r->done);
  char target[PATH_MAX];
  ssize_t length;
  if (strcmp(name, ".") == 0) {
    return 0;
  }
  if (strcmp(name, "..") == 0) {
    char *slash = strrchr(r->done, '/');
    if (slash) {
      *slash = 0;
    }
    return 0;
  }
  if (before + strlen(name) + 2 > PATH_MAX) {
    return fail(ENAMETOOLONG);
  }
  r->done[before] = '/';
  strcpy(r->done + before + 1, name);
  length = readlink(r->done, target, sizeof target - 1);
  if (length < 0) {
    /* No link: EINVAL. */
    return errno == EINVAL ? 0 : -1;
  }
  target[length] = 0;
  r->done[before] = 0;
  return follow(r, target);
}

/* "file/" and "file/." name nothing. */
static int require_folder(const char *path) {
  char with_slash[PATH_MAX + 2];
  strcpy(stpcpy(with_slash, path), "/");
  return access(with_slash, F_OK);
}

static int resolve(struct resolution *r, const char *path) {
  char name[PATH_MAX];
  r->links = 0;
  r->done[0] = 0;
  if (!*path) {
    return fail(ENOENT);
  }
  if (strlcpy(r->rest, path, PATH_MAX) >= PATH_MAX) {
    return fail(ENAMETOOLONG);
  }
  if (*path != '/' && !getcwd(r->done, PATH_MAX)) {
    return -1;
  }
  if (strcmp(r->done, "/") == 0) {
    r->done[0] = 0;
  }
  while (*r->rest) {
    if (take_name(r, name) > 0 && enter(r, name) < 0) {
      return -1;
    }
    if (*r->rest && require_folder(r->done) < 0) {
      return -1;
    }
  }
  if (!*r->done) {
    strcpy(r->done, "/");
  }
  return 0;
}

char *realpath(const char *restrict path, char *restrict resolved) {
  struct resolution r;
  if (!path) {
    errno = EINVAL;
    return NULL;
  }
  if (resolve(&r, path) < 0) {
    return NULL;
  }
  return resolved ? strcpy(resolved, r.done) : strdup(r.done);
}
