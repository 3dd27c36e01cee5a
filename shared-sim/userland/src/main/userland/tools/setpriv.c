/* setpriv(1): a program as somebody else, or with less. */
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "bpf.h"
#include "capnames.h"
#include "programs.h"

/* What it ends with when it may not do what it is to do. */
#define REFUSED 127

static const char *const secure_names[] = {
    "noroot",    "noroot_locked",    "no_setuid_fixup",      "no_setuid_fixup_locked",
    "keep_caps", "keep_caps_locked", "no_cap_ambient_raise", "no_cap_ambient_raise_locked"};

struct request {
  long real, effective, real_group, effective_group;
  int clears, keeps, inits, no_new, resets, dumps;
  const char *groups, *inheritable, *ambient, *bounding, *secure, *filter;
};

enum {
  RUID = 256,
  EUID,
  RGID,
  EGID,
  REUID,
  REGID,
  CLEAR,
  KEEP,
  INIT,
  GROUPS,
  INHERITABLE,
  AMBIENT,
  BOUNDING,
  SECURE,
  NO_NEW,
  RESET,
  LIST,
  FILTER
};

static const struct option options[] = {{"ruid", 1, NULL, RUID},
                                        {"euid", 1, NULL, EUID},
                                        {"rgid", 1, NULL, RGID},
                                        {"egid", 1, NULL, EGID},
                                        {"reuid", 1, NULL, REUID},
                                        {"regid", 1, NULL, REGID},
                                        {"clear-groups", 0, NULL, CLEAR},
                                        {"keep-groups", 0, NULL, KEEP},
                                        {"init-groups", 0, NULL, INIT},
                                        {"groups", 1, NULL, GROUPS},
                                        {"inh-caps", 1, NULL, INHERITABLE},
                                        {"ambient-caps", 1, NULL, AMBIENT},
                                        {"bounding-set", 1, NULL, BOUNDING},
                                        {"securebits", 1, NULL, SECURE},
                                        {"no-new-privs", 0, NULL, NO_NEW},
                                        {"nnp", 0, NULL, NO_NEW},
                                        {"reset-env", 0, NULL, RESET},
                                        {"dump", 0, NULL, 'd'},
                                        {"list-caps", 0, NULL, LIST},
                                        {"seccomp-filter", 1, NULL, FILTER},
                                        {NULL, 0, NULL, 0}};

static long user_of(const char *text) {
  struct passwd *entry = isdigit((unsigned char)*text) ? NULL : getpwnam(text);
  if (!entry && !isdigit((unsigned char)*text)) {
    die(1, "failed to parse user id: '%s'", text);
  }
  return entry ? (long)entry->pw_uid : atol(text);
}

static long group_of(const char *text) {
  struct group *entry = isdigit((unsigned char)*text) ? NULL : getgrnam(text);
  if (!entry && !isdigit((unsigned char)*text)) {
    die(1, "failed to parse group id: '%s'", text);
  }
  return entry ? (long)entry->gr_gid : atol(text);
}

/* "+chown,-all" changes a set. */
static set changed(set all, const char *text) {
  while (*text) {
    size_t length = strcspn(text, ",");
    int every = length == 4 && strncmp(text + 1, "all", 3) == 0;
    int number = every ? -1 : capability_number(text + 1, length - (length > 0));
    set named = every ? ALL_CAPABILITIES : number < 0 ? 0 : BIT(number);
    if (*text != '+' && *text != '-') {
      die(1, "bad capability string");
    }
    if (!named) {
      die(1, "unknown capability \"%.*s\"", (int)length - 1, text + 1);
    }
    all = *text == '+' ? all | named : all & ~named;
    text += length;
    text += *text == ',';
  }
  return all;
}

