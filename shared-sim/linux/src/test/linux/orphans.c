/* A stopped group that loses its last looker-after is hung up and goes on; in an orphaned group,
   only SIGSTOP stops. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int out;

static void say(const char *text) { write(out, text, strlen(text)); }

static void hung_up(int number) {
  (void)number;
  say("hung up\n");
}

static void orphan(void) {
  setpgid(0, 0);
  signal(SIGHUP, hung_up);
  raise(SIGSTOP);
  say("continued\n");
  raise(SIGTSTP);
  raise(SIGTTIN);
  say("not stopped\n");
  _exit(0);
}

static void parent_that_leaves(void) {
  int status;
  pid_t child = fork();
  if (child == 0) {
    orphan();
  }
  waitpid(child, &status, WUNTRACED);
  say("leaves\n");
  _exit(0);
}

/* Waits until all that could write have ended. */
static void show(void (*run)(void)) {
  int ends[2];
  char c;
  pipe(ends);
  out = ends[1];
  if (fork() == 0) {
    close(ends[0]);
    setpgid(0, 0);
    run();
  }
  close(ends[1]);
  while (read(ends[0], &c, 1) == 1) {
    putchar(c);
  }
  close(ends[0]);
  wait(NULL);
  puts("--");
}

int main(void) {
  show(parent_that_leaves);
  return 0;
}
