#include <errno.h>
#include <shadow.h>
#include <stdlib.h>
#include <string.h>

static FILE *users;
static char *line;
static size_t line_size;

static long number(const char *text) { return *text ? strtol(text, NULL, 10) : -1; }

/* name:password:changed:least:most:warning:inactive:expires:reserved */
static int parse(char *text, struct spwd *user) {
  char *field[9];
  int i;
  text[strcspn(text, "\n")] = 0;
  for (i = 0; i < 9; i++) {
    field[i] = strsep(&text, ":");
    if (!field[i]) {
      return 0;
    }
  }
  user->sp_namp = field[0];
  user->sp_pwdp = field[1];
  user->sp_lstchg = number(field[2]);
  user->sp_min = number(field[3]);
  user->sp_max = number(field[4]);
  user->sp_warn = number(field[5]);
  user->sp_inact = number(field[6]);
  user->sp_expire = number(field[7]);
  user->sp_flag = (unsigned long)number(field[8]);
  return 1;
}

struct spwd *fgetspent(FILE *file) {
  static struct spwd user;
  while (getline(&line, &line_size, file) > 0) {
    if (parse(line, &user)) {
      return &user;
    }
  }
  return NULL;
}

void setspent(void) {
  if (users) {
    rewind(users);
  }
}

void endspent(void) {
  if (users) {
    fclose(users);
    users = NULL;
  }
}

struct spwd *getspent(void) {
  if (!users) {
    users = fopen(SHADOW, "re");
  }
  return users ? fgetspent(users) : NULL;
}

struct spwd *getspnam(const char *name) {
  struct spwd *user;
  setspent();
  while ((user = getspent()) && strcmp(user->sp_namp, name) != 0) {
  }
  endspent();
  return user;
}

int getspnam_r(const char *name, struct spwd *user, char *text, size_t size,
               struct spwd **result) {
  const struct spwd *found = getspnam(name);
  size_t length;
  *result = NULL;
  if (!found) {
    return 0;
  }
  length = strlen(found->sp_namp) + 1;
  if (size < length + strlen(found->sp_pwdp) + 1) {
    return ERANGE;
  }
  *user = *found;
  user->sp_namp = strcpy(text, found->sp_namp);
  user->sp_pwdp = strcpy(text + length, found->sp_pwdp);
  *result = user;
  return 0;
}

static void put_number(long value, FILE *file) {
  if (value != -1) {
    fprintf(file, "%ld", value);
  }
  fputc(':', file);
}

int putspent(const struct spwd *user, FILE *file) {
  fprintf(file, "%s:%s:", user->sp_namp, user->sp_pwdp);
  put_number(user->sp_lstchg, file);
  put_number(user->sp_min, file);
  put_number(user->sp_max, file);
  put_number(user->sp_warn, file);
  put_number(user->sp_inact, file);
  put_number(user->sp_expire, file);
  if (user->sp_flag != (unsigned long)-1) {
    fprintf(file, "%lu", user->sp_flag);
  }
  return fputc('\n', file) == EOF ? -1 : 0;
}
