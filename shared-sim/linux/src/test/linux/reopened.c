/* A pipe without a name that is opened once more, by /proc/self/fd (proc_pid_fd(5)). */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int again(int file, int flags) {
  char path[64];
  int opened;
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  opened = open(path, flags);
  printf("%d %s\n", opened >= 0, opened < 0 ? strerror(errno) : "");
  fflush(stdout);
  return opened;
}

int main(void) {
  char bytes[8];
  int ends[2], file;
  signal(SIGPIPE, SIG_IGN);
  pipe(ends);
  write(ends[1], "some", 4);
  close(ends[1]);
  alarm(5); /* nobody writes any more: this does not wait for somebody who will */
  file = again(ends[0], O_RDONLY);
  printf("%d\n", (int)read(file, bytes, sizeof bytes));
  printf("%d\n", (int)read(file, bytes, sizeof bytes));
  close(file);
  pipe(ends);
  close(ends[0]);
  file = again(ends[1], O_WRONLY | O_NONBLOCK);
  printf("%d", (int)write(file, "x", 1));
  printf(" %s\n", strerror(errno));
  file = again(ends[1], O_WRONLY);
  file = again(ends[1], O_RDONLY);
  printf("%d\n", (int)write(ends[1], "x", 1));
  return 0;
}
