/* Waits for a traced thread that ends, alone or with its process. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int ready[2];

static void *thread(void *alone) {
  int number = syscall(SYS_gettid);
  write(ready[1], &number, sizeof number);
  usleep(100000);
  if (!alone) _exit(3);
  return NULL;
}

static void traced(void *alone) {
  int child, number, status;
  pipe(ready);
  child = fork();
  if (child == 0) {
    pthread_t other;
    pthread_create(&other, NULL, thread, alone);
    for (;;) pause();
  }
  read(ready[0], &number, sizeof number);
  syscall(SYS_ptrace, PTRACE_ATTACH, number, 0, 0);
  waitpid(number, &status, __WALL);
  printf("stop %x ", status >> 8);
  syscall(SYS_ptrace, PTRACE_CONT, number, 0, 0);
  printf("%s\n", waitpid(number, &status, __WALL) < 0 ? strerrorname_np(errno) : "end");
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  traced("alone");
  traced(NULL);
  return 0;
}
