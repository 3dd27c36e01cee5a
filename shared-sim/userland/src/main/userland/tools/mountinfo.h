/* What /proc/self/mountinfo says (proc(5)). */
#ifndef MOUNTINFO_H
#define MOUNTINFO_H

struct mount_line {
  int id, parent, major, minor;
  char *root, *target, *options, *tags, *type, *source, *own_options;
};

/* All lines; the number of them in *count. */
struct mount_line *read_mounts(const char *file, int *count);

/* Options of the mount and of its file system in one list; to be freed. */
char *all_options(const struct mount_line *line);

/* Source with the part of it that is seen, as "T[/x]"; to be freed. */
char *shown_source(const struct mount_line *line);

/* Whether a list that is separated by commas has a word. */
int has_word(const char *list, const char *word);

#endif
