/* jobs, fg, bg, wait and kill. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../common/signals.h"
#include "builtins.h"
#include "jobs.h"

/* The job that %1, %+, %-, %word or %?word is (XBD 3.204); null, with a message, for none. */
static struct job *named(const char *caller, const char *name) {
  const char *rest = name + (*name == '%');
  struct job *job = NULL;
  if (!*rest || strcmp(rest, "+") == 0 || strcmp(rest, "%") == 0) {
    job = job_ranked(0);
  } else if (strcmp(rest, "-") == 0) {
    job = job_ranked(1) ? job_ranked(1) : job_ranked(0);
  } else if (*rest >= '0' && *rest <= '9') {
    job = job_of_number(atoi(rest));
  } else {
    for (job = jobs; job; job = job->next) {
      const char *text = job->text ? job->text : "";
      if (*rest == '?' ? strstr(text, rest + 1) != NULL : strncmp(text, rest, strlen(rest)) == 0) {
        break;
      }
    }
  }
  if (!job) {
    complain("%s: No such job: %s", caller, *name ? name : "%+");
  }
  return job;
}

int builtin_jobs(int count, char **arguments) {
  int with_pid = 0;
  int only_pid = 0;
  int most = 0;
  int number;
  int i;
  struct job *job;
  struct job *wanted;
  for (i = 1; i < count && arguments[i][0] == '-'; i++) {
    with_pid |= strchr(arguments[i], 'l') != NULL;
    only_pid |= strchr(arguments[i], 'p') != NULL;
  }
  while (jobs_collect(0) > 0) {
  }
  wanted = i < count ? named("jobs", arguments[i]) : NULL;
  if (i < count && !wanted) {
    return 1;
  }
  for (job = jobs; job; job = job->next) {
    most = job->number > most ? job->number : most;
  }
  for (number = 1; number <= most; number++) {
    job = job_of_number(number);
    if (!job || (wanted && wanted != job)) {
      continue;
    }
    if (only_pid) {
      printf("%d\n", (int)(job->group ? job->group : job->processes[0].pid));
    } else {
      job_print(stdout, job, with_pid);
    }
    job->changed = 0;
    if (job_state(job) == JOB_DONE && option_interactive) {
      job_forget(job);
    }
  }
  return 0;
}

int builtin_fg(int count, char **arguments) {
  struct job *job;
  if (!option_monitor) {
    complain("%s: no job control", arguments[0]);
    return 1;
  }
  job = named(arguments[0], count > 1 ? arguments[1] : "");
  if (!job) {
    return 1;
  }
  if (job_state(job) == JOB_DONE) {
    complain("%s: job has ended", arguments[0]);
    return 1;
  }
  if (strcmp(arguments[0], "bg") == 0) {
    job_resume(job, 1);
    printf("[%d] %s &\n", job->number, job->text);
    return 0;
  }
  puts(job->text);
  fflush(stdout);
  job_resume(job, 0);
  return job_wait(job);
}

/* A signal with a trap ends the waiting. */
static int wait_for(struct job *job) {
  int status;
  while (job_state(job) == JOB_RUNNING) {
    if (interrupted) {
      return 128 + interrupted;
    }
    if (jobs_collect(1) < 0 && errno != EINTR) {
      break;
    }
  }
  status = job_status(job);
  if (job_state(job) != JOB_STOPPED) {
    job_report(job);
    job_forget(job);
  }
  return status;
}

int builtin_wait(int count, char **arguments) {
  int status = 0;
  int i;
  if (count == 1) {
    struct job *job = jobs;
    while (job && !interrupted) {
      struct job *next = job->next;
      if (job_state(job) != JOB_STOPPED) {
        wait_for(job);
      }
      job = next;
    }
    return interrupted ? 128 + interrupted : 0;
  }
  for (i = 1; i < count; i++) {
    struct job *job =
        *arguments[i] == '%' ? named("wait", arguments[i]) : job_of_process(atoi(arguments[i]));
    status = job ? wait_for(job) : 127;
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

/* A job that is stopped would not get to know of most signals before it goes on. */
static int kill_job(const char *name, int number) {
  struct job *job = named("kill", name);
  pid_t to;
  if (!job) {
    return 1;
  }
  to = job->group ? -job->group : job->processes[0].pid;
  if (kill(to, number) < 0) {
    complain("kill: %s: %s", name, strerror(errno));
    return 1;
  }
  if (number == SIGTERM || number == SIGHUP) {
    kill(to, SIGCONT);
  }
  if (number == SIGTERM || number == SIGHUP || number == SIGKILL || number == SIGCONT) {
    job_goes_on(job);
  }
  return 0;
}

static int kill_process(const char *name, int number) {
  char *end;
  long pid = strtol(name, &end, 10);
  if (*end || end == name) {
    complain("kill: invalid number '%s'", name);
    return 1;
  }
  if (kill((pid_t)pid, number) < 0) {
    complain("kill: can't kill pid %ld: %s", pid, strerror(errno));
    return 1;
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
    status |=
        *arguments[i] == '%' ? kill_job(arguments[i], number) : kill_process(arguments[i], number);
  }
  return status;
}
