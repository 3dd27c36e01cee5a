/* Small programs about paths, sessions and the machine. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "programs.h"

static int is_program(const char *path) {
  struct stat file;
  return stat(path, &file) == 0 && S_ISREG(file.st_mode) && access(path, X_OK) == 0;
}

static int find_program(const char *name, int all) {
  const char *path = getenv("PATH");
  int found = 0;
  if (strchr(name, '/')) {
    found = is_program(name);
    if (found) {
      puts(name);
    }
    return found;
  }
  while (path && (all || !found)) {
    size_t length = strcspn(path, ":");
    char *folder = length ? strndup(path, length) : strdup(".");
    char *whole = join_path(folder, name);
    if (is_program(whole)) {
      puts(whole);
      found = 1;
    }
    free(folder);
    free(whole);
    path = path[length] ? path + length + 1 : NULL;
  }
  return found;
}

int which_main(int count, char **arguments) {
  int all = 0;
  int missing = optind >= count;
  int option;
  while ((option = getopt(count, arguments, "a")) != -1) {
    if (option == '?') {
      return 2;
    }
    all = 1;
  }
  for (missing = optind >= count; optind < count; optind++) {
    missing |= !find_program(arguments[optind], all);
  }
  return missing;
}

int realpath_main(int count, char **arguments) {
  if (getopt(count, arguments, "") != -1) {
    try_help(1);
  }
  if (optind >= count) {
    missing_operand();
  }
  for (; optind < count; optind++) {
    char *path = realpath(arguments[optind], NULL);
    if (!path && errno == ENOENT) {
      /* The last part need not be there. */
      char *own = strdup(arguments[optind]);
      char *slash = strrchr(own, '/');
      char *folder;
      if (slash) {
        *slash = 0;
      }
      folder = realpath(!slash ? "." : slash == own ? "/" : own, NULL);
      path = folder ? join_path(folder, slash ? slash + 1 : own) : NULL;
      free(folder);
      free(own);
      errno = ENOENT;
    }
    if (path) {
      puts(path);
      free(path);
    } else {
      warn_errno("%s", arguments[optind]);
    }
  }
  return tool_status;
}

int setsid_main(int count, char **arguments) {
  int waits = 0;
  int status;
  pid_t child = 0;
  int option;
  while ((option = getopt(count, arguments, "+w")) != -1) {
    if (option == '?') {
      try_help(1);
    }
    waits = 1;
  }
  if (optind >= count) {
    warn("no command specified");
    try_help(1);
  }
  if (getpgrp() == getpid()) {
    child = fork();
    if (child < 0) {
      die(1, "fork: %s", strerror(errno));
    }
    if (child > 0) {
      if (!waits) {
        return 0;
      }
      while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
      }
      return WIFEXITED(status) ? WEXITSTATUS(status) : status;
    }
  }
  if (setsid() < 0) {
    die(1, "setsid failed: %s", strerror(errno));
  }
  execvp(arguments[optind], arguments + optind);
  option = errno;
  die(option == ENOENT ? 127 : 126, "failed to execute %s: %s", arguments[optind],
      strerror(option));
}

static volatile sig_atomic_t waited_enough;

static void note_alarm(int number) {
  (void)number;
  waited_enough = 1;
}

static void wait_at_most(const char *text) {
  struct itimerval time = {{0, 0}, {0, 0}};
  struct sigaction action;
  char *end;
  double seconds = strtod(text, &end);
  if (end == text || *end || seconds < 0 || seconds > 1e8) {
    die(64, "invalid timeout value: '%s'", text);
  }
  memset(&action, 0, sizeof action);
  action.sa_handler = note_alarm;
  sigaction(SIGALRM, &action, NULL);
  time.it_value.tv_sec = (time_t)seconds;
  time.it_value.tv_usec = (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6);
  waited_enough = seconds == 0;
  setitimer(ITIMER_REAL, &time, NULL);
}

