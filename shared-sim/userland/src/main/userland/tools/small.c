/* Programs of a few lines. */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../common/signals.h"
#include "programs.h"

int true_main(int count, char **arguments) {
  (void)count;
  (void)arguments;
  return 0;
}

int false_main(int count, char **arguments) {
  (void)count;
  (void)arguments;
  return 1;
}

int yes_main(int count, char **arguments) {
  int i;
  do {
    for (i = 1; i < count; i++) {
      printf("%s%c", arguments[i], i + 1 < count ? ' ' : '\n');
    }
    if (count == 1) {
      puts("y");
    }
  } while (!ferror(stdout));
  return 1;
}

int pwd_main(int count, char **arguments) {
  char path[PATH_MAX];
  (void)count;
  (void)arguments;
  if (!getcwd(path, sizeof path)) {
    warn_errno("couldn't find directory entry in '..' with matching i-node");
    return 1;
  }
  puts(path);
  return 0;
}

int basename_main(int count, char **arguments) {
  char *name;
  size_t length;
  if (count < 2) {
    missing_operand();
  }
  name = arguments[1];
  length = strlen(name);
  while (length > 1 && name[length - 1] == '/') {
    name[--length] = 0;
  }
  name = (char *)last_name(name);
  length = strlen(name);
  if (count > 2) {
    size_t suffix = strlen(arguments[2]);
    if (suffix < length && strcmp(name + length - suffix, arguments[2]) == 0) {
      name[length - suffix] = 0;
    }
  }
  puts(name);
  return 0;
}

int dirname_main(int count, char **arguments) {
  int i;
  if (count < 2) {
    missing_operand();
  }
  for (i = 1; i < count; i++) {
    char *path = arguments[i];
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
      length--;
    }
    while (length > 0 && path[length - 1] != '/') {
      length--;
    }
    while (length > 1 && path[length - 1] == '/') {
      length--;
    }
    if (length == 0) {
      puts(".");
    } else {
      printf("%.*s\n", (int)length, path);
    }
  }
  return 0;
}

/* 1.5, 2m, 1h and 1d, in nanoseconds; -1 for something else. */
static long long duration(const char *text) {
  char *end;
  double value = strtod(text, &end);
  double unit = *end == 'm' ? 60 : *end == 'h' ? 3600 : *end == 'd' ? 86400 : 1;
  if (end == text || value < 0 || (*end && !strchr("smhd", *end)) || (*end && end[1])) {
    return -1;
  }
  return (long long)(value * unit * 1e9);
}

int sleep_main(int count, char **arguments) {
  long long sum = 0;
  struct timespec time;
  int i;
  if (count < 2) {
    missing_operand();
  }
  for (i = 1; i < count; i++) {
    long long one;
    if (strcmp(arguments[i], "infinity") == 0 || strcmp(arguments[i], "inf") == 0) {
      for (;;) {
        pause();
      }
    }
    one = duration(arguments[i]);
    if (one < 0) {
      warn("invalid time interval '%s'", arguments[i]);
      try_help(1);
    }
    sum += one;
  }
  time.tv_sec = (time_t)(sum / 1000000000);
  time.tv_nsec = (long)(sum % 1000000000);
  while (nanosleep(&time, &time) < 0 && errno == EINTR) {
  }
  return 0;
}

static volatile sig_atomic_t time_is_up;

static void note_time(int signal) {
  (void)signal;
  time_is_up++;
}

static void ring_in(long long nanoseconds) {
  struct itimerval timer;
  memset(&timer, 0, sizeof timer);
  timer.it_value.tv_sec = (time_t)(nanoseconds / 1000000000);
  timer.it_value.tv_usec = (long)(nanoseconds % 1000000000 / 1000);
  setitimer(ITIMER_REAL, &timer, NULL);
}

