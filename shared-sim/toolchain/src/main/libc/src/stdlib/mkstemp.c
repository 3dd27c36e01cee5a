#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PLACES 6

/* Names need to differ, not to be secret: what opens them refuses one that exists. */
static void fill_in(char *places) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  static unsigned long long state;
  struct timespec now;
  unsigned long long value;
  int i;
  clock_gettime(CLOCK_REALTIME, &now);
  state = state * 6364136223846793005ULL + (unsigned long)now.tv_nsec + (unsigned)getpid() * 65537u;
  value = state >> 16;
  for (i = 0; i < PLACES; i++) {
    places[i] = letters[value % 62];
    value /= 62;
  }
}

static char *find_places(char *pattern, int suffix) {
  size_t length = strlen(pattern);
  char *places = pattern + length - (size_t)suffix - PLACES;
  if (length < (size_t)suffix + PLACES || memcmp(places, "XXXXXX", PLACES) != 0) {
    errno = EINVAL;
    return NULL;
  }
  return places;
}

static int make(char *pattern, int suffix, int (*attempt)(const char *, int), int flags) {
  char *places = find_places(pattern, suffix);
  int tries;
  for (tries = 0; places && tries < 1000; tries++) {
    int result;
    fill_in(places);
    result = attempt(pattern, flags);
    if (result >= 0 || errno != EEXIST) {
      return result;
    }
  }
  return -1;
}

static int open_new(const char *path, int flags) {
  return open(path, O_RDWR | O_CREAT | O_EXCL | flags, 0600);
}

static int make_folder(const char *path, int flags) {
  (void)flags;
  return mkdir(path, 0700);
}

static int is_free(const char *path, int flags) {
  struct stat status;
  (void)flags;
  if (lstat(path, &status) < 0) {
    return errno == ENOENT ? 0 : -1;
  }
  errno = EEXIST;
  return -1;
}

int mkstemp(char *pattern) { return make(pattern, 0, open_new, 0); }

int mkostemp(char *pattern, int flags) { return make(pattern, 0, open_new, flags); }

int mkstemps(char *pattern, int suffix) { return make(pattern, suffix, open_new, 0); }

char *mkdtemp(char *pattern) { return make(pattern, 0, make_folder, 0) < 0 ? NULL : pattern; }

char *mktemp(char *pattern) {
  if (make(pattern, 0, is_free, 0) < 0) {
    *pattern = 0;
  }
  return pattern;
}
