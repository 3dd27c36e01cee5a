/* fts(3). The working directory is never changed, so that every path leads from where it began. */
#include <fts.h>

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* An entry with room for its name and what stat(2) says of it; it knows its own path. */
static FTSENT *make(FTSENT *parent, const char *name, size_t length) {
  FTSENT *entry = calloc(1, sizeof *entry + length);
  size_t before = parent && parent->fts_level >= 0 ? parent->fts_pathlen : 0;
  int slash = before && parent->fts_path[before - 1] != '/';
  if (!entry) {
    return NULL;
  }
  entry->fts_statp = calloc(1, sizeof *entry->fts_statp);
  entry->fts_path = malloc(before + (size_t)slash + length + 1);
  if (!entry->fts_statp || !entry->fts_path) {
    free(entry->fts_statp);
    free(entry->fts_path);
    free(entry);
    return NULL;
  }
  memcpy(entry->fts_name, name, length);
  entry->fts_namelen = (unsigned short)length;
  if (before) {
    memcpy(entry->fts_path, parent->fts_path, before);
  }
  if (slash) {
    entry->fts_path[before] = '/';
  }
  memcpy(entry->fts_path + before + slash, name, length);
  entry->fts_path[before + (size_t)slash + length] = 0;
  entry->fts_pathlen = (unsigned short)(before + (size_t)slash + length);
  entry->fts_accpath = entry->fts_path;
  entry->fts_parent = parent;
  entry->fts_level = parent ? (short)(parent->fts_level + 1) : FTS_ROOTPARENTLEVEL;
  entry->fts_instr = FTS_NOINSTR;
  return entry;
}

static void drop(FTSENT *entry) {
  free(entry->fts_statp);
  free(entry->fts_path);
  free(entry);
}

static void drop_all(FTSENT *first) {
  while (first) {
    FTSENT *next = first->fts_link;
    drop(first);
    first = next;
  }
}

static int is_dot(const char *name) {
  return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2]));
}

/* What it is; links are followed where that is asked for, and stay themselves where they lead
   nowhere. */
static unsigned short look(FTS *walk, FTSENT *entry, int follow) {
  struct stat *about = entry->fts_statp;
  FTSENT *above;
  if ((walk->fts_options & FTS_LOGICAL) || follow) {
    if (stat(entry->fts_accpath, about) < 0) {
      int error = errno;
      if (lstat(entry->fts_accpath, about) == 0) {
        return FTS_SLNONE;
      }
      entry->fts_errno = error;
      memset(about, 0, sizeof *about);
      return FTS_NS;
    }
  } else if (lstat(entry->fts_accpath, about) < 0) {
    entry->fts_errno = errno;
    memset(about, 0, sizeof *about);
    return FTS_NS;
  }
  entry->fts_dev = about->st_dev;
  entry->fts_ino = about->st_ino;
  entry->fts_nlink = about->st_nlink;
  if (!S_ISDIR(about->st_mode)) {
    return S_ISLNK(about->st_mode) ? FTS_SL : S_ISREG(about->st_mode) ? FTS_F : FTS_DEFAULT;
  }
  if (entry->fts_level > 0 && is_dot(entry->fts_name)) {
    return FTS_DOT;
  }
  for (above = entry->fts_parent; above && above->fts_level >= 0; above = above->fts_parent) {
    if (above->fts_ino == entry->fts_ino && above->fts_dev == entry->fts_dev) {
      entry->fts_cycle = above;
      return FTS_DC;
    }
  }
  return FTS_D;
}

static FTSENT *sorted(FTS *walk, FTSENT *first) {
  FTSENT **all, *entry;
  size_t count = 0, i;
  for (entry = first; entry; entry = entry->fts_link) {
    count++;
  }
  all = count > 1 && walk->fts_compar ? malloc(count * sizeof *all) : NULL;
  if (!all) {
    return first;
  }
  for (i = 0, entry = first; entry; entry = entry->fts_link) {
    all[i++] = entry;
  }
  qsort(all, count, sizeof *all, walk->fts_compar);
  for (i = 0; i < count; i++) {
    all[i]->fts_link = i + 1 < count ? all[i + 1] : NULL;
  }
  first = all[0];
  free(all);
  return first;
}

/* What is in a folder, in order; NULL where there is nothing, and with the reason noted where it
   cannot be read. */