/* The child's status, or 124 if the time was up; SIGKILL gives 137. */
static int wait_until(pid_t child, int signal, long long later) {
  int status, sent = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    if (time_is_up > sent) {
      kill(child, sent++ ? SIGKILL : signal);
      if (later > 0) {
        ring_in(later);
      }
    }
  }
  if (sent && !(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)) {
    return 124;
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int timeout_main(int count, char **arguments) {
  int signal_to_send = SIGTERM, option;
  long long later = 0, first;
  struct sigaction action;
  pid_t child;
  while ((option = getopt(count, arguments, "+s:k:")) >= 0) {
    if (option == 's') {
      signal_to_send = signal_number(optarg);
    } else if (option == 'k') {
      later = duration(optarg);
    } else {
      try_help(125);
    }
  }
  if (count - optind < 2) {
    missing_operand();
  }
  first = duration(arguments[optind]);
  if (first < 0 || later < 0 || signal_to_send < 0) {
    warn("invalid time interval '%s'", arguments[optind]);
    try_help(125);
  }
  memset(&action, 0, sizeof action);
  action.sa_handler = note_time;
  sigaction(SIGALRM, &action, NULL);
  child = fork();
  if (child < 0) {
    die(125, "fork system call failed: %s", strerror(errno));
  }
  if (child == 0) {
    signal(SIGALRM, SIG_DFL);
    execvp(arguments[optind + 1], arguments + optind + 1);
    warn_errno("failed to run command '%s'", arguments[optind + 1]);
    _exit(errno == ENOENT ? 127 : 126);
  }
  if (first > 0) {
    ring_in(first);
  }
  return wait_until(child, signal_to_send, later);
}

int env_main(int count, char **arguments) {
  char **entry;
  int i = 1;
  for (; i < count && arguments[i][0] == '-'; i++) {
    if (strcmp(arguments[i], "-i") == 0 || !arguments[i][1]) {
      clearenv();
    } else if (strcmp(arguments[i], "-u") == 0 && i + 1 < count) {
      unsetenv(arguments[++i]);
    } else if (strcmp(arguments[i], "--") == 0) {
      i++;
      break;
    } else {
      warn("invalid option -- '%c'", arguments[i][1]);
      try_help(125);
    }
  }
  for (; i < count && strchr(arguments[i], '='); i++) {
    putenv(arguments[i]);
  }
  if (i < count) {
    int status;
    execvp(arguments[i], arguments + i);
    status = errno == ENOENT ? 127 : 126;
    warn_errno("'%s'", arguments[i]);
    return status;
  }
  for (entry = environ; entry && *entry; entry++) {
    puts(*entry);
  }
  return 0;
}

int hostname_main(int count, char **arguments) {
  char name[65];
  if (count > 1) {
    if (sethostname(arguments[1], strlen(arguments[1])) < 0) {
      if (errno == EPERM) {
        die(1, "you must be root to change the host name");
      }
      die(1, "sethostname: %m");
    }
    return 0;
  }
  gethostname(name, sizeof name);
  puts(name);
  return 0;
}

int uname_main(int count, char **arguments) {
  struct utsname names;
  const char *letters = count > 1 ? arguments[1] : "-s";
  const char *all = "snrvmo";
  int first = 1;
  if (uname(&names) < 0) {
    warn_errno("cannot get system name");
    return 1;
  }
  if (letters[0] != '-' || letters[1 + strspn(letters + 1, "asnrvmpio")]) {
    warn(letters[0] == '-' ? "invalid option -- '%s'" : "extra operand '%s'",
         letters + (letters[0] == '-'));
    try_help(1);
  }
  for (; *all; all++) {
    const char *value = *all == 's'   ? names.sysname
                        : *all == 'n' ? names.nodename
                        : *all == 'r' ? names.release
                        : *all == 'v' ? names.version
                        : *all == 'm' ? names.machine
                                      : "GNU/Linux";
    if (strchr(letters, 'a') || strchr(letters, *all)) {
      printf("%s%s", first ? "" : " ", value);
      first = 0;
    }
  }
  putchar('\n');
  return 0;
}

static const char *user_name(uid_t id) {
  struct passwd *user = getpwuid(id);
  return user ? user->pw_name : NULL;
}

static const char *group_name(gid_t id) {
  struct group *group = getgrgid(id);
  return group ? group->gr_name : NULL;
}

int whoami_main(int count, char **arguments) {
  const char *name = user_name(geteuid());
  (void)count;
  (void)arguments;
  if (!name) {
    warn("cannot find name for user ID %u", (unsigned)geteuid());
    return 1;
  }
  puts(name);
  return 0;
}

static void print_named(const char *what, unsigned id, const char *name) {
  printf("%s%u", what, id);
  if (name) {
    printf("(%s)", name);
  }
}

int id_main(int count, char **arguments) {
  gid_t groups[64];
  int many = getgroups(64, groups);
  const char *letters = count > 1 && arguments[1][0] == '-' ? arguments[1] + 1 : "";
  int by_name = strchr(letters, 'n') != NULL;
  int i;
  if (strchr(letters, 'u')) {
    unsigned id = (unsigned)(strchr(letters, 'r') ? getuid() : geteuid());
    if (by_name && user_name(id)) {
      puts(user_name(id));
    } else {
      printf("%u\n", id);
    }
    return 0;
  }
  if (strchr(letters, 'g')) {
    unsigned id = (unsigned)(strchr(letters, 'r') ? getgid() : getegid());
    if (by_name && group_name(id)) {
      puts(group_name(id));
    } else {
      printf("%u\n", id);
    }
    return 0;
  }
  if (strchr(letters, 'G')) {
    printf("%u", (unsigned)getegid());
    for (i = 0; i < many; i++) {
      if (groups[i] != getegid()) {
        printf(" %u", (unsigned)groups[i]);
      }
    }
    putchar('\n');
    return 0;
  }
  print_named("uid=", getuid(), user_name(getuid()));
  print_named(" gid=", getgid(), group_name(getgid()));
  if (geteuid() != getuid()) {
    print_named(" euid=", geteuid(), user_name(geteuid()));
  }
  if (getegid() != getgid()) {
    print_named(" egid=", getegid(), group_name(getegid()));
  }
  print_named(" groups=", getegid(), group_name(getegid()));
  for (i = 0; i < many; i++) {
    if (groups[i] != getegid()) {
      print_named(",", groups[i], group_name(groups[i]));
    }
  }
  putchar('\n');
  return 0;
}

/* The screen and, where a terminal keeps them, the lines above it (ECMA-48, 8.3.39; xterm). */
int clear_main(int count, char **arguments) {
  (void)count;
  (void)arguments;
  fputs("\033[H\033[2J\033[3J", stdout);
  return 0;
}

int kill_main(int count, char **arguments) {
  int number = SIGTERM;
  int i = 1;
  if (i < count && arguments[i][0] == '-' && arguments[i][1]) {
    const char *name = arguments[i] + 1;
    if (strcmp(name, "s") == 0 && i + 1 < count) {
      name = arguments[++i];
    }
    number = signal_number(name);
    if (number < 0) {
      die(1, "unknown signal %s", name);
    }
    i++;
  }
  if (i >= count) {
    fprintf(stderr, "kill: not enough arguments\n");
    return 1;
  }
  for (; i < count; i++) {
    if (kill((pid_t)atoi(arguments[i]), number) < 0) {
      warn_errno("(%s)", arguments[i]);
    }
  }
  return tool_status;
}

/* "2001-01-01", with a time of day behind it, or seconds since 1970 behind an @; -1 for others. */
time_t read_date(const char *text) {
  struct tm date = {0};
  if (*text == '@') {
    return (time_t)atol(text + 1);
  }
  date.tm_isdst = -1;
  if (sscanf(text, "%d-%d-%d%*[ T]%d:%d:%d", &date.tm_year, &date.tm_mon, &date.tm_mday,
             &date.tm_hour, &date.tm_min, &date.tm_sec) < 3) {
    return -1;
  }
  date.tm_year -= 1900;
  date.tm_mon--;
  return mktime(&date);
}

int date_main(int count, char **arguments) {
  time_t now = time(NULL);
  struct timespec set = {-1, 0};
  const char *format = "%a %b %e %H:%M:%S %Z %Y";
  char text[256];
  int i;
  for (i = 1; i < count; i++) {
    if (strcmp(arguments[i], "-u") == 0) {
      setenv("TZ", "UTC0", 1);
    } else if (strcmp(arguments[i], "-d") == 0 && i + 1 < count) {
      now = read_date(arguments[++i]);
      if (now == -1 && strcmp(arguments[i], "@-1")) {
        die(1, "invalid date '%s'", arguments[i]);
      }
    } else if (strcmp(arguments[i], "-s") == 0 && i + 1 < count) {
      set.tv_sec = now = read_date(arguments[++i]);
      if (now == -1) {
        die(1, "invalid date '%s'", arguments[i]);
      }
    } else if (arguments[i][0] == '+') {
      format = arguments[i] + 1;
    } else {
      die(1, "invalid date '%s'", arguments[i]);
    }
  }
  if (set.tv_sec != -1 && clock_settime(CLOCK_REALTIME, &set) < 0) {
    warn_errno("cannot set date");
  }
  strftime(text, sizeof text, format, localtime(&now));
  puts(text);
  return tool_status;
}

int tee_main(int count, char **arguments) {
  char buffer[4096];
  int files[64];
  int append = count > 1 && strcmp(arguments[1], "-a") == 0;
  int many = 0;
  int i;
  ssize_t length;
  for (i = 1 + append; i < count && many < 63; i++) {
    int file = open(arguments[i], O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC), 0666);
    if (file < 0) {
      warn_errno("%s", arguments[i]);
    } else {
      files[many++] = file;
    }
  }
  files[many++] = 1;
  while ((length = read(0, buffer, sizeof buffer)) > 0) {
    for (i = 0; i < many; i++) {
      write(files[i], buffer, (size_t)length);
    }
  }
  return tool_status;
}

