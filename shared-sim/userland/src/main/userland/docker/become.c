/* A process in its container becomes the program: whose it is, what it may, and which file. */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../tools/capnames.h"
#include "docker.h"

extern char **environ;

static int report;

static void give_up(char kind, const char *text) __attribute__((noreturn));
static void give_up(char kind, const char *text) {
  dprintf(report, "%c%s", kind, text);
  _exit(125);
}

static int is_number(const char *text) {
  return *text && strspn(text, "0123456789") == strlen(text);
}

struct person {
  uid_t user;
  gid_t group;
  const char *home, *name;
};

/* As "name", "name:group", "1000" or "1000:1000" says it. */
static struct person person_of(const char *text) {
  struct person one = {0, 0, "/", NULL};
  char *name = format("%s", *text ? text : "0"), *group = strchr(name, ':');
  struct passwd *entry;
  if (group) {
    *group++ = 0;
  }
  entry = is_number(name) ? getpwuid((uid_t)atol(name)) : getpwnam(name);
  if (!entry && !is_number(name)) {
    give_up('D', format("unable to find user %s: no matching entries in passwd file", name));
  }
  one.user = entry ? entry->pw_uid : (uid_t)atol(name);
  one.group = entry ? entry->pw_gid : 0;
  one.home = entry ? format("%s", entry->pw_dir) : "/";
  one.name = entry ? format("%s", entry->pw_name) : NULL;
  if (group) {
    struct group *found = is_number(group) ? NULL : getgrnam(group);
    if (!found && !is_number(group)) {
      give_up('D', format("unable to find group %s: no matching entries in group file", group));
    }
    one.group = found ? found->gr_gid : (gid_t)atol(group);
  }
  return one;
}

static void set_environment(const struct json *config, const char *home) {
  const struct json *variables = json_get(config, "Env");
  int i;
  clearenv();
  setenv("PATH", DEFAULT_PATH, 1);
  setenv("HOSTNAME", json_text(config, "Hostname"), 1);
  if (json_truth(config, "Tty")) {
    setenv("TERM", "xterm", 1);
  }
  for (i = 0; variables && i < variables->count; i++) {
    char *name = format("%s", variables->values[i]->text), *value = strchr(name, '=');
    if (value) {
      *value = 0;
      setenv(name, value + 1, 1);
    }
  }
  if (!getenv("HOME")) {
    setenv("HOME", home, 1);
  }
}

static void require(int result, const char *what) {
  if (result < 0) {
    give_up('R', format("error during container init: %s: %s", what, reason(errno)));
  }
}

static void drop_bounding(unsigned long long allowed) {
  int i;
  for (i = 0; i < CAPABILITIES; i++) {
    if (!(allowed & BIT(i))) {
      require(prctl(PR_CAPBSET_DROP, i, 0, 0, 0), "unable to apply bounding set");
    }
  }
}

/* Those of --group-add, by name or number. */
static void add_groups(const struct json *added) {
  gid_t all[256];
  int i, count = getgroups(200, all);
  require(count, "getgroups");
  for (i = 0; added && added->kind == ARRAY && i < added->count && count < 256; i++) {
    const char *text = added->values[i]->text;
    struct group *found = is_number(text) ? NULL : getgrnam(text);
    if (!found && !is_number(text)) {
      give_up('D', format("unable to find group %s: no matching entries in group file", text));
    }
    all[count++] = found ? found->gr_gid : (gid_t)atol(text);
  }
  require(setgroups((size_t)count, all), "setgroups");
}

static void become_person(const struct person *one, const struct json *added,
                          unsigned long long allowed) {
  struct sets sets = {0, 0, 0, 0};
  require(prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0), "prctl");
  if (one->name) {
    require(initgroups(one->name, one->group), "setgroups");
  } else {
    require(setgroups(0, NULL), "setgroups");
  }
  if (added && added->kind == ARRAY && added->count) {
    add_groups(added);
  }
  require(setgid(one->group), "setgid");
  require(setuid(one->user), "setuid");
  require(prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0), "prctl");
  if (one->user == 0) {
    sets.effective = sets.permitted = allowed;
  }
  require(take_sets(&sets), "unable to apply caps");
}

static int is_program(const char *path) {
  struct stat about;
  return stat(path, &about) == 0 && !S_ISDIR(about.st_mode) && access(path, X_OK) == 0;
}

/* The file of a program; a name without a slash is looked for. */
static char *place_of(const char *name) {
  const char *path = getenv("PATH");
  struct stat about;
  if (strchr(name, '/')) {
    if (stat(name, &about) < 0) {
      give_up('R', format("exec: \"%s\": stat %s: %s", name, name, reason(errno)));
    }
    if (S_ISDIR(about.st_mode)) {
      give_up('R', format("exec: \"%s\": is a directory", name));
    }
    if (access(name, X_OK) < 0) {
      give_up('R', format("exec: \"%s\": permission denied", name));
    }
    return format("%s", name);
  }
  while (path && *path) {
    size_t length = strcspn(path, ":");
    char *place = format("%.*s/%s", (int)length, path, name);
    if (is_program(place)) {
      return place;
    }
    path += length + (path[length] == ':');
  }
  give_up('R', format("exec: \"%s\": executable file not found in $PATH", name));
}

static int has(const struct json *list, const char *text) {
  int i;
  for (i = 0; list && i < list->count; i++) {
    if (strcmp(list->values[i]->text, text) == 0) {
      return 1;
    }
  }
  return 0;
}

void become_program(const struct json *config, const struct json *host, char *const *command,
                    int tell) {
  const struct json *options = json_get(host, "SecurityOpt");
  const char *folder = json_text(config, "WorkingDir");
  struct person one;
  unsigned long long allowed;
  char *place;
  int filters = !json_truth(host, "Privileged") && !has(options, "seccomp=unconfined");
  int no_new = has(options, "no-new-privileges") || has(options, "no-new-privileges:true") ||
               has(options, "no-new-privileges=true");
  report = tell;
  one = person_of(json_text(config, "User"));
  set_environment(config, one.home);
  set_resource_limits(json_get(host, "Ulimits"));
  change_capabilities_by(host, &allowed);
  drop_bounding(allowed);
  if (no_new) {
    require(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl");
  }
  if (filters && !no_new) {
    require(set_default_filter(allowed), "unable to set the seccomp filter");
  }
  if (json_truth(config, "Tty")) {
    require(fchown(0, one.user, (gid_t)-1), "chown of the terminal");
  }
  become_person(&one, json_get(host, "GroupAdd"), allowed);
  if (chdir(*folder ? folder : "/") < 0) {
    give_up('R',
            format("chdir to cwd (\"%s\") set in config.json failed: %s", folder, reason(errno)));
  }
  if (filters && no_new) {
    require(set_default_filter(allowed), "unable to set the seccomp filter");
  }
  place = place_of(command[0]);
  execve(place, command, environ);
  if (errno == ENOEXEC) {
    dprintf(2, "exec %s: exec format error\n", place);
    _exit(255);
  }
  give_up('R', format("exec %s: %s", place, reason(errno)));
}
