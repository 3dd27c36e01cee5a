/* chroot(8): a command with another root directory. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "programs.h"

int chroot_main(int count, char **arguments) {
  char *shell[] = {getenv("SHELL") ? getenv("SHELL") : "/bin/sh", "-i", NULL};
  char **command;
  if (count < 2) {
    missing_operand();
  }
  if (chroot(arguments[1]) < 0) {
    die(125, "cannot change root directory to '%s': %m", arguments[1]);
  }
  if (chdir("/") < 0) {
    die(125, "cannot chdir to root directory: %m");
  }
  command = count > 2 ? arguments + 2 : shell;
  execvp(command[0], command);
  die(errno == ENOENT ? 127 : 126, "failed to run command '%s': %m", command[0]);
}
