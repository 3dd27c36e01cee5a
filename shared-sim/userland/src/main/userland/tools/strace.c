/* strace(1): which system calls a program makes, and what comes back. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "callnames.h"
#include "programs.h"
#include "tracee.h"

#define MOST_TRACED 64
#define RESULT_COLUMN 39
#define ALL_CHILDREN 0x40000000

struct tally {
  unsigned calls, errors;
  unsigned long long nanos;
};

static struct traced {
  int pid;
  int in_call, unfinished, fresh, hidden;
  long arguments[6];
  int number;
  unsigned long long began;
} traced[MOST_TRACED];

static int count, follows, counts, quiet, to_file;
static FILE *out;
static unsigned char wanted[512];
static struct tally tallies[512];

/* Whose line is begun; its length so far. */
static struct traced *writing;
static int column;
static volatile sig_atomic_t stopped;

static void stop(int number) { stopped = number; }

static unsigned long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (unsigned long long)time.tv_sec * 1000000000ULL + (unsigned)time.tv_nsec;
}

static struct traced *find(int pid) {
  int i;
  for (i = 0; i < count; i++) {
    if (traced[i].pid == pid) {
      return &traced[i];
    }
  }
  return NULL;
}

static struct traced *add(int pid) {
  struct traced *one;
  if (count == MOST_TRACED) {
    die(1, "too many processes");
  }
  one = &traced[count++];
  memset(one, 0, sizeof *one);
  one->pid = pid;
  return one;
}

static void finish_line(void) {
  if (writing) {
    fputs(" <unfinished ...>\n", out);
    writing->unfinished = 1;
    writing = NULL;
  }
}

static void begin_line(struct traced *one) {
  finish_line();
  column = 0;
  if (to_file && follows) {
    column += fprintf(out, "%-5d ", one->pid);
  } else if (count > 1) {
    column += fprintf(out, "[pid %5d] ", one->pid);
  }
}

static void put(const char *text) {
  fputs(text, out);
  column += (int)strlen(text);
}

static int is_wanted(int number) { return number < 0 || number >= 512 || wanted[number]; }

/* What is known when a call begins: up to what only its end tells. */
static void enter(struct traced *one) {
  long all[TRACEE_WORDS];
  char text[TRACEE_TEXT];
  tracee_registers(one->pid, all);
  one->number = (int)all[TRACEE_CALL];
  memcpy(one->arguments, all, sizeof one->arguments);
  one->in_call = 1;
  one->began = now();
  one->hidden = counts || !is_wanted(one->number);
  if (one->hidden) {
    return;
  }
  begin_line(one);
  tracee_name(one->number, text);
  put(text);
  put("(");
  tracee_before(one->pid, one->number, one->arguments, text);
  put(text);
  writing = one;
}

static void leave(struct traced *one, int answered) {
  long all[TRACEE_WORDS] = {0};
  char text[TRACEE_TEXT];
  long result = 0;
  int failed = 0;
  one->in_call = 0;
  if (answered) {
    tracee_registers(one->pid, all);
    result = all[TRACEE_RESULT];
    failed = result < 0 && result > -4096;
  }
  if (one->number >= 0 && one->number < 512 && is_wanted(one->number)) {
    tallies[one->number].calls++;
    tallies[one->number].errors += (unsigned)failed;
    tallies[one->number].nanos += now() - one->began;
  }
  if (one->hidden) {
    return;
  }
  if (writing != one) {
    begin_line(one);
    tracee_name(one->number, text);
    put("<... ");
    put(text);
    put(" resumed>");
  }
  one->unfinished = 0;
  tracee_behind(one->pid, one->number, one->arguments, answered ? result : -1, text);
  put(text);
  put(")");
  fprintf(out, "%*s = ", column < RESULT_COLUMN ? RESULT_COLUMN - column : 0, "");
  if (answered) {
    tracee_result(one->number, result, text);
    fputs(text, out);
  } else {
    putc('?', out);
  }
  putc('\n', out);
  writing = NULL;
}

static void told(struct traced *one, const char *form, const char *text) {
  if (counts) {
    return;
  }
  begin_line(one);
  fprintf(out, form, text);
  putc('\n', out);
}

