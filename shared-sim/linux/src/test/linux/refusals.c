/* What a hostile program tries: each is refused with Linux's error, and nothing else happens. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void tell(const char *what, long result) {
  printf("%s: %s\n", what, result < 0 ? strerror(errno) : "done");
  errno = 0;
}

int main(void) {
  char name[] = "/tmp/refusals-XXXXXX";
  int file = mkstemp(name);
  int reader;
  int ends[2];
  void *page;
  pid_t child;

  tell("write", write(file, "abc", 3));
  reader = open(name, O_RDONLY);
  page = mmap(NULL, 4096, PROT_READ, MAP_SHARED, reader, 0);
  tell("mprotect", mprotect(page, 4096, PROT_READ | PROT_WRITE));
  tell("still there", memcmp(page, "abc", 3));
  tell("mprotect to read", mprotect(page, 4096, PROT_READ));

  pipe(ends);
  tell("bad pointer", write(ends[1], (void *)8, 10));
  {
    struct pollfd asked = {ends[0], POLLIN, 0};
    printf("nothing to read: %d\n", poll(&asked, 1, 0));
  }
  child = syscall(SYS_clone, 0x00100000 | SIGCHLD, 0, 8, 0, 0);
  if (child == 0) {
    _exit(7);
  }
  {
    int status = 0;
    int waited = wait(&status) == child;
    printf("child of a clone: %d, %d\n", waited, WEXITSTATUS(status));
  }

  unlink(name);
  return 0;
}
