#include <errno.h>
#include <fcntl.h>
#include <paths.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../internal/file.h"

/* end is the pipe's end that becomes the command's standard input or output. */
static _Noreturn void run(const char *command, int end, int standard) {
  if (end == standard) {
    fcntl(end, F_SETFD, 0);
  } else {
    dup2(end, standard);
  }
  execl(_PATH_BSHELL, "sh", "-c", command, (char *)NULL);
  _exit(127);
}

FILE *popen(const char *command, const char *mode) {
  int ends[2];
  int reading = *mode == 'r';
  int ours = reading ? 0 : 1;
  FILE *file;
  if ((*mode != 'r' && *mode != 'w') || pipe2(ends, O_CLOEXEC) < 0) {
    return NULL;
  }
  file = fdopen(ends[ours], mode);
  if (!file) {
    close(ends[0]);
    close(ends[1]);
    return NULL;
  }
  file->child = fork();
  if (file->child == 0) {
    run(command, ends[!ours], reading ? 1 : 0);
  }
  close(ends[!ours]);
  if (file->child < 0) {
    fclose(file);
    return NULL;
  }
  return file;
}

int pclose(FILE *file) {
  pid_t child = file->child;
  int status;
  fclose(file);
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) {
      return -1;
    }
  }
  return status;
}
