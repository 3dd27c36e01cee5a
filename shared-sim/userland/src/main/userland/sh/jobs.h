/* Jobs: pipelines, each a process group of its own where somebody types (XBD 3.200 to 3.205). */
#ifndef JOBS_H
#define JOBS_H

#include <stdio.h>
#include <sys/types.h>
#include <termios.h>

#include "sh.h"

struct process {
  pid_t pid;
  int status; /* as wait(2) tells it */
  int ended;
  int stopped;
};

struct job {
  int number;  /* 0 while it is none that can be named */
  pid_t group; /* 0 without job control */
  char *text;  /* what was typed; null where nobody asks */
  int count;
  struct process *processes;
  int changed; /* and nobody has been told */
  int in_background;
  int has_modes; /* of the terminal, when it was stopped */
  struct termios modes;
  struct job *next;
};

enum job_state { JOB_RUNNING, JOB_STOPPED, JOB_DONE };

extern struct job *jobs; /* that have numbers, the last one to be stopped or started first */

enum job_state job_state(const struct job *job);
int job_report(const struct job *job);
int job_status(const struct job *job);
void job_goes_on(struct job *job);
void job_resume(struct job *job, int in_background);
void job_forget(struct job *job);
struct job *job_ranked(int rank);
struct job *job_of_number(int number);
struct job *job_of_process(pid_t pid);
int jobs_collect(int waits);
void job_print(FILE *to, const struct job *job, int with_pid);

#endif
