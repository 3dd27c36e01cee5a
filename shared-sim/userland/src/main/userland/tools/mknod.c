/* mknod(1). */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "programs.h"

int mknod_main(int count, char **arguments) {
  int mode = 0666, option, type;
  dev_t device = 0;
  while ((option = getopt(count, arguments, "m:")) >= 0) {
    if (option != 'm' || (mode = parse_mode(optarg, 0666, 0)) < 0) {
      die(1, "invalid mode");
    }
  }
  arguments += optind;
  count -= optind;
  if (count < 2) {
    warn(count ? "missing operand after '%s'" : "missing operand", count ? *arguments : "");
    try_help(1);
  }
  switch (*arguments[1]) {
    case 'p':
      type = S_IFIFO;
      break;
    case 'b':
      type = S_IFBLK;
      break;
    case 'c':
    case 'u':
      type = S_IFCHR;
      break;
    default:
      die(1, "invalid device type '%s'", arguments[1]);
  }
  if (type != S_IFIFO) {
    if (count < 4) {
      warn("missing operand after '%s'", arguments[count - 1]);
      try_help(1);
    }
    device =
        makedev((unsigned)strtoul(arguments[2], NULL, 0), (unsigned)strtoul(arguments[3], NULL, 0));
  }
  if (mknod(*arguments, (mode_t)(type | mode), device) < 0) {
    warn_errno("%s", *arguments);
    return 1;
  }
  return 0;
}
