/* Starting jobs, waiting for them, and who has the terminal. */
#include "jobs.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../common/signals.h"

struct job *jobs;

int option_monitor;

/* One that is being waited for in the foreground and has no number yet. */
static struct job *foreground;

static int terminal = -1;
static struct termios shell_modes;

/* Exit was refused because of jobs that are stopped; it is not when it comes again. */
static int warned;

/* Begins job control, if the terminal is the shell's own. */
void jobs_begin(void) {
  int typed_at = isatty(2) ? 2 : 0;
  pid_t group;
  terminal = fcntl(typed_at, F_DUPFD, 10);
  if (terminal < 0 || (group = tcgetpgrp(terminal)) < 0) {
    return;
  }
  fcntl(terminal, F_SETFD, FD_CLOEXEC);
  while ((group = tcgetpgrp(terminal)) >= 0 && group != getpgrp()) {
    kill(0, SIGTTIN);
  }
  interactive_stops();
  setpgid(0, 0);
  tcsetpgrp(terminal, getpgrp());
  tcgetattr(terminal, &shell_modes);
  option_monitor = 1;
}

static void take_terminal(void) { tcsetpgrp(terminal, getpgrp()); }

struct job *job_begin(const char *text) {
  struct job *job = calloc(1, sizeof *job);
  job->text = text ? strdup(text) : NULL;
  return job;
}

static void add_process(struct job *job, pid_t pid) {
  struct process *process;
  job->processes = realloc(job->processes, (size_t)(job->count + 1) * sizeof *process);
  process = &job->processes[job->count++];
  memset(process, 0, sizeof *process);
  process->pid = pid;
}

/* What a process has to be that is the shell no more. */
static void begin_child(int has_group) {
  if (option_interactive) {
    interactive_end(has_group);
  }
  in_subshell = 1;
  option_interactive = 0;
  option_monitor = 0;
  jobs = NULL;
  foreground = NULL;
  traps_forget();
}

/* What is typed while a child is made waits until the child is what the key is meant for. */
static void hold_keys(sigset_t *before) {
  sigset_t keys;
  sigemptyset(&keys);
  sigaddset(&keys, SIGINT);
  sigaddset(&keys, SIGQUIT);
  sigaddset(&keys, SIGTSTP);
  sigprocmask(SIG_BLOCK, &keys, before);
}

