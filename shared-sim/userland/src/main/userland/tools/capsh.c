/* capsh(1): does what its arguments say, one after the other, and may end as a shell. */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "capnames.h"
#include "programs.h"

static const char *shell;

static int number_of(const char *name, size_t length) {
  int number = capability_number(name, length);
  if (number < 0) {
    fprintf(stderr, "capability [%.*s] is unknown to libcap\n", (int)length, name);
    exit(1);
  }
  return number;
}

static set numbers_of(const char *list) {
  set all = 0;
  while (*list) {
    size_t length = strcspn(list, ",");
    all |= BIT(number_of(list, length));
    list += length;
    list += *list == ',';
  }
  return all;
}

static void raise_own(int number, const char *message) {
  struct sets own;
  own_sets(0, &own);
  own.effective |= BIT(number);
  if (take_sets(&own) < 0) {
    perror(message);
    exit(1);
  }
}

static void drop_bounding(const char *list) {
  set named = strcmp(list, "all") == 0 ? ALL_CAPABILITIES : numbers_of(list);
  struct sets before;
  int i;
  own_sets(0, &before);
  raise_own(CAP_SETPCAP, "unable to raise CAP_SETPCAP for BSET changes");
  for (i = 0; i < CAPABILITIES; i++) {
    if (named & BIT(i) && prctl(PR_CAPBSET_DROP, i, 0, 0, 0) < 0) {
      fprintf(stderr, "failed to drop [cap_%s=%d]\n", capabilities[i].name, i);
      exit(1);
    }
  }
  take_sets(&before);
}

static void set_ambient(const char *list, int raises) {
  set named = numbers_of(list);
  int i;
  for (i = 0; i < CAPABILITIES; i++) {
    int what = raises ? PR_CAP_AMBIENT_RAISE : PR_CAP_AMBIENT_LOWER;
    if (named & BIT(i) && prctl(PR_CAP_AMBIENT, what, i, 0, 0) < 0) {
      fprintf(stderr, "failed to %s ambient [cap_%s=%d]\n", raises ? "raise" : "lower",
              capabilities[i].name, i);
      exit(1);
    }
  }
}

static void set_inheritable(const char *list) {
  struct sets own;
  own_sets(0, &own);
  own.inheritable = numbers_of(list);
  if (take_sets(&own) < 0) {
    perror("unable to set inheritable capabilities");
    exit(1);
  }
}

static void set_all(const char *text) {
  struct sets wanted, own;
  if (!sets_of_text(text, &wanted)) {
    fprintf(stderr, "unable to interpret [%s]\n", text);
    exit(1);
  }
  own_sets(0, &own);
  own.effective |= own.permitted & BIT(CAP_SETPCAP);
  take_sets(&own);
  if (take_sets(&wanted) < 0) {
    fprintf(stderr, "Unable to set capabilities [%s]\n", text);
    exit(1);
  }
}

static void print_iab(void) {
  struct sets own;
  set bounding = bounding_set(), ambient = ambient_set();
  int i, many = 0;
  own_sets(0, &own);
  printf("Current IAB: ");
  for (i = 0; i < CAPABILITIES; i++) {
    int dropped = !(bounding & BIT(i)), inherits = own.inheritable & BIT(i) ? 1 : 0;
    int kept = ambient & BIT(i) ? 1 : 0;
    if (dropped || inherits || kept) {
      printf("%s%s%scap_%s", many++ ? "," : "", dropped ? "!" : "",
             kept                  ? "^"
             : dropped && inherits ? "%"
                                   : "",
             capabilities[i].name);
    }
  }
  putchar('\n');
}

static void print_current(void) {
  struct sets own;
  own_sets(0, &own);
  printf("Current: ");
  print_sets(&own);
  putchar('\n');
}

