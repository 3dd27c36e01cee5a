// What a tracer asks to be told of: the end of a task and of vfork(2), and that tracees end with it.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static int child;

// Of others it depends on the kernel who comes first.
static void tell(int pid, int status) {
  if (pid != child) return;
  if (WIFEXITED(status)) printf("exited %d\n", WEXITSTATUS(status));
  if (WIFSIGNALED(status)) printf("killed %d\n", WTERMSIG(status));
  if (WIFSTOPPED(status)) printf("stopped %x\n", status >> 8);
}

// Goes on whatever happens, and tells it, until all have ended.
static void follow(const char *what, int options, void (*body)(void)) {
  printf("-- %s\n", what);
  fflush(stdout);
  child = fork();
  if (child == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    raise(SIGSTOP);
    body();
    _exit(3);
  }
  int status;
  waitpid(child, &status, 0);
  printf("options %ld\n", ptrace(PTRACE_SETOPTIONS, child, 0, options));
  ptrace(PTRACE_CONT, child, 0, 0);
  for (int pid; (pid = waitpid(-1, &status, __WALL)) > 0;) {
    tell(pid, status);
    if (!WIFSTOPPED(status)) continue;
    long message = 0;
    int event = status >> 16;
    if (event == PTRACE_EVENT_EXIT) {
      ptrace(PTRACE_GETEVENTMSG, pid, 0, &message);
      printf("ends with %lx\n", message);
    }
    if (event == PTRACE_EVENT_VFORK_DONE) {
      ptrace(PTRACE_GETEVENTMSG, pid, 0, &message);
      printf("done with another %d\n", message > child);
    }
    int signal = event || WSTOPSIG(status) == SIGSTOP ? 0 : WSTOPSIG(status);
    ptrace(PTRACE_CONT, pid, 0, signal);
  }
}

static void leave(void) {
  _exit(5);
}

static void fault(void) {
  *(volatile int *)0 = 1;
}

static void killed(void) {
  raise(SIGTERM);
}

static void ignored(void) {
  raise(SIGCHLD);
  raise(SIGWINCH);
}

static void forks(void) {
  if (vfork() == 0) _exit(1);
  wait(0);
}

static void unknown(void) {
  printf("-- unknown\n");
  fflush(stdout);
  int pid = fork();
  if (pid == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    raise(SIGSTOP);
    _exit(0);
  }
  waitpid(pid, 0, 0);
  long result = ptrace(PTRACE_SETOPTIONS, pid, 0, 0x40000000);
  printf("%ld %s\n", result, strerror(errno));
  ptrace(PTRACE_KILL, pid, 0, 0);
  waitpid(pid, 0, 0);
}

static void abandoned(int options) {
  int ends[2];
  pipe(ends);
  fflush(stdout);
  int tracer = fork();
  if (tracer == 0) {
    int pid = fork();
    if (pid == 0) {
      ptrace(PTRACE_TRACEME, 0, 0, 0);
      raise(SIGSTOP);
      usleep(50000);
      write(ends[1], "alive", 5);
      _exit(0);
    }
    waitpid(pid, 0, 0);
    ptrace(PTRACE_SETOPTIONS, pid, 0, options);
    ptrace(PTRACE_CONT, pid, 0, 0);
    _exit(0);
  }
  close(ends[1]);
  waitpid(tracer, 0, 0);
  char text[10] = "";
  read(ends[0], text, 9);
  printf("left behind: %s\n", text);
  close(ends[0]);
}

int main(void) {
  follow("exit", PTRACE_O_TRACEEXIT, leave);
  follow("fault", PTRACE_O_TRACEEXIT, fault);
  follow("signal", PTRACE_O_TRACEEXIT, killed);
  follow("ignored", PTRACE_O_TRACEEXIT, ignored);
  follow("vfork", PTRACE_O_TRACEVFORK | PTRACE_O_TRACEVFORKDONE, forks);
  follow("vfork done alone", PTRACE_O_TRACEVFORKDONE, forks);
  unknown();
  abandoned(0);
  abandoned(PTRACE_O_EXITKILL);
  return 0;
}
