#include <string.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>

/* The kernel marks with this bit that it has told of the flags at all. */
enum { FLAGS_ARE_VALID = 0x20 };

static void convert(const struct statfs *from, struct statvfs *to) {
  memset(to, 0, sizeof *to);
  to->f_bsize = from->f_bsize;
  to->f_frsize = from->f_frsize ? from->f_frsize : from->f_bsize;
  to->f_blocks = from->f_blocks;
  to->f_bfree = from->f_bfree;
  to->f_bavail = from->f_bavail;
  to->f_files = from->f_files;
  to->f_ffree = from->f_ffree;
  to->f_favail = from->f_ffree;
  to->f_fsid = (unsigned long)from->f_fsid.__val[0];
  to->f_flag = from->f_flags & ~(unsigned long)FLAGS_ARE_VALID;
  to->f_namemax = from->f_namelen;
}

int statvfs(const char *path, struct statvfs *data) {
  struct statfs found;
  if (statfs(path, &found) < 0) {
    return -1;
  }
  convert(&found, data);
  return 0;
}

int fstatvfs(int descriptor, struct statvfs *data) {
  struct statfs found;
  if (fstatfs(descriptor, &found) < 0) {
    return -1;
  }
  convert(&found, data);
  return 0;
}