static void ended(struct traced *one, int status) {
  char text[48];
  if (one->in_call) {
    leave(one, 0);
  }
  if (WIFEXITED(status)) {
    snprintf(text, sizeof text, "exited with %d", WEXITSTATUS(status));
  } else {
    const char *name = signal_name(WTERMSIG(status));
    snprintf(text, sizeof text, "killed by %s%s", name ? name : "a signal",
             WCOREDUMP(status) ? " (core dumped)" : "");
  }
  told(one, "+++ %s +++", text);
  if (writing == one) {
    writing = NULL;
  }
  *one = traced[--count];
  if (writing == &traced[count]) {
    writing = one;
  }
}

static void attached(struct traced *one) {
  if (!quiet && !counts) {
    finish_line();
    fprintf(stderr, "%s: Process %d attached\n", tool, one->pid);
  }
}

/* The signal that it is to get, when a process stands for one. */
static int signalled(struct traced *one, int signal) {
  char text[TRACEE_TEXT];
  if (one->fresh && signal == SIGSTOP) {
    one->fresh = 0;
    return 0;
  }
  if (!tracee_signal(one->pid, text)) {
    told(one, "--- stopped by %s ---", signal_name(signal));
    return 0;
  }
  told(one, "--- %s ---", text);
  return signal;
}

static void stood(int pid, int status) {
  struct traced *one = find(pid);
  int event = status >> 16, signal = WSTOPSIG(status), gets = 0;
  if (!one) {
    one = add(pid);
    one->fresh = 1;
    attached(one);
  }
  if (event) {
    int child = tracee_message(pid);
    if (event != TRACEE_EXECUTED && !find(child)) {
      struct traced *other = add(child);
      other->fresh = 1;
      attached(other);
    }
  } else if (signal == (SIGTRAP | 0x80)) {
    if (one->in_call) {
      leave(one, 1);
    } else {
      enter(one);
    }
  } else {
    gets = signalled(one, signal);
  }
  tracee_go_on(pid, gets);
}

static int watch(int first) {
  int status, last = 0, pid;
  while (count) {
    pid = waitpid(-1, &status, ALL_CHILDREN);
    if (pid < 0 && errno == EINTR && stopped) {
      break;
    }
    if (pid < 0 && errno != EINTR) {
      break;
    }
    if (pid > 0 && WIFSTOPPED(status)) {
      stood(pid, status);
    } else if (pid > 0 && find(pid)) {
      ended(find(pid), status);
      last = pid == first ? status : last;
    }
  }
  return last;
}

static int by_time(const void *left, const void *right) {
  const struct tally *a = &tallies[*(const short *)left], *b = &tallies[*(const short *)right];
  return a->nanos == b->nanos  ? *(const short *)left - *(const short *)right
         : a->nanos < b->nanos ? 1
                               : -1;
}

static void print_row(double share, const struct tally *row, const char *name) {
  unsigned long long micros = row->nanos / 1000;
  char errors[16] = "";
  if (row->errors) {
    snprintf(errors, sizeof errors, "%u", row->errors);
  }
  fprintf(out, "%6.2f %11.6f %11lu %9u %9s %s\n", share, (double)row->nanos / 1e9,
          (unsigned long)(micros / (row->calls ? row->calls : 1)), row->calls, errors, name);
}

static void print_table(void) {
  static const char line[] = "------ ----------- ----------- --------- --------- ----------------";
  short rows[512];
  struct tally sum = {0, 0, 0};
  int many = 0, i;
  for (i = 0; i < 512; i++) {
    if (tallies[i].calls) {
      rows[many++] = (short)i;
      sum.calls += tallies[i].calls;
      sum.errors += tallies[i].errors;
      sum.nanos += tallies[i].nanos;
    }
  }
  qsort(rows, (size_t)many, sizeof *rows, by_time);
  fprintf(out, "%% time     seconds  usecs/call     calls    errors syscall\n%s\n", line);
  for (i = 0; i < many; i++) {
    char name[TRACEE_TEXT];
    double part = sum.nanos ? 100.0 * (double)tallies[rows[i]].nanos / (double)sum.nanos : 0;
    tracee_name(rows[i], name);
    print_row(part, &tallies[rows[i]], name);
  }
  fprintf(out, "%s\n", line);
  print_row(100, &sum, "total");
}

/* Calls that have a path, or that make and end processes. */
static int is_in_class(const char *name, int number) {
  const struct call *call = call_of_number(number);
  static const char *const processes[] = {"fork",   "vfork",   "clone",      "execve",
                                          "exit",   "waitpid", "exit_group", "wait4",
                                          "waitid", "kill",    "tkill",      "tgkill"};
  unsigned i;
  if (!call) {
    return 0;
  }
  if (strcmp(name, "file") == 0) {
    return call->arguments && strchr(call->arguments, 's') != NULL;
  }
  for (i = 0; strcmp(name, "process") == 0 && i < sizeof processes / sizeof *processes; i++) {
    if (strcmp(processes[i], call->name) == 0) {
      return 1;
    }
  }
  return 0;
}