static void print_secure_bits(void) {
  static const char *const names[] = {"noroot", "no-suid-fixup", "keep-caps", "no-ambient-raise"};
  int bits = prctl(PR_GET_SECUREBITS, 0, 0, 0, 0), i, width = 1;
  while (bits >> width) {
    width++;
  }
  printf("Securebits: 0%o/0x%x/%d'b", bits, bits, width);
  for (i = width - 1; i >= 0; i--) {
    putchar(bits >> i & 1 ? '1' : '0');
  }
  printf(" (no-new-privs=%d)\n", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
  for (i = 0; i < 4; i++) {
    printf(" secure-%s: %s (%s)\n", names[i], bits >> 2 * i & 1 ? "yes" : "no",
           bits >> (2 * i + 1) & 1 ? "locked" : "unlocked");
  }
}

static const char *user_name(uid_t id) {
  struct passwd *entry = getpwuid(id);
  return entry ? entry->pw_name : "???";
}

static const char *group_name(gid_t id) {
  struct group *entry = getgrgid(id);
  return entry ? entry->gr_name : "???";
}

static void print_all(void) {
  gid_t groups[64];
  int count = getgroups(64, groups), i;
  print_current();
  printf("Bounding set =");
  print_set(bounding_set(), "cap_");
  printf("\nAmbient set =");
  print_set(ambient_set(), "cap_");
  putchar('\n');
  print_iab();
  print_secure_bits();
  printf("uid=%d(%s)", (int)getuid(), user_name(getuid()));
  printf(" euid=%d(%s)\n", (int)geteuid(), user_name(geteuid()));
  printf("gid=%d(%s)\ngroups=", (int)getgid(), group_name(getgid()));
  for (i = 0; i < count; i++) {
    printf("%s%d(%s)", i ? "," : "", (int)groups[i], group_name(groups[i]));
  }
  printf("\nGuessed mode: %s\n",
         prctl(PR_GET_SECUREBITS, 0, 0, 0, 0) ? "UNCERTAIN (0)" : "HYBRID (4)");
}

static int number_value(const char *option, const char *text) {
  char *end;
  long value = strtol(text, &end, 0);
  if (*end || end == text || value < 0) {
    fprintf(stderr, "invalid --%s value: want non-negative integer, got \"%s\"\n", option, text);
    exit(1);
  }
  return (int)value;
}

static void become_user(const char *name) {
  struct passwd *user = getpwnam(name);
  gid_t groups[64];
  int count = 64;
  if (!user) {
    fprintf(stderr, "User [%s] not known\n", name);
    exit(1);
  }
  getgrouplist(name, user->pw_gid, groups, &count);
  if (setgroups((size_t)count, groups) < 0 || setgid(user->pw_gid) < 0) {
    fprintf(stderr, "Unable to set group list for user [%s]: %s\n", name, strerror(errno));
    exit(1);
  }
  prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
  if (setuid(user->pw_uid) < 0) {
    fprintf(stderr, "Failed to set uid=%u(user=%s): %s\n", (unsigned)user->pw_uid, name,
            strerror(errno));
    exit(1);
  }
  prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0);
  setenv("HOME", user->pw_dir, 1);
  setenv("USER", name, 1);
}

static void become_group(int group) {
  if (setgid((gid_t)group) < 0) {
    fprintf(stderr, "Failed to set gid=%d: %s\n", group, strerror(errno));
    exit(1);
  }
}

static void take_groups(const char *list) {
  gid_t groups[64];
  size_t count = 0;
  while (*list && count < 64) {
    size_t length = strcspn(list, ",");
    groups[count++] = (gid_t)atoi(list);
    list += length;
    list += *list == ',';
  }
  if (setgroups(count, groups) < 0) {
    fprintf(stderr, "Failed to setgroups.\n");
    exit(1);
  }
}

static void decode(const char *text) {
  set all = strtoull(text, NULL, 16);
  printf("0x%016llx=", all);
  print_set(all, "cap_");
  putchar('\n');
}

static void explain(const char *name) {
  int number = capability_number(name, strlen(name));
  if (number < 0) {
    fprintf(stderr, "unrecognised value '%s'\n", name);
    exit(1);
  }
  printf("cap_%s (%d) [/proc/self/status:CapXXX: 0x%016llx]\n\n    Allows to %s.\n",
         capabilities[number].name, number, BIT(number), capabilities[number].allows);
}

static void require_in(set all, const char *name, const char *where) {
  int number = capability_number(name, strlen(name));
  if (number < 0) {
    fprintf(stderr, "cap[%s] not recognized by library\n", name);
    exit(1);
  }
  if (!(all & BIT(number))) {
    fprintf(stderr, "cap[%s] not %s\n", name, where);
    exit(1);
  }
}

static void require_id(const char *kind, unsigned id, int wanted) {
  if (id != (unsigned)wanted) {
    fprintf(stderr, "%s: got=%u, want=%d\n", kind, id, wanted);
    exit(1);
  }
}

static void __attribute__((noreturn)) run_shell(char **arguments) {
  char *path = (char *)(shell ? shell : access("/bin/bash", X_OK) == 0 ? "/bin/bash" : "/bin/sh");
  arguments[0] = path;
  execv(path, arguments);
  fprintf(stderr, "execve '%s' failed!\n", path);
  exit(1);
}

