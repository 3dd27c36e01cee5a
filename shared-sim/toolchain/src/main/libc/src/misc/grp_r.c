/* Groups, in the caller's memory. */
#include <errno.h>
#include <grp.h>
#include <stdint.h>
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

/* The list of members stands first, where its pointers are aligned. */
static int fill(const struct group *found, struct group *group, char *text, size_t size) {
  size_t count = 0, i;
  size_t gap = -(uintptr_t)text & (sizeof(char *) - 1);
  while (found->gr_mem[count]) {
    count++;
  }
  if (size < gap + (count + 1) * sizeof(char *)) {
    return ERANGE;
  }
  group->gr_gid = found->gr_gid;
  group->gr_mem = (char **)(text + gap);
  text += gap + (count + 1) * sizeof(char *);
  size -= gap + (count + 1) * sizeof(char *);
  for (i = 0; i < count; i++) {
    if (!(group->gr_mem[i] = keep(found->gr_mem[i], &text, &size))) {
      return ERANGE;
    }
  }
  group->gr_mem[count] = NULL;
  return (group->gr_name = keep(found->gr_name, &text, &size)) &&
                 (group->gr_passwd = keep(found->gr_passwd, &text, &size))
             ? 0
             : ERANGE;
}

static int answer(const struct group *found, struct group *group, char *text, size_t size,
                  struct group **result) {
  int error = found ? fill(found, group, text, size) : 0;
  *result = found && !error ? group : NULL;
  return error;
}

int getgrnam_r(const char *name, struct group *group, char *text, size_t size,
               struct group **result) {
  return answer(getgrnam(name), group, text, size, result);
}

int getgrgid_r(gid_t gid, struct group *group, char *text, size_t size, struct group **result) {
  return answer(getgrgid(gid), group, text, size, result);
}

int putgrent(const struct group *group, FILE *file) {
  size_t i;
  if (fprintf(file, "%s:%s:%u:", group->gr_name, group->gr_passwd, group->gr_gid) < 0) {
    return -1;
  }
  for (i = 0; group->gr_mem && group->gr_mem[i]; i++) {
    if (fprintf(file, "%s%s", i ? "," : "", group->gr_mem[i]) < 0) {
      return -1;
    }
  }
  return fputc('\n', file) == EOF ? -1 : 0;
}
