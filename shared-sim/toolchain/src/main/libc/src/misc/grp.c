#include <grp.h>
#include <stdlib.h>
#include <string.h>

static FILE *groups;
static char *line;
static size_t line_size;
static char **members;

static int parse_members(char *text) {
  size_t count = 0;
  char *c;
  char **longer;
  for (c = text; *c; c++) {
    count += *c == ',';
  }
  longer = realloc(members, (count + 2) * sizeof *members);
  if (!longer) {
    return 0;
  }
  members = longer;
  for (count = 0; text && *text;) {
    members[count++] = strsep(&text, ",");
  }
  members[count] = NULL;
  return 1;
}

/* name:password:gid:member,member */
static int parse(char *text, struct group *group) {
  char *field[4];
  int i;
  text[strcspn(text, "\n")] = 0;
  for (i = 0; i < 4; i++) {
    field[i] = strsep(&text, ":");
    if (!field[i]) {
      return 0;
    }
  }
  group->gr_name = field[0];
  group->gr_passwd = field[1];
  group->gr_gid = strtoul(field[2], NULL, 10);
  if (!parse_members(field[3])) {
    return 0;
  }
  group->gr_mem = members;
  return 1;
}

struct group *fgetgrent(FILE *file) {
  static struct group group;
  while (getline(&line, &line_size, file) > 0) {
    if (parse(line, &group)) {
      return &group;
    }
  }
  return NULL;
}

void setgrent(void) {
  if (groups) {
    rewind(groups);
  }
}

void endgrent(void) {
  if (groups) {
    fclose(groups);
    groups = NULL;
  }
}

struct group *getgrent(void) {
  if (!groups) {
    groups = fopen("/etc/group", "re");
  }
  return groups ? fgetgrent(groups) : NULL;
}

struct group *getgrnam(const char *name) {
  struct group *group;
  setgrent();
  while ((group = getgrent()) && strcmp(group->gr_name, name) != 0) {
  }
  endgrent();
  return group;
}

struct group *getgrgid(gid_t gid) {
  struct group *group;
  setgrent();
  while ((group = getgrent()) && group->gr_gid != gid) {
  }
  endgrent();
  return group;
}
