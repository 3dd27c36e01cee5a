/* The kinds of namespaces. */
#ifndef NAMESPACES_H
#define NAMESPACES_H

struct kind {
  const char *name, *option;
  int letter, flag;
};
extern const struct kind kinds[]; /* in the order in which a process enters them */

/* The program of the rest of a command line, or a shell. */
void run_command(char **command) __attribute__((noreturn));

/* Waits for a child and ends as it does. */
int end_as(int child);

#endif
