#include <pwd.h>
#include <stdlib.h>
#include <string.h>

static FILE *users;
static char *line;
static size_t line_size;

/* name:password:uid:gid:comment:home:shell */
static int parse(char *text, struct passwd *user) {
  char *field[7];
  int i;
  text[strcspn(text, "\n")] = 0;
  for (i = 0; i < 7; i++) {
    field[i] = strsep(&text, ":");
    if (!field[i]) {
      return 0;
    }
  }
  user->pw_name = field[0];
  user->pw_passwd = field[1];
  user->pw_uid = strtoul(field[2], NULL, 10);
  user->pw_gid = strtoul(field[3], NULL, 10);
  user->pw_gecos = field[4];
  user->pw_dir = field[5];
  user->pw_shell = field[6];
  return 1;
}

struct passwd *fgetpwent(FILE *file) {
  static struct passwd user;
  while (getline(&line, &line_size, file) > 0) {
    if (parse(line, &user)) {
      return &user;
    }
  }
  return NULL;
}

void setpwent(void) {
  if (users) {
    rewind(users);
  }
}

void endpwent(void) {
  if (users) {
    fclose(users);
    users = NULL;
  }
}

struct passwd *getpwent(void) {
  if (!users) {
    users = fopen("/etc/passwd", "re");
  }
  return users ? fgetpwent(users) : NULL;
}

struct passwd *getpwnam(const char *name) {
  struct passwd *user;
  setpwent();
  while ((user = getpwent()) && strcmp(user->pw_name, name) != 0) {
  }
  endpwent();
  return user;
}

struct passwd *getpwuid(uid_t uid) {
  struct passwd *user;
  setpwent();
  while ((user = getpwent()) && user->pw_uid != uid) {
  }
  endpwent();
  return user;
}

int putpwent(const struct passwd *user, FILE *file) {
  return fprintf(file, "%s:%s:%u:%u:%s:%s:%s\n", user->pw_name, user->pw_passwd, user->pw_uid,
                 user->pw_gid, user->pw_gecos, user->pw_dir, user->pw_shell) < 0
             ? -1
             : 0;
}
