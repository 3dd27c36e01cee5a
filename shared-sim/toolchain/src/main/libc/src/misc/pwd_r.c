/* Users, in the caller's memory. */
#include <errno.h>
#include <pwd.h>
#include <string.h>

static char *keep(const char *word, char **at, size_t *left) {
  char *begin = *at;
  size_t size = strlen(word) + 1;
  if (size > *left) {
    return NULL;
  }
  memcpy(begin, word, size);
  *at += size;
  *left -= size;
  return begin;
}

/* 0 with a result, or without one where there is no such user; or an error. */
static int answer(const struct passwd *found, struct passwd *user, char *text, size_t size,
                  struct passwd **result) {
  *result = NULL;
  if (!found) {
    return 0;
  }
  *user = *found;
  if (!(user->pw_name = keep(found->pw_name, &text, &size)) ||
      !(user->pw_passwd = keep(found->pw_passwd, &text, &size)) ||
      !(user->pw_gecos = keep(found->pw_gecos, &text, &size)) ||
      !(user->pw_dir = keep(found->pw_dir, &text, &size)) ||
      !(user->pw_shell = keep(found->pw_shell, &text, &size))) {
    return ERANGE;
  }
  *result = user;
  return 0;
}

int getpwnam_r(const char *name, struct passwd *user, char *text, size_t size,
               struct passwd **result) {
  return answer(getpwnam(name), user, text, size, result);
}

int getpwuid_r(uid_t uid, struct passwd *user, char *text, size_t size, struct passwd **result) {
  return answer(getpwuid(uid), user, text, size, result);
}

static int next(const struct passwd *found, struct passwd *user, char *text, size_t size,
                struct passwd **result) {
  int error = answer(found, user, text, size, result);
  return error || found ? error : ENOENT;
}

int getpwent_r(struct passwd *user, char *text, size_t size, struct passwd **result) {
  return next(getpwent(), user, text, size, result);
}

int fgetpwent_r(FILE *file, struct passwd *user, char *text, size_t size,
                struct passwd **result) {
  return next(fgetpwent(file), user, text, size, result);
}