static void choose(char *text) {
  char *word;
  int turns, value, i;
  if (strncmp(text, "trace=", 6) == 0) {
    text += 6;
  }
  turns = *text == '!';
  text += turns;
  value = !turns;
  memset(wanted, turns, sizeof wanted);
  for (word = strtok(text, ","); word; word = strtok(NULL, ",")) {
    char *class = *word == '%' ? word + 1 : word;
    int known = strcmp(class, "file") == 0 || strcmp(class, "process") == 0;
    int number = known ? -1 : call_number(word);
    if (strcmp(word, "all") == 0) {
      memset(wanted, value, sizeof wanted);
    } else if (!known && (number < 0 || number >= 512)) {
      die(1, "invalid system call '%s'", word);
    } else if (!known) {
      wanted[number] = (unsigned char)value;
    }
    for (i = 0; known && i < 512; i++) {
      wanted[i] = is_in_class(class, i) ? (unsigned char)value : wanted[i];
    }
  }
}

/* As the shell looks for a program. */
static char *path_of(const char *name) {
  const char *at = getenv("PATH");
  if (strchr(name, '/')) {
    return join_path("", name);
  }
  for (at = at ? at : "/bin"; *at; at += *at == ':') {
    size_t length = strcspn(at, ":");
    char *folder = allocate(length + 1), *path;
    memcpy(folder, at, length);
    folder[length] = 0;
    path = join_path(length ? folder : ".", name);
    free(folder);
    if (access(path, X_OK) == 0) {
      return path;
    }
    free(path);
    at += length;
  }
  die(1, "Cannot find executable '%s'", name);
}

static int start(char **arguments) {
  char *path = path_of(arguments[0]);
  int child;
  fflush(NULL);
  child = fork();
  if (child < 0) {
    die(1, "fork: %m");
  }
  if (child == 0) {
    tracee_begin();
    execv(path, arguments);
    warn_errno("exec");
    _exit(1);
  }
  free(path);
  waitpid(child, NULL, 0);
  add(child);
  return child;
}

static int attach(const char *text) {
  int pid = atoi(text), status;
  if (pid <= 0) {
    die(1, "Invalid process id: '%s'", text);
  }
  if (tracee_attach(pid) < 0) {
    die(1, "attach: ptrace(PTRACE_ATTACH, %d): %m", pid);
  }
  while (waitpid(pid, &status, ALL_CHILDREN) < 0 && errno == EINTR) {
  }
  attached(add(pid));
  return pid;
}

int strace_main(int argument_count, char **arguments) {
  int option, first = 0, status;
  const char *pid = NULL;
  struct sigaction action = {0};
  out = stderr;
  memset(wanted, 1, sizeof wanted);
  while ((option = getopt(argument_count, arguments, "+fqcvo:e:p:s:")) >= 0) {
    switch (option) {
      case 'f':
        follows = 1;
        break;
      case 'q':
        quiet = 1;
        break;
      case 'c':
        counts = 1;
        break;
      case 'v':
        break;
      case 'e':
        choose(optarg);
        break;
      case 'p':
        pid = optarg;
        break;
      case 's':
        tracee_longest = atoi(optarg);
        break;
      case 'o':
        to_file = 1;
        out = fopen(optarg, "we");
        if (!out) {
          die(1, "Can't fopen '%s': %m", optarg);
        }
        break;
      default:
        try_help(1);
    }
  }
  if (!pid && optind == argument_count) {
    die(1, "must have PROG [ARGS] or -p PID");
  }
  action.sa_handler = pid ? stop : SIG_IGN;
  first = pid ? attach(pid) : start(arguments + optind);
  sigaction(SIGINT, &action, NULL);
  tracee_options(first, follows);
  tracee_go_on(first, 0);
  status = watch(first);
  if (stopped) {
    finish_line();
    fprintf(stderr, "%s: Process %d detached\n", tool, first);
  }
  if (counts) {
    print_table();
  }
  fflush(out);
  if (WIFSIGNALED(status)) {
    signal(WTERMSIG(status), SIG_DFL);
    raise(WTERMSIG(status));
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
