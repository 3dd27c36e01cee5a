/* The lines of /proc/self/status that both kernels have, in their order. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* These depend on the kernel's version and configuration, or are not counted. */
static const char *const others[] = {"Kthread",       "HugetlbPages",
                                     "THP_enabled",   "untag_mask",
                                     "x86_Thread",    "voluntary_ctxt_switches",
                                     "CoreDumping",   "nonvoluntary_ctxt_switches",
                                     "Speculation"};

static int is_other(const char *line) {
  unsigned i;
  for (i = 0; i < sizeof others / sizeof *others; i++) {
    if (strncmp(line, others[i], strlen(others[i])) == 0) {
      return 1;
    }
  }
  return 0;
}

static void show(const char *first) {
  static const char *const values[] = {"VmLck", "VmSwap", "Threads", "SigBlk", "Umask", "Seccomp"};
  char line[4096];
  unsigned i;
  FILE *file = fopen("/proc/self/status", "r");
  printf("%s\n", first);
  while (fgets(line, sizeof line, file)) {
    for (i = 0; i < sizeof values / sizeof *values; i++) {
      if (strncmp(line, values[i], strlen(values[i])) == 0) {
        printf("  %s", line);
      }
    }
    if (!is_other(line)) {
      printf("%.*s\n", (int)strcspn(line, ":"), line);
    }
  }
  fclose(file);
}

int main(void) {
  sigset_t set;
  int i;
  show("first");
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, NULL);
  for (i = 0; i < 40; i++) {
    dup(0);
  }
  show("second");
  return 0;
}
