#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

_Noreturn void abort(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGABRT);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  raise(SIGABRT);
  /* It was ignored, or its handler returned. */
  signal(SIGABRT, SIG_DFL);
  raise(SIGABRT);
  _exit(127);
}
