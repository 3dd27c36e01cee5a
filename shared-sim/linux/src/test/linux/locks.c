/* flock(2): who shares, who has it alone, what fork and dup share, and when it is given back. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char path[] = "/tmp/locksXXXXXX";

static int again(void) { return open(path, O_RDWR); }

static void try(const char *what, int file, int how) {
  int status = flock(file, how);
  printf("%s: %d %s\n", what, status, status ? strerror(errno) : "");
  fflush(stdout);
}

static void rest(long milliseconds) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

static void nothing(int signal) { (void)signal; }

/* A child waits for what its parent has. */
static void waits(int first, int second) {
  int status, tried[2];
  char c;
  pid_t child;
  flock(first, LOCK_EX);
  pipe(tried);
  child = fork();
  if (child == 0) {
    try("child at once", second, LOCK_EX | LOCK_NB);
    write(tried[1], "", 1);
    try("child waits", second, LOCK_EX);
    _exit(7);
  }
  read(tried[0], &c, 1);
  close(tried[0]);
  close(tried[1]);
  rest(50);
  printf("still there: %d\n", (int)waitpid(child, &status, WNOHANG));
  fflush(stdout);
  flock(first, LOCK_UN);
  waitpid(child, &status, 0);
  printf("ended: %d\n", WEXITSTATUS(status));
  /* The child shared our open file, and its end does not give back what we may still use. */
  try("ours, after the child", first, LOCK_EX | LOCK_NB);
  flock(second, LOCK_UN);
}

static void interrupted(int first, int second) {
  struct sigaction action;
  int status;
  pid_t child;
  flock(first, LOCK_EX);
  child = fork();
  if (child == 0) {
    memset(&action, 0, sizeof action);
    action.sa_handler = nothing;
    sigaction(SIGUSR1, &action, NULL);
    try("interrupted", second, LOCK_SH);
    _exit(0);
  }
  rest(50);
  kill(child, SIGUSR1);
  waitpid(child, &status, 0);
  flock(first, LOCK_UN);
}

int main(void) {
  int first = mkstemp(path);
  int second = again(), third = again(), copy, bare;
  try("shared", first, LOCK_SH);
  try("shared, too", second, LOCK_SH | LOCK_NB);
  try("alone", third, LOCK_EX | LOCK_NB);
  try("alone, with one's own", second, LOCK_EX | LOCK_NB);
  try("what was lost", third, LOCK_EX | LOCK_NB);
  flock(first, LOCK_UN);
  try("alone", second, LOCK_EX | LOCK_NB);
  try("again", second, LOCK_EX | LOCK_NB);
  copy = dup(second);
  try("by a copy", copy, LOCK_EX | LOCK_NB);
  close(second);
  try("the copy keeps it", first, LOCK_SH | LOCK_NB);
  close(copy);
  try("given back", first, LOCK_SH | LOCK_NB);
  try("nothing to give back", third, LOCK_UN);
  try("nonsense", third, 0);
  try("both", third, LOCK_SH | LOCK_EX);
  try("no file", 99, LOCK_EX);
  bare = open(path, O_PATH);
  try("a path alone", bare, LOCK_EX);
  flock(first, LOCK_UN);
  waits(first, third);
  flock(first, LOCK_UN);
  interrupted(first, third);
  unlink(path);
  try("without a name", first, LOCK_EX | LOCK_NB);
  return 0;
}
