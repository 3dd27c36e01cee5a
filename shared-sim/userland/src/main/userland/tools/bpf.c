/* Filters of system calls as the kernel takes them: written, read, shown, set (seccomp(2)). */
#include "bpf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "callnames.h"
#include "tool.h"

#define SET_MODE_FILTER 1

static const char *const words[] = {"kill",  "kill-thread", "trap", "errno",
                                    "trace", "log",         "allow"};
static const unsigned values[] = {KILL_PROCESS, KILL_THREAD, TRAP, ERRNO, TRACE, LOG, ALLOW};

void print_action(unsigned action) {
  unsigned kind = action & 0xffff0000, data = action & 0xffff;
  int i;
  for (i = 0; i < 7; i++) {
    if (values[i] == kind) {
      printf("%s", words[i]);
      if (kind == ERRNO && error_name((int)data)) {
        printf(" %s", error_name((int)data));
      } else if (data) {
        printf(" %u", data);
      }
      return;
    }
  }
  printf("0x%x", action);
}

static const char *place(unsigned at) {
  static char text[24];
  if (at >= 16) {
    snprintf(text, sizeof text, "arg%u.%s", (at - 16) / 8, at & 4 ? "high" : "low");
    return text;
  }
  return at == NUMBER_OF_CALL ? "call" : at == ARCHITECTURE ? "arch" : at == 8 ? "ip" : "ip.high";
}

static void print_jump(const struct instruction *one, int at, const char *sign, unsigned loaded) {
  const struct call *call =
      loaded == NUMBER_OF_CALL && one->code == IF_EQUAL ? call_of_number((int)one->number) : NULL;
  if (call) {
    printf("if %s %s", sign, call->name);
  } else {
    printf("if %s 0x%x", sign, one->number);
  }
  if (one->when_true) {
    printf(" go to %d", at + 1 + one->when_true);
  }
  if (one->when_false) {
    printf("%s else go to %d", one->when_true ? "," : "", at + 1 + one->when_false);
  }
}

void print_filter(const struct filter *filter) {
  unsigned loaded = 0;
  int i;
  for (i = 0; i < filter->length; i++) {
    const struct instruction *one = &filter->program[i];
    printf("%4d: ", i);
    switch (one->code) {
      case LOAD:
        loaded = one->number;
        printf("load %s", place(loaded));
        break;
      case AND:
        printf("and 0x%x", one->number);
        break;
      case JUMP:
        printf("go to %d", i + 1 + (int)one->number);
        break;
      case IF_EQUAL:
        print_jump(one, i, "==", loaded);
        break;
      case IF_ABOVE:
        print_jump(one, i, ">", loaded);
        break;
      case IF_AT_LEAST:
        print_jump(one, i, ">=", loaded);
        break;
      case IF_ANY_BIT:
        print_jump(one, i, "&", loaded);
        break;
      case RETURN:
        print_action(one->number);
        break;
      default:
        printf("0x%x %u %u 0x%x", one->code, one->when_true, one->when_false, one->number);
    }
    putchar('\n');
  }
}

struct filter read_filter(const char *path) {
  size_t room = sizeof(struct instruction) * MOST_INSTRUCTIONS;
  struct filter filter = {0, allocate(room + 1)};
  size_t size = 0;
  long count = 0;
  int file = open(path, O_RDONLY);
  while (file >= 0 && (count = read(file, (char *)filter.program + size, room + 1 - size)) > 0) {
    size += (size_t)count;
  }
  if (file < 0 || count < 0) {
    die(1, "cannot open %s: %m", path);
  }
  close(file);
  if (size == 0 || size > room || size % sizeof(struct instruction)) {
    die(1, "%s: is no filter", path);
  }
  filter.length = (unsigned short)(size / sizeof(struct instruction));
  return filter;
}

int set_filter(const struct filter *filter, unsigned flags) {
  return (int)syscall(SYS_seccomp, SET_MODE_FILTER, flags, filter);
}
