/* Load to order: processes that compute, and processes that touch memory; stress(1). */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "programs.h"

#define STRIDE 4096

static struct order {
  long cpus;
  long memories;
  long bytes;
  long hang; /* seconds that memory is kept; -1 for not at all, 0 for ever */
  long seconds;
  int keeps;
  int quiet;
} order = {0, 0, 256L << 20, -1, 0, 0, 0};

static long number(const char *text, int units) {
  char *end;
  long value = strtol(text, &end, 10);
  static const char size[] = "BKMG";
  static const char time[] = "smhdy";
  static const long seconds[] = {1, 60, 3600, 86400, 31536000};
  const char *unit = *end ? strchr(units ? size : time, *end) : NULL;
  if (end == text || value < 0 || (*end && (!unit || end[1]))) {
    die(1, "FAIL: unrecognized number '%s'", text);
  }
  if (!unit) {
    return value;
  }
  return units ? value << 10 * (unit - size) : value * seconds[unit - time];
}

static void compute(void) {
  volatile unsigned value = 1;
  for (;;) {
    value = value * 1103515245u + 12345u;
  }
}

static void touch_memory(void) {
  char *memory = NULL;
  for (;;) {
    long at;
    if (!memory) {
      memory = malloc((size_t)order.bytes);
    }
    if (!memory) {
      fprintf(stderr, "stress: FAIL: [%d] hogvm malloc failed: %s\n", getpid(), strerror(errno));
      _exit(1);
    }
    for (at = 0; at < order.bytes; at += STRIDE) {
      memory[at] = 'Z';
    }
    if (order.hang == 0) {
      for (;;) {
        pause();
      }
    }
    if (order.hang > 0) {
      sleep((unsigned)order.hang);
    }
    for (at = 0; at < order.bytes; at += STRIDE) {
      if (memory[at] != 'Z') {
        _exit(1);
      }
    }
    if (!order.keeps) {
      free(memory);
      memory = NULL;
    }
  }
}

/* A worker; it ends by the clock if there is an end. */
static int begin(void (*work)(void), pid_t *worker) {
  *worker = fork();
  if (*worker < 0) {
    fprintf(stderr, "stress: FAIL: [%d] fork failed: %s\n", getpid(), strerror(errno));
    return 0;
  }
  if (*worker == 0) {
    alarm((unsigned)order.seconds);
    work();
  }
  return 1;
}

/* Waits for all; when one fails the others are ended. */
static int reap(pid_t *workers, long count) {
  long left = count, i;
  int failed = 0, status;
  while (left > 0) {
    pid_t gone = wait(&status);
    int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (gone < 0) {
      break;
    }
    left--;
    if (failed || signal == SIGALRM || status == 0) {
      continue;
    }
    failed = 1;
    if (signal) {
      fprintf(stderr, "stress: FAIL: [%d] <-- worker %d got signal %d\n", getpid(), gone, signal);
    } else {
      fprintf(stderr, "stress: FAIL: [%d] <-- worker %d returned error %d\n", getpid(), gone,
              WEXITSTATUS(status));
    }
    fprintf(stderr, "stress: WARN: [%d] now reaping child worker processes\n", getpid());
    for (i = 0; i < count; i++) {
      kill(workers[i], SIGKILL);
    }
  }
  return failed;
}

static void take_order(int count, char **arguments) {
  static const struct option options[] = {{"cpu", 1, NULL, 'c'},      {"vm", 1, NULL, 'm'},
                                          {"vm-bytes", 1, NULL, 'b'}, {"vm-hang", 1, NULL, 'h'},
                                          {"vm-keep", 0, NULL, 'k'},  {"timeout", 1, NULL, 't'},
                                          {"quiet", 0, NULL, 'q'},    {NULL, 0, NULL, 0}};
  int option;
  while ((option = getopt_long(count, arguments, "c:m:t:q", options, NULL)) >= 0) {
    switch (option) {
      case 'c':
        order.cpus = number(optarg, 1);
        break;
      case 'm':
        order.memories = number(optarg, 1);
        break;
      case 'b':
        order.bytes = number(optarg, 1);
        break;
      case 'h':
        order.hang = number(optarg, 0);
        break;
      case 'k':
        order.keeps = 1;
        break;
      case 't':
        order.seconds = number(optarg, 0);
        break;
      case 'q':
        order.quiet = 1;
        break;
      default:
        try_help(1);
    }
  }
  if (order.cpus + order.memories == 0) {
    warn("missing option: --cpu N or --vm N");
    try_help(1);
  }
}

int stress_main(int count, char **arguments) {
  pid_t *workers;
  long all, begun = 0;
  int failed = 0;
  time_t start = time(NULL);
  take_order(count, arguments);
  all = order.cpus + order.memories;
  workers = allocate((size_t)all * sizeof *workers);
  if (!order.quiet) {
    printf("stress: info: [%d] dispatching hogs: %ld cpu, 0 io, %ld vm, 0 hdd\n", getpid(),
           order.cpus, order.memories);
  }
  fflush(stdout);
  while (begun < all && begin(begun < order.cpus ? compute : touch_memory, &workers[begun])) {
    begun++;
  }
  if (begun < all) {
    long i;
    for (i = 0; i < begun; i++) {
      kill(workers[i], SIGKILL);
    }
    failed = 1;
  }
  failed |= reap(workers, begun);
  if (failed) {
    fprintf(stderr, "stress: FAIL: [%d] failed run completed in %lds\n", getpid(),
            (long)(time(NULL) - start));
  } else if (!order.quiet) {
    printf("stress: info: [%d] successful run completed in %lds\n", getpid(),
           (long)(time(NULL) - start));
  }
  return failed;
}
