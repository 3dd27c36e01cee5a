#ifndef BPF_H
#define BPF_H

#include <stddef.h>

/* An instruction of classic BPF and a program of them, as the kernel takes them
   (linux/filter.h). */
struct instruction {
  unsigned short code;
  unsigned char when_true, when_false;
  unsigned number;
};

struct filter {
  unsigned short length;
  struct instruction *program;
};

enum {
  LOAD = 0x20,
  AND = 0x54,
  JUMP = 0x05,
  IF_EQUAL = 0x15,
  IF_ABOVE = 0x25,
  IF_AT_LEAST = 0x35,
  IF_ANY_BIT = 0x45,
  RETURN = 0x06
};

/* Where struct seccomp_data has what is asked for. */
#define NUMBER_OF_CALL 0
#define ARCHITECTURE 4
#define LOW_HALF(argument) (16 + 8 * (argument))

#define I386 0x40000003U

/* What becomes of a call. */
#define KILL_PROCESS 0x80000000U
#define KILL_THREAD 0U
#define TRAP 0x00030000U
#define ERRNO 0x00050000U
#define TRACE 0x7ff00000U
#define LOG 0x7ffc0000U
#define ALLOW 0x7fff0000U

#define MOST_INSTRUCTIONS 4096

/* The words of a rule for an action and what it gives along: "errno ENOENT". */
void print_action(unsigned action);

/* One line for each instruction. */
void print_filter(const struct filter *filter);

/* From a file, as setpriv takes it; ends the program where it cannot be read. */
struct filter read_filter(const char *path);

/* For this process and all that it becomes; -1 where the kernel refuses. */
int set_filter(const struct filter *filter, unsigned flags);

#endif
