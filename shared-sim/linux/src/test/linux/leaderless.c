/* A process goes on without its first thread, and its children are waited for. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void *wait_for_child(void *unused) {
  int status = -1;
  int child = fork();
  if (child == 0) {
    _exit(7);
  }
  printf("waited: %s\n", waitpid(child, &status, 0) == child ? "done" : strerror(errno));
  printf("status %d\n", status >> 8);
  fflush(stdout);
  _exit(3);
}

int main(void) {
  pthread_t other;
  pthread_create(&other, NULL, wait_for_child, NULL);
  syscall(SYS_exit, 0);
}
