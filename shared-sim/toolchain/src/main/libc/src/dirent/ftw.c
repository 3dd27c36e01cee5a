/* ftw and nftw: each file of a tree, with a path that begins as the one that was given. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct walk {
  __nftw_func_t function;
  __ftw_func_t brief;
  int flags;
  dev_t device;
  char path[PATH_MAX];
  struct FTW at;
};

/* The folders that the walk is in, so that no link leads round in a circle. */
struct above {
  const struct above *above;
  dev_t device;
  ino_t file;
};

static int tell(struct walk *walk, const struct stat *file, int kind) {
  if (walk->brief) {
    return walk->brief(walk->path, file, kind == FTW_SLN ? FTW_NS : kind);
  }
  return walk->function(walk->path, file, kind, &walk->at);
}

static int look(const struct walk *walk, struct stat *file) {
  const char *name = walk->flags & FTW_CHDIR && walk->at.level ? walk->path + walk->at.base
                                                               : walk->path;
  if (walk->flags & FTW_PHYS ? lstat(name, file) == 0 : stat(name, file) == 0) {
    return S_ISDIR(file->st_mode) ? FTW_D : S_ISLNK(file->st_mode) ? FTW_SL : FTW_F;
  }
  if (errno == ENOENT && lstat(name, file) == 0 && S_ISLNK(file->st_mode)) {
    return FTW_SLN;
  }
  memset(file, 0, sizeof *file);
  return errno == EACCES || walk->at.level ? FTW_NS : -1;
}

static int visit(struct walk *walk, const struct above *above);

/* The names in a folder, read as a whole, so that few descriptors are open at once. */
static int visit_names(struct walk *walk, const struct above *here, struct dirent **names,
                       int count) {
  size_t length = strlen(walk->path);
  int i, base = walk->at.base, result = 0;
  for (i = 0; i < count && !result; i++) {
    const char *name = names[i]->d_name;
    if (!strcmp(name, ".") || !strcmp(name, "..") || length + strlen(name) + 2 > PATH_MAX) {
      continue;
    }
    walk->at.base = (int)length;
    if (length && walk->path[length - 1] != '/') {
      walk->path[length] = '/';
      walk->at.base++;
    }
    strcpy(walk->path + walk->at.base, name);
    walk->at.level++;
    result = visit(walk, here);
    walk->at.level--;
    walk->path[length] = 0;
    if (walk->flags & FTW_ACTIONRETVAL && result == FTW_SKIP_SIBLINGS) {
      result = 0;
      break;
    }
  }
  walk->at.base = base;
  return result;
}

static int visit_folder(struct walk *walk, const struct above *above, const struct stat *file) {
  const char *name = walk->flags & FTW_CHDIR && walk->at.level ? walk->path + walk->at.base
                                                               : walk->path;
  struct above here = {above, file->st_dev, file->st_ino};
  struct dirent **names;
  int count = scandir(name, &names, NULL, NULL), result = 0, back = -1, i;
  if (count < 0) {
    return errno == EACCES ? tell(walk, file, FTW_DNR) : -1;
  }
  if (!(walk->flags & FTW_DEPTH)) {
    result = tell(walk, file, FTW_D);
  }
  if (walk->flags & FTW_ACTIONRETVAL && result == FTW_SKIP_SUBTREE) {
    result = 0;
  } else if (!result) {
    if (walk->flags & FTW_CHDIR) {
      back = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      result = back < 0 || chdir(name) < 0 ? -1 : 0;
    }
    result = result ? result : visit_names(walk, &here, names, count);
    if (back >= 0) {
      result = fchdir(back) < 0 ? -1 : result;
      close(back);
    }
  }
  for (i = 0; i < count; i++) {
    free(names[i]);
  }
  free(names);
  return result || !(walk->flags & FTW_DEPTH) ? result : tell(walk, file, FTW_DP);
}

static int visit(struct walk *walk, const struct above *above) {
  struct stat file;
  int kind = look(walk, &file), result;
  if (kind < 0) {
    return -1;
  }
  if (!walk->at.level) {
    walk->device = file.st_dev;
  } else if (walk->flags & FTW_MOUNT && kind != FTW_NS && file.st_dev != walk->device) {
    return 0;
  }
  if (kind == FTW_D) {
    const struct above *seen;
    for (seen = above; seen; seen = seen->above) {
      if (seen->device == file.st_dev && seen->file == file.st_ino) {
        return 0;
      }
    }
    return visit_folder(walk, above, &file);
  }
  result = tell(walk, &file, kind);
  return walk->flags & FTW_ACTIONRETVAL && result == FTW_SKIP_SUBTREE ? 0 : result;
}

static int begin(const char *path, struct walk *walk) {
  const char *slash;
  int back = -1, result;
  size_t length = strlen(path);
  if (!length || length >= PATH_MAX) {
    errno = length ? ENAMETOOLONG : ENOENT;
    return -1;
  }
  strcpy(walk->path, path);
  while (length > 1 && walk->path[length - 1] == '/') {
    walk->path[--length] = 0;
  }
  slash = strrchr(walk->path, '/');
  walk->at.base = slash && slash[1] ? (int)(slash + 1 - walk->path) : 0;
  walk->at.level = 0;
  if (walk->flags & FTW_CHDIR) {
    back = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  }
  result = visit(walk, NULL);
  if (back >= 0) {
    fchdir(back);
    close(back);
  }
  return result;
}

int nftw(const char *path, __nftw_func_t function, int descriptors, int flags) {
  struct walk walk;
  (void)descriptors;
  memset(&walk, 0, sizeof walk);
  walk.function = function;
  walk.flags = flags;
  return begin(path, &walk);
}

int ftw(const char *path, __ftw_func_t function, int descriptors) {
  struct walk walk;
  (void)descriptors;
  memset(&walk, 0, sizeof walk);
  walk.brief = function;
  return begin(path, &walk);
}
