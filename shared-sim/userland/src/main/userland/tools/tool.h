/* What the programs have in common. */
#ifndef TOOL_H
#define TOOL_H

#include <stddef.h>
#include <sys/types.h>
#include <time.h>

/* The name by which the program was called, for its messages. */
extern const char *tool;
extern int tool_status; /* what it ends with, unless something worse comes */

/* A message with the reason in errno, or without; both set the status to 1. */
void warn_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));
void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
void die(int status, const char *format, ...) __attribute__((noreturn, format(printf, 2, 3)));

/* GNU's way to say that an option is wrong. */
void try_help(int status) __attribute__((noreturn));
void missing_operand(void) __attribute__((noreturn));

/* Folder and name with one slash between; to be freed. */
char *join_path(const char *folder, const char *name);
const char *last_name(const char *path);
void *allocate(size_t bytes);
void *reallocate(void *memory, size_t bytes);

/* A line without its end, or -1; the buffer is the caller's, as with getline. */
long read_line(void *file, char **line, size_t *room);

/* "2001-01-31", with "12:30" or "12:30:59" behind it, or seconds behind @; -1 for others. */
time_t read_date(const char *text);

/* A mode as chmod takes it, applied to another; -1 when it is none. */
int parse_mode(const char *text, int mode, int is_directory);

/* Each name opened for reading in turn; "-" and none at all are the standard input. */
void each_input(int count, char **names, void (*act)(int descriptor, const char *name));

typedef int program(int count, char **arguments);
struct applet {
  const char *name;
  program *run;
};
extern const struct applet applets[];

int test_main(int count, char **arguments);
int echo_main(int count, char **arguments);
int printf_main(int count, char **arguments);

#endif