int flock_main(int count, char **arguments) {
  int how = LOCK_EX;
  int conflict = 1;
  const char *command = NULL, *patience = NULL;
  static const struct option long_options[] = {
      {"shared", no_argument, NULL, 's'},        {"exclusive", no_argument, NULL, 'x'},
      {"unlock", no_argument, NULL, 'u'},        {"nonblock", no_argument, NULL, 'n'},
      {"timeout", required_argument, NULL, 'w'}, {"close", no_argument, NULL, 'o'},
      {"command", required_argument, NULL, 'c'}, {NULL, 0, NULL, 0}};
  int closes = 0;
  int descriptor;
  int status;
  pid_t child;
  char *end;
  int option;
  while ((option = getopt_long(count, arguments, "+sxnouw:E:c:", long_options, NULL)) != -1) {
    switch (option) {
      case 's':
        how = (how & LOCK_NB) | LOCK_SH;
        break;
      case 'x':
        how = (how & LOCK_NB) | LOCK_EX;
        break;
      case 'u':
        how = LOCK_UN;
        break;
      case 'n':
        how |= LOCK_NB;
        break;
      case 'o':
        closes = 1;
        break;
      case 'w':
        patience = optarg;
        break;
      case 'E':
        conflict = atoi(optarg);
        break;
      case 'c':
        command = optarg;
        break;
      default:
        try_help(64);
    }
  }
  if (optind >= count) {
    warn("not enough arguments");
    try_help(64);
  }
  descriptor = (int)strtol(arguments[optind], &end, 10);
  if (*end || optind + 1 < count) {
    descriptor = open(arguments[optind], O_RDONLY | O_CREAT, 0666);
    if (descriptor < 0) {
      die(66, "cannot open lock file %s: %s", arguments[optind], strerror(errno));
    }
  }
  if (patience) {
    wait_at_most(patience);
  }
  while (flock(descriptor, waited_enough ? how | LOCK_NB : how) != 0) {
    if (errno == EWOULDBLOCK) {
      return conflict;
    }
    if (errno != EINTR) {
      die(65, "%d: %s", descriptor, strerror(errno));
    }
  }
  if (patience) {
    setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 0}}, NULL);
  }
  optind++;
  if (optind < count && strcmp(arguments[optind], "-c") == 0) {
    command = optind + 1 < count ? arguments[optind + 1] : "";
  }
  if (optind >= count && !command) {
    return 0;
  }
  child = fork();
  if (child < 0) {
    die(71, "fork failed: %s", strerror(errno));
  }
  if (child == 0) {
    if (closes) { /* otherwise the lock is kept as long as one of its children has it open */
      close(descriptor);
    }
    if (command) {
      execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    } else {
      execvp(arguments[optind], arguments + optind);
    }
    fprintf(stderr, "flock: failed to execute %s: %s\n", command ? "/bin/sh" : arguments[optind],
            strerror(errno));
    _exit(errno == ENOENT ? 69 : 126);
  }
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int nproc_main(int count, char **arguments) {
  int first = count > 1 && strcmp(arguments[1], "--all") == 0 ? 2 : 1;
  if (count > first) {
    warn("extra operand '%s'", arguments[first]);
    try_help(1);
  }
  puts("1");
  return 0;
}

/* The number behind a name in /proc/meminfo, in KiB. */
static unsigned long memory_row(const char *name) {
  FILE *file = fopen("/proc/meminfo", "r");
  char line[128];
  unsigned long number = 0;
  while (file && fgets(line, sizeof line, file)) {
    if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':') {
      number = strtoul(line + strlen(name) + 1, NULL, 10);
    }
  }
  if (file) {
    fclose(file);
  }
  return number;
}

static void put_amount(unsigned long kib, int human, int shift) {
  static const char units[] = "KMGT";
  char text[24];
  int unit = 0;
  double value = (double)kib;
  if (!human) {
    printf("%12lu", shift < 0 ? kib << 10 : kib >> shift);
    return;
  }
  while (value >= 1024 && unit < 3) {
    value /= 1024;
    unit++;
  }
  snprintf(text, sizeof text, value < 9.95 && unit ? "%.1f%ci" : "%.0f%ci", value, units[unit]);
  printf("%12s", kib ? text : "0B");
}