/* The value behind an option's name, or NULL for another option. */
static const char *value_of(const char *argument, const char *name) {
  size_t length = strlen(name);
  return strncmp(argument, name, length) == 0 && argument[length] == '=' ? argument + length + 1
                                                                         : NULL;
}

/* What asks, and ends with 1 where the answer is no. */
static int act_asking(const char *argument) {
  struct sets own;
  const char *value;
  own_sets(0, &own);
  if ((value = value_of(argument, "--has-p"))) {
    require_in(own.permitted, value, "permitted");
  } else if ((value = value_of(argument, "--has-i"))) {
    require_in(own.inheritable, value, "inheritable");
  } else if ((value = value_of(argument, "--has-a"))) {
    require_in(ambient_set(), value, "in ambient vector");
  } else if ((value = value_of(argument, "--has-b"))) {
    require_in(bounding_set(), value, "in bounding vector");
  } else if ((value = value_of(argument, "--is-uid"))) {
    require_id("uid", getuid(), number_value("is-uid", value));
  } else if ((value = value_of(argument, "--is-gid"))) {
    require_id("gid", getgid(), number_value("is-gid", value));
  } else if ((value = value_of(argument, "--supports"))) {
    require_in(ALL_CAPABILITIES, value, "supported by kernel");
  } else if ((value = value_of(argument, "--decode"))) {
    decode(value);
  } else if ((value = value_of(argument, "--explain"))) {
    explain(value);
  } else if (strcmp(argument, "--has-no-new-privs") == 0) {
    if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) {
      fprintf(stderr, "no-new-privs not set\n");
      exit(1);
    }
  } else if (strcmp(argument, "--print") == 0) {
    print_all();
  } else if (strcmp(argument, "--current") == 0) {
    print_current();
    print_iab();
  } else {
    return 0;
  }
  return 1;
}

static void require_done(int result, const char *what) {
  if (result < 0) {
    perror(what);
    exit(1);
  }
}

static int act_changing(const char *argument) {
  const char *value;
  if ((value = value_of(argument, "--drop"))) {
    drop_bounding(value);
  } else if ((value = value_of(argument, "--caps"))) {
    set_all(value);
  } else if ((value = value_of(argument, "--inh"))) {
    set_inheritable(value);
  } else if ((value = value_of(argument, "--addamb"))) {
    set_ambient(value, 1);
  } else if ((value = value_of(argument, "--delamb"))) {
    set_ambient(value, 0);
  } else if (strcmp(argument, "--noamb") == 0) {
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  } else if ((value = value_of(argument, "--keep"))) {
    require_done(prctl(PR_SET_KEEPCAPS, number_value("keep", value), 0, 0, 0),
                 "prctl(PR_SET_KEEPCAPS) failed");
  } else if ((value = value_of(argument, "--uid"))) {
    int user = number_value("uid", value);
    if (setuid((uid_t)user) < 0) {
      fprintf(stderr, "Failed to set uid=%d: %s\n", user, strerror(errno));
      exit(1);
    }
  } else if ((value = value_of(argument, "--gid"))) {
    become_group(number_value("gid", value));
  } else if ((value = value_of(argument, "--groups"))) {
    take_groups(value);
  } else if ((value = value_of(argument, "--user"))) {
    become_user(value);
  } else if ((value = value_of(argument, "--secbits"))) {
    raise_own(CAP_SETPCAP, "unable to raise CAP_SETPCAP for secure bits");
    require_done(prctl(PR_SET_SECUREBITS, number_value("secbits", value), 0, 0, 0),
                 "failed to set securebits");
  } else if (strcmp(argument, "--no-new-privs") == 0) {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  } else if ((value = value_of(argument, "--chroot"))) {
    if (chroot(value) < 0 || chdir("/") < 0) {
      fprintf(stderr, "Unable to chroot/chdir to [%s]", value);
      exit(1);
    }
  } else if ((value = value_of(argument, "--shell"))) {
    shell = value;
  } else {
    return 0;
  }
  return 1;
}

int capsh_main(int count, char **arguments) {
  int i;
  for (i = 1; i < count; i++) {
    if (strcmp(arguments[i], "--") == 0) {
      fflush(stdout);
      run_shell(arguments + i);
    }
    if (!act_asking(arguments[i]) && !act_changing(arguments[i])) {
      fprintf(stderr, "usage: capsh [args ...]\n");
      return strcmp(arguments[i], "--help") != 0;
    }
    fflush(stdout);
  }
  return 0;
}
