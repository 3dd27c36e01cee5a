#ifndef CALLNAMES_H
#define CALLNAMES_H

/* A system call; how strace shows each argument, a letter each, or NULL where it is not known. */
struct call {
  const char *name;
  const char *arguments;
};

const struct call *call_of_number(int number); /* NULL for none */
int call_number(const char *name);             /* or a number as text; -1 for none */
int calls_bound(void);                         /* all numbers are below */

const char *error_name(int number); /* as "ENOENT"; NULL for none */
int error_number(const char *name); /* or a number as text; -1 for none */

const char *signal_name(int number); /* as "SIGINT"; NULL for none */

#endif