/* A process that belongs to no job, but to what the shell does itself. */
pid_t fork_shell(void) {
  sigset_t before;
  pid_t pid;
  fflush(stdout);
  hold_keys(&before);
  pid = fork();
  if (pid == 0) {
    begin_child(0);
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  if (pid < 0) {
    fail("can't fork: %s", strerror(errno));
  }
  return pid;
}

/* Parent and child both see to the group, since either may be the first to go on. */
static void join_group(struct job *job, pid_t pid, int in_background) {
  pid_t group = job->group ? job->group : pid;
  setpgid(pid, group);
  if (!in_background && !job->group) {
    tcsetpgrp(terminal, group);
  }
  job->group = group;
}

pid_t job_fork(struct job *job, int in_background) {
  int has_group = option_monitor;
  sigset_t before;
  pid_t pid;
  fflush(stdout);
  hold_keys(&before);
  pid = fork();
  if (pid >= 0 && has_group) {
    join_group(job, pid ? pid : getpid(), in_background);
  }
  if (pid == 0) {
    begin_child(has_group);
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  if (pid == 0) {
    return 0;
  }
  if (pid < 0) {
    if (has_group) {
      take_terminal();
    }
    fail("can't fork: %s", strerror(errno));
  }
  add_process(job, pid);
  job->in_background = in_background;
  return pid;
}

enum job_state job_state(const struct job *job) {
  enum job_state state = JOB_DONE;
  int i;
  for (i = 0; i < job->count; i++) {
    if (job->processes[i].stopped) {
      state = JOB_STOPPED;
    } else if (!job->processes[i].ended) {
      return JOB_RUNNING;
    }
  }
  return state;
}

static int exit_status(int status) {
  if (WIFEXITED(status)) {
    return WEXITSTATUS(status);
  }
  return 128 + (WIFSTOPPED(status) ? WSTOPSIG(status) : WTERMSIG(status));
}

/* Of the last process, or with pipefail of the last one that failed. */
int job_status(const struct job *job) {
  int status = job->count ? exit_status(job->processes[job->count - 1].status) : 0;
  int i;
  for (i = job->count - 1; option_pipefail && !status && i >= 0; i--) {
    status = exit_status(job->processes[i].status);
  }
  return status;
}

struct job *job_of_number(int number) {
  struct job *job = jobs;
  while (job && job->number != number) {
    job = job->next;
  }
  return job;
}

/* 0 is the current job, 1 the one before: those that are stopped come first. */
struct job *job_ranked(int rank) {
  int round;
  struct job *job;
  for (round = 0; round < 2; round++) {
    for (job = jobs; job; job = job->next) {
      if ((job_state(job) == JOB_STOPPED) == (round == 0) && rank-- == 0) {
        return job;
      }
    }
  }
  return NULL;
}

static void unlink_job(struct job *job) {
  struct job **at = &jobs;
  while (*at && *at != job) {
    at = &(*at)->next;
  }
  if (*at) {
    *at = job->next;
  }
}

/* Gives it a number, if it has none, and makes it the last one. */
static void list(struct job *job) {
  int most = 0;
  struct job *other;
  unlink_job(job);
  for (other = jobs; other; other = other->next) {
    most = other->number > most ? other->number : most;
  }
  job->number = job->number ? job->number : most + 1;
  job->next = jobs;
  jobs = job;
}

void job_forget(struct job *job) {
  unlink_job(job);
  free(job->text);
  free(job->processes);
  free(job);
}

static struct process *process_in(struct job *job, pid_t pid) {
  int i;
  for (i = 0; i < job->count; i++) {
    if (job->processes[i].pid == pid) {
      return &job->processes[i];
    }
  }
  return NULL;
}

struct job *job_of_process(pid_t pid) {
  struct job *job = jobs;
  while (job && !process_in(job, pid)) {
    job = job->next;
  }
  return job;
}

static void note_change(pid_t pid, int status) {
  struct job *job = foreground && process_in(foreground, pid) ? foreground : job_of_process(pid);
  struct process *process = job ? process_in(job, pid) : NULL;
  if (!process) {
    return;
  }
  process->stopped = WIFSTOPPED(status) != 0;
  process->ended = WIFEXITED(status) || WIFSIGNALED(status);
  if (process->stopped || process->ended) {
    process->status = status;
  }
  job->changed = job_state(job) != JOB_RUNNING;
}

/* Takes what one child has to tell; 0 where there is nothing, -1 with errno as waitpid(2). */
int jobs_collect(int waits) {
  int status;
  int options = (option_monitor ? WUNTRACED | WCONTINUED : 0) | (waits ? 0 : WNOHANG);
  pid_t pid = waitpid(-1, &status, options);
  if (pid > 0) {
    note_change(pid, status);
  }
  return pid;
}

/* Nothing is known of those that somebody else has waited for. */
static void give_up(struct job *job) {
  int i;
  for (i = 0; i < job->count; i++) {
    if (!job->processes[i].ended) {
      job->processes[i].ended = 1;
      job->processes[i].stopped = 0;
      job->processes[i].status = 127 << 8;
    }
  }
}

/* Says by which signals processes were ended; returns 0 for none, else the last one, or SIGINT if
   it was among them. */
int job_report(const struct job *job) {
  int last = 0;
  int i;
  for (i = 0; i < job->count; i++) {
    int status = job->processes[i].status;
    if (WIFSIGNALED(status)) {
      last = last == SIGINT ? last : WTERMSIG(status);
      if (WTERMSIG(status) != SIGINT && WTERMSIG(status) != SIGPIPE) {
        fprintf(stderr, "%s\n", strsignal(WTERMSIG(status)));
      }
    }
  }
  return last;
}

static void ended(struct job *job) {
  int signal_number = job_report(job);
  job_forget(job);
  if (signal_number && option_monitor) {
    tcsetattr(terminal, TCSADRAIN, &shell_modes);
    if (signal_number == SIGINT) {
      raise(SIGINT); /* the key was meant for the shell's list of commands, too */
    }
  }
}

/* The shell goes on, and out of its loops. */
static void put_aside(struct job *job) {
  job->has_modes = tcgetattr(terminal, &job->modes) == 0;
  tcsetattr(terminal, TCSADRAIN, &shell_modes);
  list(job);
  job->in_background = 1;
  job->changed = 0;
  fputc('\n', stderr);
  job_print(stderr, job, 0);
  if (loop_depth > 0) {
    jump = JUMP_BREAK;
    jump_levels = loop_depth;
  }
}

/* Waits for a job in the foreground, until it ends or is stopped. */
int job_wait(struct job *job) {
  struct job *outer = foreground;
  int status;
  foreground = job;
  while (job_state(job) == JOB_RUNNING) {
    if (jobs_collect(1) < 0 && errno != EINTR) {
      give_up(job);
    }
  }
  foreground = outer;
  if (option_monitor) {
    take_terminal();
  }
  status = job_status(job);
  if (job_state(job) == JOB_STOPPED) {
    put_aside(job);
  } else {
    ended(job);
  }
  return status;
}

void job_start_in_background(struct job *job) {
  list(job);
  last_background = job->processes[job->count - 1].pid;
  if (option_interactive && !in_subshell) {
    fprintf(stderr, "[%d] %d\n", job->number, last_background);
  }
}

void job_goes_on(struct job *job) {
  int i;
  for (i = 0; i < job->count; i++) {
    job->processes[i].stopped = 0;
  }
}

void job_resume(struct job *job, int in_background) {
  job_goes_on(job);
  job->in_background = in_background;
  job->changed = 0;
  if (!in_background) {
    if (job->has_modes) {
      tcsetattr(terminal, TCSADRAIN, &job->modes);
    }
    tcsetpgrp(terminal, job->group);
  }
  job->has_modes = 0;
  kill(-job->group, SIGCONT);
}

static void print_state(const struct job *job, char *text, size_t room) {
  int status = 0;
  int i;
  for (i = 0; i < job->count; i++) {
    if (job->processes[i].stopped || job_state(job) == JOB_DONE) {
      status = job->processes[i].status;
    }
  }
  if (job_state(job) == JOB_RUNNING) {
    snprintf(text, room, "Running");
  } else if (WIFSTOPPED(status)) {
    int number = WSTOPSIG(status);
    snprintf(text, room, number == SIGTSTP ? "Stopped" : "Stopped (SIG%s)", signal_names[number]);
  } else if (WIFSIGNALED(status)) {
    snprintf(text, room, "%s", strsignal(WTERMSIG(status)));
  } else {
    snprintf(text, room, WEXITSTATUS(status) ? "Done(%d)" : "Done", WEXITSTATUS(status));
  }
}

void job_print(FILE *to, const struct job *job, int with_pid) {
  char state[40];
  char pid[16] = "";
  char mark = job == job_ranked(0) ? '+' : job == job_ranked(1) ? '-' : ' ';
  int runs = job_state(job) == JOB_RUNNING;
  print_state(job, state, sizeof state);
  if (with_pid) {
    snprintf(pid, sizeof pid, "%d ", (int)job->processes[0].pid);
  }
  fprintf(to, "[%d]%c %s%-10s %s%s\n", job->number, mark, pid, state, job->text ? job->text : "",
          runs ? " &" : "");
}

/* Before a prompt: what has become of jobs in the background. */
void jobs_tell(void) {
  int number;
  int most = 0;
  struct job *job;
  while (jobs_collect(0) > 0) {
  }
  for (job = jobs; job; job = job->next) {
    most = job->number > most ? job->number : most;
  }
  for (number = 1; number <= most; number++) {
    job = job_of_number(number);
    if (job && job->changed) {
      job->changed = 0;
      job_print(stderr, job, 0);
      if (job_state(job) == JOB_DONE) {
        job_forget(job);
      }
    }
  }
  warned -= warned > 0;
}

/* Whether exit is refused this time. */
int jobs_hold_exit(void) {
  struct job *job;
  if (!option_monitor || warned) {
    return 0;
  }
  while (jobs_collect(0) > 0) {
  }
  for (job = jobs; job; job = job->next) {
    if (job_state(job) == JOB_STOPPED) {
      fputs("There are stopped jobs.\n", stderr);
      warned = 2;
      return 1;
    }
  }
  return 0;
}
