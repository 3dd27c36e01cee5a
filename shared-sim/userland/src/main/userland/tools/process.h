/* What /proc says of processes, for the programs that show them. */
#ifndef PROCESS_H
#define PROCESS_H

#include <stddef.h>

struct process {
  int pid, thread, parent, group, session, terminal, foreground, user, real_user;
  int priority, nice, threads, flags, processor, locked;
  char state;
  char name[64];
  unsigned long run, system; /* hundredths of a second */
  unsigned long long began;  /* hundredths of a second after the machine */
  unsigned long virtual_bytes, resident_pages;
};

/* The number is 0 for ourselves, whatever /proc calls us; 0 where there is none. */
int read_process(int pid, struct process *process);

/* The same of one of its threads, which `thread` then is the number of. */
int read_thread(int pid, int thread, struct process *process);

/* Its words with blanks between; "[name]" where it has none. */
void command_line(int pid, char *text, size_t room, const char *name);

/* The function of the kernel that it waits in (proc_pid_wchan(5)), "-" for none. */
void waiting_in(const struct process *process, char *text, size_t room);

/* The name of a terminal by its number (proc(5), tty_nr); "?" for none. */
const char *terminal_name(int number, char *name, size_t size);

double seconds_up(void);

#endif
