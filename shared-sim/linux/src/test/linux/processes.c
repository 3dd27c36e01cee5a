/* fork, wait, exec, exit and signals that end processes. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

static void show(const char *what, pid_t pid, int status) {
  printf("%s: %s", what, pid > 0 ? "child" : strerror(errno));
  if (pid > 0 && WIFEXITED(status)) {
    printf(" exited %d", WEXITSTATUS(status));
  } else if (pid > 0 && WIFSIGNALED(status)) {
    printf(" killed %d", WTERMSIG(status));
  } else if (pid > 0 && WIFSTOPPED(status)) {
    printf(" stopped %d", WSTOPSIG(status));
  } else if (pid > 0 && WIFCONTINUED(status)) {
    printf(" continued");
  }
  putchar('\n');
  fflush(stdout);
}

static void in_child(const char *what, void (*run)(void)) {
  int status = 0;
  pid_t pid = fork();
  if (pid == 0) {
    run();
    _exit(99);
  }
  pid = waitpid(pid, &status, 0);
  show(what, pid, status);
}

static int counter = 1;

static void change(void) { _exit(++counter); }
static void null_pointer(void) { *(volatile int *)0 = 1; }
static void read_only(void) { *(volatile char *)(unsigned long)"text" = 'T'; }
static void divide(void) {
  __asm__ volatile("xorl %%ecx, %%ecx\n\tmovl $1, %%eax\n\tcltd\n\tidivl %%ecx" ::: "eax", "ecx", "edx");
}
static void illegal(void) { __asm__("ud2"); }
static void privileged(void) { __asm__("hlt"); }
static void port(void) { __asm__("outb %al, $0x80"); }
/* A handler sends its program back with a code segment of the kernel's. */
static void spoil(int signal, siginfo_t *info, void *context) {
  (void)signal;
  (void)info;
  ((ucontext_t *)context)->uc_mcontext.gregs[REG_CS] = 0x63;
}
static void bad_selector(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = spoil;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGUSR1, &action, NULL);
  raise(SIGUSR1);
}
static void stack(void) {
  volatile char big[9 << 20];
  big[0] = 1;
}
static void abort_it(void) { abort(); }
static void by_itself(void) { kill(getpid(), SIGTERM); }
static void exec_missing(void) {
  char *arguments[] = {"missing", NULL};
  execv("/missing", arguments);
  _exit(errno);
}
static void exec_self(void) {
  char *arguments[] = {"again", "one", "two words", NULL};
  char *environment[] = {"A=1", "B=", NULL};
  execve("/proc/self/exe", arguments, environment);
  execve("/bin/prog", arguments, environment);
  _exit(errno);
}
static void orphan(void) {
  if (fork() == 0) {
    usleep(20000);
    _exit(3);
  }
  _exit(4);
}

int main(int count, char **arguments, char **environment) {
  int status;
  pid_t pid;
  if (count > 1) {
    for (; *arguments; arguments++) {
      printf("[%s]", *arguments);
    }
    for (; *environment; environment++) {
      printf("<%s>", *environment);
    }
    putchar('\n');
    fflush(stdout);
    _exit(17);
  }
  in_child("change", change);
  printf("counter %d\n", counter);
  in_child("null pointer", null_pointer);
  in_child("read-only", read_only);
  in_child("divide", divide);
  in_child("illegal", illegal);
  in_child("privileged", privileged);
  in_child("port", port);
  in_child("bad selector", bad_selector);
  in_child("stack", stack);
  in_child("abort", abort_it);
  in_child("by itself", by_itself);
  in_child("exec missing", exec_missing);
  in_child("exec self", exec_self);
  in_child("orphan", orphan);
  errno = 0;
  pid = wait(&status);
  show("no child", pid, status);
  pid = fork();
  if (pid == 0) {
    for (;;) {
      pause();
    }
  }
  printf("nothing: %d\n", waitpid(pid, &status, WNOHANG));
  kill(pid, SIGSTOP);
  show("stop", waitpid(pid, &status, WUNTRACED), status);
  kill(pid, SIGCONT);
  show("continue", waitpid(pid, &status, WCONTINUED), status);
  kill(pid, SIGKILL);
  show("kill", waitpid(pid, &status, 0), status);
  printf("gone: %d %s\n", kill(pid, 0), strerror(errno));
  printf("group: %d\n", getpgrp() == getpgid(0));
  signal(SIGCHLD, SIG_IGN);
  if (fork() == 0) {
    _exit(5);
  }
  errno = 0;
  pid = wait(&status);
  show("ignored", pid, status);
  return 12;
}