int seq_main(int count, char **arguments) {
  double first = 1;
  double step = 1;
  double last;
  const char *between = "\n";
  long i;
  int at = 1;
  int whole = 1;
  if (count > 2 && strcmp(arguments[1], "-s") == 0) {
    between = arguments[2];
    at = 3;
  }
  if (count - at < 1) {
    missing_operand();
  }
  for (i = at; i < count; i++) {
    char *end;
    strtod(arguments[i], &end);
    if (*end || end == arguments[i]) {
      warn("invalid floating point argument: '%s'", arguments[i]);
      try_help(1);
    }
    whole &= !strchr(arguments[i], '.');
  }
  last = atof(arguments[count - 1]);
  first = count - at > 1 ? atof(arguments[at]) : 1;
  step = count - at > 2 ? atof(arguments[at + 1]) : 1;
  if (step == 0) {
    warn("invalid Zero increment value: '%s'", arguments[at + 1]);
    try_help(1);
  }
  for (i = 0;; i++) {
    double value = first + (double)i * step;
    if (step > 0 ? value > last + 1e-9 : value < last - 1e-9) {
      break;
    }
    printf(whole ? "%s%.0f" : "%s%.1f", i ? between : "", value);
  }
  if (i) {
    putchar('\n');
  }
  return 0;
}
