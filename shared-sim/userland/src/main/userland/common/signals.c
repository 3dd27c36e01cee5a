#include "signals.h"

#include <stdlib.h>
#include <strings.h>

const char *const signal_names[SIGNAL_NAMES] = {
    "EXIT", "HUP",  "INT",  "QUIT", "ILL",    "TRAP",   "ABRT",  "BUS",  "FPE",  "KILL", "USR1",
    "SEGV", "USR2", "PIPE", "ALRM", "TERM",   "STKFLT", "CHLD",  "CONT", "STOP", "TSTP", "TTIN",
    "TTOU", "URG",  "XCPU", "XFSZ", "VTALRM", "PROF",   "WINCH", "IO",   "PWR",  "SYS"};

int signal_number(const char *name) {
  char *end;
  long number = strtol(name, &end, 10);
  int i;
  if (*name && !*end) {
    return number >= 0 && number <= 64 ? (int)number : -1;
  }
  if (strncasecmp(name, "SIG", 3) == 0) {
    name += 3;
  }
  for (i = 0; i < SIGNAL_NAMES; i++) {
    if (strcasecmp(name, signal_names[i]) == 0) {
      return i;
    }
  }
  return -1;
}
