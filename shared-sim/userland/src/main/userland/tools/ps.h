/* ps: what can be shown of a process, and what is asked for. */
#ifndef PS_H
#define PS_H

#include "process.h"

struct field {
  const char *name, *heading;
  int width, right;
  const char *as; /* the field that it is another name of, or NULL */
};
extern const struct field fields[];

/* ps.c */
void note_time(void);               /* that ages are counted from */
int field_named(const char *name);  /* -1 where there is none */
const char *by_letter(char letter); /* the field that AIX names so, or "" */
/* A format with the thread's number: of 'L' behind the parent's, with their count where the format
   is full, of 'T' behind the process's; 0 changes nothing. */
void with_threads(const char *list, int kind, int full, char *whole, size_t room);
void cell_text(const struct process *process, int field, char *text, size_t room);
int compare_by(int field, const struct process *one, const struct process *other);

#endif
