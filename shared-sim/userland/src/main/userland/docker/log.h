/* The log of a container: its files, who writes them and who reads them. */
#ifndef LOG_H
#define LOG_H

#include "docker.h"

/* Where it is written: no file where nothing is kept. */
struct log {
  int file, files; /* how many there may be */
  char *path;
  long long most; /* bytes of each; -1 any number */
};
failure open_log(struct log *log, const struct json *container);
void log_line(struct log *log, const char *stream, const char *line, size_t length);
char *log_part(const char *path, int number); /* 0 is the newest */

/* Which lines are asked for; times as the log has them, "" for none. */
struct log_wanted {
  const char *since, *until;
  long last;                   /* -1 for all */
  int follows, times, streams; /* 1 output, 2 errors */
};
typedef void log_reader(const char *stream, const char *text, size_t length);
failure read_log(struct json *container, const struct log_wanted *wanted, log_reader *reader);
failure log_time(const char *name, const char *text, char **time); /* of a flag of that name */

#endif
