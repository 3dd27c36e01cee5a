#include <fcntl.h>
#include <unistd.h>

int daemon(int keep_folder, int keep_files) {
  pid_t pid = fork();
  if (pid < 0) {
    return -1;
  }
  if (pid > 0) {
    _exit(0);
  }
  setsid();
  if (!keep_folder && chdir("/") < 0) {
    return -1;
  }
  if (!keep_files) {
    int null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    dup2(null, 1);
    dup2(null, 2);
  }
  return 0;
}
