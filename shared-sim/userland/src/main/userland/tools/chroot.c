/* chroot(8): a command with another root directory. */
#include <errno.h>
#include <getopt.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "programs.h"

static void become(const char *spec) {
  const char *colon = strchr(spec, ':');
  if (setgroups(0, NULL) < 0) {
    die(125, "failed to set supplemental groups: %m");
  }
  if (colon && colon[1] && setgid((gid_t)atoi(colon + 1)) < 0) {
    die(125, "failed to set group-ID: %m");
  }
  if (*spec != ':' && setuid((uid_t)atoi(spec)) < 0) {
    die(125, "failed to set user-ID: %m");
  }
}

int chroot_main(int count, char **arguments) {
  static const struct option options[] = {
      {"userspec", 1, NULL, 'u'}, {"skip-chdir", 0, NULL, 's'}, {NULL, 0, NULL, 0}};
  char *shell[] = {getenv("SHELL") ? getenv("SHELL") : "/bin/sh", "-i", NULL};
  const char *spec = NULL;
  int stays = 0, option;
  char **command;
  while ((option = getopt_long(count, arguments, "+", options, NULL)) >= 0) {
    switch (option) {
      case 'u':
        spec = optarg;
        break;
      case 's':
        stays = 1;
        break;
      default:
        try_help(125);
    }
  }
  arguments += optind;
  if (optind == count) {
    warn("missing operand");
    try_help(125);
  }
  if (chroot(*arguments) < 0) {
    die(125, "cannot change root directory to '%s': %m", *arguments);
  }
  if (!stays && chdir("/") < 0) {
    die(125, "cannot chdir to root directory: %m");
  }
  if (spec) {
    become(spec);
  }
  command = arguments[1] ? arguments + 1 : shell;
  execvp(command[0], command);
  die(errno == ENOENT ? 127 : 126, "failed to run command \xe2\x80\x98%s\xe2\x80\x99: %m",
      command[0]);
}
