/* Extended attributes, and sets of capabilities as the kernel has them. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/xattr.h>
#include <unistd.h>

int main(void) {
  char value[64];
  int file = open("attributed", O_RDWR | O_CREAT, 0600);
  symlink("attributed", "link");
  printf("%d\n", setxattr("attributed", "user.colour", "grey", 4, XATTR_CREATE));
  printf("%d\n", setxattr("attributed", "user.colour", "grey", 4, XATTR_CREATE));
  printf("%s\n", strerror(errno));
  printf("%d\n", fsetxattr(file, "user.size", "tall", 5, 0));
  printf("%d\n", lsetxattr("link", "user.x", "y", 1, 0));
  printf("%s\n", strerror(errno));
  printf("%d\n", (int)getxattr("link", "user.colour", value, sizeof value));
  printf("%.4s\n", value);
  printf("%d\n", (int)fgetxattr(file, "user.size", value, sizeof value));
  printf("%s\n", value);
  printf("%d\n", (int)lgetxattr("link", "user.colour", value, sizeof value));
  printf("%s\n", strerror(errno));
  printf("%d\n", (int)getxattr("attributed", "user.colour", value, 2));
  printf("%s\n", strerror(errno));
  printf("%d\n", (int)listxattr("attributed", value, sizeof value));
  printf("%d\n", (int)flistxattr(file, NULL, 0));
  printf("%d\n", (int)llistxattr("link", value, sizeof value));
  printf("%d\n", removexattr("attributed", "user.colour"));
  printf("%d\n", fremovexattr(file, "user.size"));
  printf("%d\n", fremovexattr(file, "user.size"));
  printf("%s\n", strerror(errno));
  printf("%d\n", lremovexattr("nowhere", "user.size"));
  printf("%s\n", strerror(errno));
  printf("%d\n", prctl(PR_GET_SECUREBITS, 0, 0, 0, 0));
  printf("%d\n", prctl(PR_CAPBSET_READ, 100, 0, 0, 0));
  return 0;
}
