/* What the kernel has said; dmesg(1). */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "programs.h"

enum { READ_ALL = 3, READ_AND_CLEAR = 4, CLEAR = 5, SIZE_OF_BUFFER = 10 };

/* A line without its level, and with -t without its time. */
static void print(char *line, int with_time) {
  char *text = strchr(line, '>');
  text = *line == '<' && text ? text + 1 : line;
  if (!with_time && *text == '[') {
    char *end = strstr(text, "] ");
    text = end ? end + 2 : text;
  }
  puts(text);
}

int dmesg_main(int count, char **arguments) {
  static const struct option options[] = {{"notime", 0, NULL, 't'},
                                          {"clear", 0, NULL, 'C'},
                                          {"read-clear", 0, NULL, 'c'},
                                          {NULL, 0, NULL, 0}};
  int action = READ_ALL, with_time = 1, option;
  long room, length;
  char *text, *line;
  while ((option = getopt_long(count, arguments, "tCc", options, NULL)) >= 0) {
    switch (option) {
      case 't':
        with_time = 0;
        break;
      case 'C':
        action = CLEAR;
        break;
      case 'c':
        action = READ_AND_CLEAR;
        break;
      default:
        try_help(1);
    }
  }
  if (action == CLEAR) {
    if (syscall(SYS_syslog, CLEAR, NULL, 0) < 0) {
      warn_errno("clear kernel buffer failed");
    }
    return tool_status;
  }
  room = syscall(SYS_syslog, SIZE_OF_BUFFER, NULL, 0);
  text = allocate((size_t)(room < 0 ? 1 : room + 1));
  length = syscall(SYS_syslog, action, text, room < 0 ? 0 : room);
  if (room < 0 || length < 0) {
    die(1, "read kernel buffer failed: %s", strerror(errno));
  }
  text[length] = 0;
  for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
    print(line, with_time);
  }
  return 0;
}