static FTSENT *children(FTS *walk, FTSENT *folder, int names_only) {
  FTSENT *first = NULL, **end = &first;
  DIR *open = opendir(folder->fts_accpath);
  struct dirent *found;
  if (!open) {
    folder->fts_errno = errno;
    if (!names_only) {
      folder->fts_info = FTS_DNR;
    }
    return NULL;
  }
  while ((found = readdir(open))) {
    FTSENT *entry;
    if (is_dot(found->d_name) && !(walk->fts_options & FTS_SEEDOT)) {
      continue;
    }
    if (folder->fts_pathlen + strlen(found->d_name) + 1 > USHRT_MAX) {
      folder->fts_errno = ENAMETOOLONG;
      folder->fts_info = FTS_ERR;
      break;
    }
    entry = make(folder, found->d_name, strlen(found->d_name));
    if (!entry) {
      folder->fts_errno = ENOMEM;
      folder->fts_info = FTS_ERR;
      break;
    }
    if (names_only ||
        ((walk->fts_options & FTS_NOSTAT) && found->d_type != DT_DIR &&
         found->d_type != DT_UNKNOWN &&
         !(found->d_type == DT_LNK && (walk->fts_options & FTS_LOGICAL)))) {
      entry->fts_info = FTS_NSOK;
    } else {
      entry->fts_info = look(walk, entry, 0);
    }
    *end = entry;
    end = &entry->fts_link;
  }
  closedir(open);
  return sorted(walk, first);
}

FTS *fts_open(char *const *paths, int options, int (*compare)(const FTSENT **, const FTSENT **)) {
  FTS *walk;
  FTSENT *parent, **end;
  if (options & ~FTS_OPTIONMASK) {
    errno = EINVAL;
    return NULL;
  }
  walk = calloc(1, sizeof *walk);
  parent = make(NULL, "", 0);
  if (!walk || !parent) {
    free(walk);
    if (parent) {
      drop(parent);
    }
    return NULL;
  }
  walk->fts_options = options;
  walk->fts_compar = (int (*)(const void *, const void *))compare;
  walk->fts_rfd = -1;
  for (end = &walk->fts_child; *paths; paths++) {
    FTSENT *entry = make(parent, *paths, strlen(*paths));
    if (!entry) {
      drop_all(walk->fts_child);
      drop(parent);
      free(walk);
      return NULL;
    }
    entry->fts_info = look(walk, entry, options & FTS_COMFOLLOW);
    if (entry->fts_info == FTS_DOT) {
      entry->fts_info = FTS_D;
    }
    *end = entry;
    end = &entry->fts_link;
  }
  walk->fts_child = sorted(walk, walk->fts_child);
  walk->fts_cur = make(parent, "", 0); /* stands before the first one */
  if (!walk->fts_cur) {
    drop_all(walk->fts_child);
    drop(parent);
    free(walk);
    return NULL;
  }
  walk->fts_cur->fts_link = walk->fts_child;
  walk->fts_cur->fts_info = FTS_INIT;
  walk->fts_child = NULL;
  return walk;
}

/* The name of a root is told without the folders before it, once it is come to. */
static FTSENT *arrive(FTS *walk, FTSENT *entry) {
  if (entry->fts_level == FTS_ROOTLEVEL) {
    char *slash = strrchr(entry->fts_name, '/');
    if (slash && (slash != entry->fts_name || slash[1])) {
      entry->fts_namelen = (unsigned short)strlen(slash + 1);
      memmove(entry->fts_name, slash + 1, entry->fts_namelen + 1u);
    }
    walk->fts_dev = entry->fts_dev;
  }
  walk->fts_cur = entry;
  walk->fts_path = entry->fts_path;
  return entry;
}

static void follow_link(FTS *walk, FTSENT *entry) {
  entry->fts_info = look(walk, entry, 1);
  entry->fts_flags |= FTS_SYMFOLLOW;
}

