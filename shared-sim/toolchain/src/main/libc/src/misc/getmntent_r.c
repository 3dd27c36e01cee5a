#include <errno.h>
#include <mntent.h>
#include <string.h>

/* The words of an entry one after the other in the caller's memory. */
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

struct mntent *getmntent_r(FILE *file, struct mntent *entry, char *text, int size) {
  const struct mntent *found = getmntent(file);
  size_t left = size < 0 ? 0 : (size_t)size;
  if (!found) {
    return NULL;
  }
  *entry = *found;
  if (!(entry->mnt_fsname = keep(found->mnt_fsname, &text, &left)) ||
      !(entry->mnt_dir = keep(found->mnt_dir, &text, &left)) ||
      !(entry->mnt_type = keep(found->mnt_type, &text, &left)) ||
      !(entry->mnt_opts = keep(found->mnt_opts, &text, &left))) {
    errno = ERANGE;
    return NULL;
  }
  return entry;
}
