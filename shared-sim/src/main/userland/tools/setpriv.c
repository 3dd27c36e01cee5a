/* setpriv(1), as far as it changes users and groups; chroot(8) has the same option. */
#include <errno.h>
#include <getopt.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "programs.h"

int setpriv_main(int count, char **arguments) {
  static const struct option options[] = {{"reuid", 1, NULL, 'u'},
                                          {"regid", 1, NULL, 'g'},
                                          {"clear-groups", 0, NULL, 'c'},
                                          {"keep-groups", 0, NULL, 'k'},
                                          {NULL, 0, NULL, 0}};
  int user = -1, group = -1, clears = 0, option;
  while ((option = getopt_long(count, arguments, "+", options, NULL)) >= 0) {
    switch (option) {
      case 'u': user = atoi(optarg); break;
      case 'g': group = atoi(optarg); break;
      case 'c': clears = 1; break;
      case 'k': break;
      default: try_help(1);
    }
  }
  if (optind == count) {
    die(1, "No program specified");
  }
  if (group >= 0 && setresgid((gid_t)group, (gid_t)group, (gid_t)-1) < 0) {
    die(1, "setresgid failed: %m");
  }
  if (clears && setgroups(0, NULL) < 0) {
    die(1, "setgroups failed: %m");
  }
  if (user >= 0 && setresuid((uid_t)user, (uid_t)user, (uid_t)-1) < 0) {
    die(1, "setresuid failed: %m");
  }
  execvp(arguments[optind], arguments + optind);
  die(errno == ENOENT ? 127 : 126, "failed to execute %s: %m", arguments[optind]);
}