/* Behind one: the next one of its folder that is wanted, or the folder once more. */
static FTSENT *next_of(FTS *walk, FTSENT *entry) {
  FTSENT *next = entry->fts_link, *parent = entry->fts_parent;
  drop(entry);
  while (next) {
    FTSENT *after;
    if (next->fts_instr == FTS_FOLLOW) {
      follow_link(walk, next);
      next->fts_instr = FTS_NOINSTR;
    }
    if (next->fts_instr != FTS_SKIP || next->fts_level == FTS_ROOTLEVEL) {
      return arrive(walk, next);
    }
    after = next->fts_link;
    drop(next);
    next = after;
  }
  if (parent->fts_level == FTS_ROOTPARENTLEVEL) {
    drop(parent);
    walk->fts_cur = NULL;
    errno = 0;
    return NULL;
  }
  if (parent->fts_info != FTS_ERR) {
    parent->fts_info = parent->fts_errno ? FTS_ERR : FTS_DP;
  }
  return arrive(walk, parent);
}

/* Into a folder that was told before what is in it. */
static FTSENT *descend(FTS *walk, FTSENT *folder) {
  int crosses = (walk->fts_options & FTS_XDEV) && folder->fts_dev != walk->fts_dev;
  FTSENT *first;
  if (folder->fts_instr == FTS_SKIP || crosses) {
    drop_all(walk->fts_child);
    walk->fts_child = NULL;
    folder->fts_info = FTS_DP;
    return folder;
  }
  if (walk->fts_child && (walk->fts_options & FTS_NAMEONLY)) {
    drop_all(walk->fts_child);
    walk->fts_child = NULL;
  }
  walk->fts_options &= ~FTS_NAMEONLY;
  first = walk->fts_child ? walk->fts_child : children(walk, folder, 0);
  walk->fts_child = NULL;
  while (first && first->fts_instr == FTS_SKIP) {
    FTSENT *after = first->fts_link;
    drop(first);
    first = after;
  }
  if (!first) {
    if (folder->fts_info == FTS_D) {
      folder->fts_info = FTS_DP;
    }
    return folder;
  }
  if (first->fts_instr == FTS_FOLLOW) {
    follow_link(walk, first);
    first->fts_instr = FTS_NOINSTR;
  }
  return arrive(walk, first);
}

FTSENT *fts_read(FTS *walk) {
  FTSENT *entry = walk->fts_cur;
  int instruction;
  if (!entry || (walk->fts_options & FTS_STOP)) {
    return NULL;
  }
  instruction = entry->fts_instr;
  if (instruction == FTS_AGAIN) {
    entry->fts_instr = FTS_NOINSTR;
    entry->fts_info = look(walk, entry, 0);
    return entry;
  }
  if (instruction == FTS_FOLLOW && (entry->fts_info == FTS_SL || entry->fts_info == FTS_SLNONE)) {
    entry->fts_instr = FTS_NOINSTR;
    follow_link(walk, entry);
    return entry;
  }
  if (entry->fts_info == FTS_D) {
    FTSENT *next = descend(walk, entry);
    entry->fts_instr = next == entry ? FTS_NOINSTR : entry->fts_instr;
    return next;
  }
  return next_of(walk, entry);
}

FTSENT *fts_children(FTS *walk, int instruction) {
  FTSENT *entry = walk->fts_cur;
  if (instruction && instruction != FTS_NAMEONLY) {
    errno = EINVAL;
    return NULL;
  }
  errno = 0;
  if (!entry || (walk->fts_options & FTS_STOP)) {
    return NULL;
  }
  if (entry->fts_info == FTS_INIT) {
    return entry->fts_link;
  }
  if (entry->fts_info != FTS_D) {
    return NULL;
  }
  drop_all(walk->fts_child);
  if (instruction) {
    walk->fts_options |= FTS_NAMEONLY;
  } else {
    walk->fts_options &= ~FTS_NAMEONLY;
  }
  walk->fts_child = children(walk, entry, instruction);
  return walk->fts_child;
}

int fts_set(FTS *walk, FTSENT *entry, int instruction) {
  (void)walk;
  if (instruction < 0 || instruction > FTS_SKIP) {
    errno = EINVAL;
    return 1;
  }
  entry->fts_instr = (unsigned short)instruction;
  return 0;
}

int fts_close(FTS *walk) {
  FTSENT *entry = walk->fts_cur;
  drop_all(walk->fts_child);
  while (entry) {
    FTSENT *parent = entry->fts_parent;
    drop_all(entry->fts_link);
    drop(entry);
    entry = parent;
  }
  free(walk);
  return 0;
}