int free_main(int count, char **arguments) {
  unsigned long total, unused, cached, shared, available;
  int human = 0;
  int shift = 0;
  int option;
  while ((option = getopt(count, arguments, "bkmgh")) != -1) {
    switch (option) {
      case 'h':
        human = 1;
        break;
      case 'b':
        shift = -10;
        break;
      case 'k':
        shift = 0;
        break;
      case 'm':
        shift = 10;
        break;
      case 'g':
        shift = 20;
        break;
      default:
        try_help(1);
    }
  }
  total = memory_row("MemTotal");
  unused = memory_row("MemFree");
  cached = memory_row("Cached") + memory_row("Buffers");
  shared = memory_row("Shmem");
  available = memory_row("MemAvailable");
  printf("%-7s%13s%12s%12s%12s%12s%12s\n", "", "total", "used", "free", "shared", "buff/cache",
         "available");
  printf("%-8s", "Mem:");
  put_amount(total, human, shift);
  put_amount(total - (available ? available : unused), human, shift);
  put_amount(unused, human, shift);
  put_amount(shared, human, shift);
  put_amount(cached, human, shift);
  put_amount(available ? available : unused, human, shift);
  printf("\n%-8s", "Swap:");
  put_amount(memory_row("SwapTotal"), human, shift);
  put_amount(memory_row("SwapTotal") - memory_row("SwapFree"), human, shift);
  put_amount(memory_row("SwapFree"), human, shift);
  putchar('\n');
  return 0;
}

int uptime_main(int count, char **arguments) {
  struct sysinfo info;
  time_t now = time(NULL);
  char clock[16];
  unsigned long minutes;
  if (getopt(count, arguments, "") != -1) {
    try_help(1);
  }
  if (sysinfo(&info) != 0) {
    die(1, "sysinfo: %s", strerror(errno));
  }
  strftime(clock, sizeof clock, "%H:%M:%S", localtime(&now));
  minutes = (unsigned long)info.uptime / 60;
  printf(" %s up ", clock);
  if (minutes / 1440) {
    printf("%lu day%s, ", minutes / 1440, minutes / 1440 > 1 ? "s" : "");
  }
  if (minutes / 60 % 24) {
    printf("%2lu:%02lu, ", minutes / 60 % 24, minutes % 60);
  } else {
    printf("%lu min, ", minutes % 60);
  }
  printf(" 0 users,  load average: %.2f, %.2f, %.2f\n", info.loads[0] / 65536.0,
         info.loads[1] / 65536.0, info.loads[2] / 65536.0);
  return 0;
}

/* Becomes another user: there are no passwords here, so that only root can. */
int su_main(int count, char **arguments) {
  const char *command = NULL;
  const char *shell = NULL;
  const char *name = "root";
  int login = 0;
  struct passwd *user;
  char *words[8];
  int many = 0;
  int option;
  while ((option = getopt(count, arguments, "lc:s:")) != -1) {
    switch (option) {
      case 'l':
        login = 1;
        break;
      case 'c':
        command = optarg;
        break;
      case 's':
        shell = optarg;
        break;
      default:
        try_help(1);
    }
  }
  if (optind < count && strcmp(arguments[optind], "-") == 0) {
    login = 1;
    optind++;
  }
  if (optind < count) {
    name = arguments[optind++];
  }
  user = getpwnam(name);
  if (!user) {
    die(1, "user %s does not exist or the user entry does not contain all the required fields",
        name);
  }
  if (geteuid() != 0) {
    die(1, "Authentication failure");
  }
  if (initgroups(name, user->pw_gid) != 0 || setgid(user->pw_gid) != 0) {
    die(1, "cannot set groups: %s", strerror(errno));
  }
  if (setuid(user->pw_uid) != 0) {
    die(1, "cannot set user id: %s", strerror(errno));
  }
  shell = shell ? shell : *user->pw_shell ? user->pw_shell : "/bin/sh";
  setenv("HOME", user->pw_dir, 1);
  setenv("SHELL", shell, 1);
  if (login || user->pw_uid != 0) {
    setenv("USER", name, 1);
    setenv("LOGNAME", name, 1);
  }
  if (login && chdir(user->pw_dir) != 0) {
    warn("warning: cannot change directory to %s: %s", user->pw_dir, strerror(errno));
  }
  words[many++] = login ? (char *)"-sh" : (char *)last_name(shell);
  if (command) {
    words[many++] = (char *)"-c";
    words[many++] = (char *)command;
  }
  words[many] = NULL;
  execv(shell, words);
  option = errno;
  die(option == ENOENT ? 127 : 126, "failed to execute %s: %s", shell, strerror(option));
}
