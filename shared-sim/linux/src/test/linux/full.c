/* Children of a group that has room for a few pages, or for none. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void put(const char *path, const char *text) {
  int file = open(path, O_WRONLY);
  write(file, text, strlen(text));
  close(file);
}

/* Its children fill what is left. */
static void family(void) {
  int i;
  put("m/cgroup.procs", "0");
  for (i = 0; i < 12; i++) {
    if (rand() % 2 && fork() == 0) {
      char *memory = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      memset(memory, 1, (size_t)(rand() % (1 << 20)));
    }
  }
  _exit(0);
}

int main(void) {
  int round, file, status, killed = 0;
  char text[32] = "";
  mkdir("/cg", 0755);
  mount("none", "/cg", "cgroup2", 0, NULL);
  chdir("/cg");
  mkdir("m", 0755);
  srand(1);
  for (round = 0; round < 60; round++) {
    char bound[16];
    pid_t child;
    sprintf(bound, "%d", 4096 * (1 + rand() % 60));
    put("m/memory.max", "max");
    put("m/memory.oom.group", rand() % 2 ? "1" : "0");
    put("m/memory.max", bound);
    child = fork();
    if (child == 0) {
      family();
    }
    waitpid(child, &status, 0);
    killed += WIFSIGNALED(status);
  }
  put("m/cgroup.kill", "1");
  while (wait(NULL) > 0) {
  }
  usleep(100000);
  file = open("m/memory.current", O_RDONLY);
  read(file, text, sizeof text - 1);
  printf("%s were killed\ncurrent %s", killed ? "some" : "none", text);
  return 0;
}