static int changed_bits(int bits, const char *text) {
  while (*text) {
    size_t length = strcspn(text, ",");
    int i;
    for (i = 0; i < 8; i++) {
      if (strlen(secure_names[i]) == length - 1 &&
          strncmp(secure_names[i], text + 1, length - 1) == 0) {
        break;
      }
    }
    if (*text != '+' && *text != '-') {
      die(1, "bad securebits string");
    }
    if (i == 8) {
      die(1, "unrecognized securebit");
    }
    bits = *text == '+' ? bits | 1 << i : bits & ~(1 << i);
    text += length;
    text += *text == ',';
  }
  return bits;
}

static void print_line(const char *name, set all) {
  printf("%s: ", name);
  if (all) {
    print_set(all, "");
  } else {
    printf("[none]");
  }
  putchar('\n');
}

static void dump(void) {
  gid_t groups[64];
  int count = getgroups(64, groups), bits = prctl(PR_GET_SECUREBITS, 0, 0, 0, 0), i, many = 0;
  int death = 0;
  struct sets own;
  own_sets(0, &own);
  prctl(PR_GET_PDEATHSIG, &death, 0, 0, 0);
  printf("uid: %u\neuid: %u\n", (unsigned)getuid(), (unsigned)geteuid());
  printf("gid: %u\negid: %u\nSupplementary groups: ", (unsigned)getgid(), (unsigned)getegid());
  for (i = 0; i < count; i++) {
    printf("%s%u", i ? "," : "", (unsigned)groups[i]);
  }
  printf("%s\nno_new_privs: %d\n", count > 0 ? "" : "[none]",
         prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
  print_line("Inheritable capabilities", own.inheritable);
  print_line("Ambient capabilities", ambient_set());
  print_line("Capability bounding set", bounding_set());
  printf("Securebits: ");
  for (i = 0; i < 8; i++) {
    if (bits >> i & 1) {
      printf("%s%s", many++ ? "," : "", secure_names[i]);
    }
  }
  printf("%s\nParent death signal: ", many ? "" : "[none]");
  printf(death ? "%d\n" : "[none]\n", death);
}

static void change_groups(const struct request *asked) {
  gid_t groups[64];
  size_t count = 0;
  const char *at = asked->groups;
  while (at && *at && count < 64) {
    groups[count++] = (gid_t)group_of(at);
    at += strcspn(at, ",");
    at += *at == ',';
  }
  if (asked->inits) {
    struct passwd *user = getpwuid((uid_t)asked->real);
    if (!user) {
      die(1, "uid %ld not found, --init-groups requires an user that can be found on the system",
          asked->real);
    }
    if (initgroups(user->pw_name, user->pw_gid) < 0) {
      die(REFUSED, "initgroups failed: %m");
    }
  } else if ((asked->clears || at) && setgroups(count, groups) < 0) {
    die(REFUSED, "setgroups failed: %m");
  }
}

static void change_ids(const struct request *asked) {
  int changes = asked->real >= 0 || asked->effective >= 0;
  if (changes) {
    prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
  }
  if ((asked->real_group >= 0 || asked->effective_group >= 0) &&
      setresgid((gid_t)asked->real_group, (gid_t)asked->effective_group,
                (gid_t)asked->effective_group) < 0) {
    die(REFUSED, "setresgid failed: %m");
  }
  change_groups(asked);
  if (changes &&
      setresuid((uid_t)asked->real, (uid_t)asked->effective, (uid_t)asked->effective) < 0) {
    die(REFUSED, "setresuid failed: %m");
  }
}

static void change_bounding(const struct request *asked) {
  set wanted;
  int i;
  if (!asked->bounding) {
    return;
  }
  wanted = changed(bounding_set(), asked->bounding);
  for (i = 0; i < CAPABILITIES; i++) {
    if (!(wanted & BIT(i)) && prctl(PR_CAPBSET_READ, i, 0, 0, 0) > 0 &&
        prctl(PR_CAPBSET_DROP, i, 0, 0, 0) < 0) {
      die(REFUSED, "apply bounding set: %m");
    }
  }
}

static void change_capabilities(const struct request *asked) {
  struct sets own;
  int i;
  if (asked->inheritable) {
    own_sets(0, &own);
    own.inheritable = changed(own.inheritable, asked->inheritable);
    own.effective |= own.permitted & BIT(CAP_SETPCAP);
    if (take_sets(&own) < 0) {
      die(REFUSED, "apply capabilities: %m");
    }
  }
  if (asked->ambient) {
    set before = ambient_set(), after = changed(before, asked->ambient);
    for (i = 0; i < CAPABILITIES; i++) {
      if ((before ^ after) & BIT(i)) {
        prctl(PR_CAP_AMBIENT, after & BIT(i) ? PR_CAP_AMBIENT_RAISE : PR_CAP_AMBIENT_LOWER, i, 0,
              0);
      }
    }
  }
}

static void reset_environment(void) {
  struct passwd *user = getpwuid(getuid());
  const char *term = getenv("TERM");
  char kept[64];
  snprintf(kept, sizeof kept, "%s", term ? term : "");
  clearenv();
  if (*kept) {
    setenv("TERM", kept, 1);
  }
  setenv("SHELL", user ? user->pw_shell : "/bin/sh", 1);
  setenv("HOME", user ? user->pw_dir : "/", 1);
  setenv("USER", user ? user->pw_name : "", 1);
  setenv("LOGNAME", user ? user->pw_name : "", 1);
  setenv("PATH", "/usr/bin:/bin", 1);
}

static void list_names(void) {
  int i;
  for (i = 0; i < CAPABILITIES; i++) {
    puts(capabilities[i].name);
  }
}

static void read_request(struct request *asked, int count, char **arguments) {
  int option;
  while ((option = getopt_long(count, arguments, "+d", options, NULL)) >= 0) {
    switch (option) {
      case RUID:
        asked->real = user_of(optarg);
        break;
      case EUID:
        asked->effective = user_of(optarg);
        break;
      case RGID:
        asked->real_group = group_of(optarg);
        break;
      case EGID:
        asked->effective_group = group_of(optarg);
        break;
      case REUID:
        asked->real = asked->effective = user_of(optarg);
        break;
      case REGID:
        asked->real_group = asked->effective_group = group_of(optarg);
        break;
      case CLEAR:
        asked->clears = 1;
        break;
      case KEEP:
        asked->keeps = 1;
        break;
      case INIT:
        asked->inits = 1;
        break;
      case GROUPS:
        asked->groups = optarg;
        break;
      case INHERITABLE:
        asked->inheritable = optarg;
        break;
      case AMBIENT:
        asked->ambient = optarg;
        break;
      case BOUNDING:
        asked->bounding = optarg;
        break;
      case SECURE:
        asked->secure = optarg;
        break;
      case NO_NEW:
        asked->no_new = 1;
        break;
      case FILTER:
        asked->filter = optarg;
        break;
      case RESET:
        asked->resets = 1;
        break;
      case 'd':
        asked->dumps = 1;
        break;
      case LIST:
        list_names();
        exit(0);
      default:
        try_help(1);
    }
  }
}

int setpriv_main(int count, char **arguments) {
  struct request asked = {-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL};
  read_request(&asked, count, arguments);
  if (asked.dumps) {
    dump();
    return 0;
  }
  if (optind == count) {
    die(1, "No program specified");
  }
  if (asked.no_new && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) {
    die(1, "disallow granting new privileges failed: %m");
  }
  change_bounding(&asked);
  if (asked.secure &&
      prctl(PR_SET_SECUREBITS, changed_bits(prctl(PR_GET_SECUREBITS, 0, 0, 0, 0), asked.secure), 0,
            0, 0) < 0) {
    die(REFUSED, "set process securebits failed: %m");
  }
  change_ids(&asked);
  change_capabilities(&asked);
  if (asked.resets) {
    reset_environment();
  }
  if (asked.filter) {
    struct filter filter = read_filter(asked.filter);
    if (set_filter(&filter, 0) < 0) {
      die(REFUSED, "cannot set the seccomp filter: %m");
    }
  }
  execvp(arguments[optind], arguments + optind);
  die(errno == ENOENT ? 127 : 126, "failed to execute %s: %m", arguments[optind]);
}
