#include <dirent.h>
#include <stdlib.h>
#include <string.h>

typedef int (*comparison)(const void *, const void *);

int alphasort(const struct dirent **left, const struct dirent **right) {
  return strcoll((*left)->d_name, (*right)->d_name);
}

static struct dirent *copy_of(const struct dirent *entry) {
  struct dirent *copy = malloc(entry->d_reclen);
  return copy ? memcpy(copy, entry, entry->d_reclen) : NULL;
}

static int append(struct dirent ***list, int count, const struct dirent *entry) {
  struct dirent **longer = realloc(*list, ((size_t)count + 1) * sizeof *longer);
  if (!longer) {
    return -1;
  }
  *list = longer;
  longer[count] = copy_of(entry);
  return longer[count] ? 0 : -1;
}

static void discard(struct dirent **list, int count) {
  while (count > 0) {
    free(list[--count]);
  }
  free(list);
}

int scandir(const char *path, struct dirent ***entries, int (*filter)(const struct dirent *),
            int (*compare)(const struct dirent **, const struct dirent **)) {
  DIR *folder = opendir(path);
  struct dirent *entry;
  struct dirent **list = NULL;
  int count = 0;
  if (!folder) {
    return -1;
  }
  while ((entry = readdir(folder))) {
    if (filter && !filter(entry)) {
      continue;
    }
    if (append(&list, count, entry) < 0) {
      discard(list, count);
      closedir(folder);
      return -1;
    }
    count++;
  }
  closedir(folder);
  if (compare && count > 0) {
    qsort(list, (size_t)count, sizeof *list, (comparison)compare);
  }
  *entries = list;
  return count;
}
