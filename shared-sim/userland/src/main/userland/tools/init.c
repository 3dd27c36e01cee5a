/* Process 1: keeps a shell at the console, and takes what orphans leave behind. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "programs.h"

enum { QUICK_SECONDS = 1, MOST_QUICK_ENDS = 10 };

static const char shell[] = "/bin/sh";

/* What the child could not do; it has the parent's memory until it has started a program. */
static volatile int refused;

/* A session of its own, which gets the console as its terminal by opening it. */
static void become_shell(void) {
  int file;
  setsid();
  for (file = 0; file < 3; file++) {
    close(file);
  }
  open("/dev/console", O_RDWR);
  dup(0);
  dup(0);
  execl(shell, "-sh", (char *)NULL);
  refused = errno;
  _exit(127);
}

static pid_t start_shell(void) {
  pid_t pid;
  refused = 0;
  pid = vfork();
  if (pid == 0) {
    become_shell();
  }
  if (pid < 0) {
    refused = errno;
  }
  return pid;
}

static void await_end(pid_t pid) {
  pid_t ended;
  do {
    ended = wait(NULL);
  } while (ended != pid && (ended > 0 || errno == EINTR));
}

static void await_enter(const char *reason) {
  char c;
  printf("init: %s: %s; press Enter to try again\n", shell, reason);
  fflush(stdout);
  while (read(0, &c, 1) == 1 && c != '\n') {
  }
}

int init_main(int count, char **arguments) {
  int quick_ends = 0;
  (void)count;
  (void)arguments;
  if (getpid() != 1) {
    die(1, "this is process 1's program");
  }
  for (;;) {
    time_t began = time(NULL);
    pid_t pid = start_shell();
    if (pid > 0) {
      await_end(pid);
    }
    quick_ends = time(NULL) - began > QUICK_SECONDS ? 0 : quick_ends + 1;
    if (refused) {
      await_enter(strerror(refused));
    } else if (quick_ends >= MOST_QUICK_ENDS) {
      await_enter("ends again and again");
      quick_ends = 0;
    } else {
      puts("init: the shell on console has ended; starting another");
      fflush(stdout);
    }
  }
}
