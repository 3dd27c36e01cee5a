#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct search {
  glob_t *result;
  int flags;
  int (*error)(const char *, int);
};

static int append(glob_t *result, const char *path) {
  size_t used = result->gl_offs + result->gl_pathc;
  char **longer = realloc(result->gl_pathv, (used + 2) * sizeof *longer);
  if (!longer) {
    return GLOB_NOSPACE;
  }
  result->gl_pathv = longer;
  longer[used] = strdup(path);
  longer[used + 1] = NULL;
  if (!longer[used]) {
    return GLOB_NOSPACE;
  }
  result->gl_pathc++;
  return 0;
}

static int has_pattern(const char *text, size_t length) {
  size_t i;
  for (i = 0; i < length; i++) {
    if (strchr("*?[", text[i])) {
      return 1;
    }
  }
  return 0;
}

/* Removes the backslashes that take away a character's meaning. */
static void copy_plain(char *to, const char *from, size_t length, int flags) {
  while (length-- > 0) {
    if (*from == '\\' && !(flags & GLOB_NOESCAPE) && length > 0) {
      from++;
      length--;
    }
    *to++ = *from++;
  }
  *to = 0;
}

static int search_in(struct search *search, char *path, size_t length, const char *pattern);

/* path is complete up to a name; pattern is what follows that name. */
static int go_on(struct search *search, char *path, size_t length, const char *pattern) {
  struct stat status;
  size_t slashes = strspn(pattern, "/");
  if (!*pattern) {
    if (lstat(path, &status) < 0) {
      return 0;
    }
    if ((search->flags & GLOB_MARK) && stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
      strcpy(path + length, "/");
    }
    return append(search->result, path);
  }
  if (length + slashes >= PATH_MAX) {
    return 0;
  }
  memcpy(path + length, pattern, slashes);
  path[length + slashes] = 0;
  return search_in(search, path, length + slashes, pattern + slashes);
}

static int match_entries(struct search *search, char *path, size_t length, const char *name,
                         const char *rest) {
  DIR *folder = opendir(length > 0 ? path : ".");
  int flags = FNM_PERIOD | (search->flags & GLOB_NOESCAPE ? FNM_NOESCAPE : 0);
  struct dirent *entry;
  int result = 0;
  if (!folder) {
    int stop = search->error && search->error(path, errno);
    return stop || (search->flags & GLOB_ERR) ? GLOB_ABORTED : 0;
  }
  while (result == 0 && (entry = readdir(folder))) {
    size_t size = strlen(entry->d_name);
    if (fnmatch(name, entry->d_name, flags) == 0 && length + size + 1 < PATH_MAX) {
      strcpy(path + length, entry->d_name);
      result = go_on(search, path, length + size, rest);
      path[length] = 0;
    }
  }
  closedir(folder);
  return result;
}

/* path is a folder, with its slash; pattern begins with the name to look for in it. */
static int search_in(struct search *search, char *path, size_t length, const char *pattern) {
  size_t size = strcspn(pattern, "/");
  char name[NAME_MAX + 1];
  if (size > NAME_MAX || length + size + 1 >= PATH_MAX) {
    return 0;
  }
  if (has_pattern(pattern, size)) {
    memcpy(name, pattern, size);
    name[size] = 0;
    return match_entries(search, path, length, name, pattern + size);
  }
  copy_plain(path + length, pattern, size, search->flags);
  return go_on(search, path, strlen(path), pattern + size);
}

static int compare(const void *left, const void *right) {
  return strcoll(*(char *const *)left, *(char *const *)right);
}

int glob(const char *restrict pattern, int flags, int (*error)(const char *, int),
         glob_t *restrict result) {
  struct search search;
  char path[PATH_MAX];
  size_t before;
  int status;
  if (!(flags & GLOB_DOOFFS)) {
    result->gl_offs = 0;
  }
  if (!(flags & GLOB_APPEND)) {
    result->gl_pathc = 0;
    result->gl_pathv = calloc(result->gl_offs + 1, sizeof(char *));
  }
  before = result->gl_pathc;
  search.result = result;
  search.flags = flags;
  search.error = error;
  path[0] = 0;
  status = go_on(&search, path, 0, pattern);
  if (status != 0) {
    return status;
  }
  if (result->gl_pathc == before) {
    return flags & GLOB_NOCHECK ? append(result, pattern) : GLOB_NOMATCH;
  }
  if (!(flags & GLOB_NOSORT)) {
    qsort(result->gl_pathv + result->gl_offs + before, result->gl_pathc - before, sizeof(char *),
          compare);
  }
  return 0;
}

void globfree(glob_t *result) {
  size_t i;
  for (i = 0; i < result->gl_pathc; i++) {
    free(result->gl_pathv[result->gl_offs + i]);
  }
  free(result->gl_pathv);
  result->gl_pathv = NULL;
  result->gl_pathc = 0;
}
