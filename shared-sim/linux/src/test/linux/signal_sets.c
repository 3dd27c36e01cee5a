/* What /proc/self/status tells of signals, of the mask for new files and of groups. */
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void handler(int signal) { (void)signal; }

static void show(void) {
  char line[256];
  FILE *file = fopen("/proc/self/status", "r");
  while (fgets(line, sizeof line, file)) {
    if (strncmp(line, "Sig", 3) == 0 && line[3] != 'Q') {
      fputs(line, stdout);
    } else if (strncmp(line, "ShdPnd", 6) == 0 || strncmp(line, "Umask", 5) == 0) {
      fputs(line, stdout);
    }
  }
  fclose(file);
}

int main(void) {
  sigset_t some;
  int i;
  for (i = 1; i <= 64; i++) {
    signal(i, SIG_DFL);
  }
  umask(027);
  show();
  signal(SIGQUIT, SIG_IGN);
  signal(SIGUSR1, handler);
  signal(SIGRTMAX, handler);
  sigemptyset(&some);
  sigaddset(&some, SIGUSR1);
  sigaddset(&some, SIGTERM);
  sigprocmask(SIG_BLOCK, &some, NULL);
  kill(getpid(), SIGTERM);
  raise(SIGUSR1);
  umask(0);
  show();
  return 0;
}
