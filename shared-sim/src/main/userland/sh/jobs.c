/* Processes in the background: wait and kill. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../common/signals.h"
#include "sh.h"

struct job {
  int pid;
  struct job *next;
};

static struct job *jobs;

void job_add(int pid) {
  struct job *job = malloc(sizeof *job);
  job->pid = pid;
  job->next = jobs;
  jobs = job;
}

static int take(int pid) {
  struct job **job;
  for (job = &jobs; *job; job = &(*job)->next) {
    if ((*job)->pid == pid) {
      struct job *gone = *job;
      *job = gone->next;
      free(gone);
      return 1;
    }
  }
  return 0;
}

/* A signal with a trap ends the waiting. */
static int wait_for(int pid) {
  int status;
  pid_t done = waitpid(pid, &status, 0);
  if (done < 0) {
    return errno == EINTR ? 128 + SIGINT : 127;
  }
  take(done);
  return report_status(status, done);
}

int builtin_wait(int count, char **arguments) {
  int status = 0;
  int i;
  if (count == 1) {
    while (jobs && !interrupted) {
      wait_for(jobs->pid);
    }
    return 0;
  }
  for (i = 1; i < count; i++) {
    status = wait_for(atoi(arguments[i]));
  }
  return status;
}

static int list_signals(int count, char **arguments) {
  int i;
  if (count > 0) {
    int number = atoi(arguments[0]);
    number -= number > 128 ? 128 : 0;
    puts(number > 0 && number < SIGNAL_NAMES ? signal_names[number] : "?");
    return 0;
  }
  for (i = 1; i < 32; i++) {
    printf("%s%c", signal_names[i], i == 31 ? '\n' : ' ');
  }
  return 0;
}

int builtin_kill(int count, char **arguments) {
  int number = SIGTERM;
  int status = 0;
  int i = 1;
  if (i < count && strcmp(arguments[i], "-l") == 0) {
    return list_signals(count - 2, arguments + 2);
  }
  if (i + 1 < count && strcmp(arguments[i], "-s") == 0) {
    number = signal_number(arguments[i + 1]);
    i += 2;
  } else if (i < count && arguments[i][0] == '-' && arguments[i][1] && arguments[i][1] != '-') {
    number = signal_number(arguments[i] + 1);
    i++;
  } else if (i < count && strcmp(arguments[i], "--") == 0) {
    i++;
  }
  if (number < 0) {
    complain("kill: bad signal name '%s'", arguments[1] + 1);
    return 1;
  }
  if (i >= count) {
    complain("kill: you need to specify whom to kill");
    return 1;
  }
  for (; i < count; i++) {
    char *end;
    long pid = strtol(arguments[i], &end, 10);
    if (*end || end == arguments[i]) {
      complain("kill: invalid number '%s'", arguments[i]);
      status = 1;
    } else if (kill((pid_t)pid, number) < 0) {
      complain("kill: can't kill pid %ld: %s", pid, strerror(errno));
      status = 1;
    }
  }
  return status;
}
