/* statfs(2) with the layout of the kernel's struct statfs64. */
#ifndef _SYS_STATFS_H
#define _SYS_STATFS_H

#include <sys/types.h>

typedef struct {
  int __val[2];
} fsid_t;

struct statfs {
  unsigned int f_type;
  unsigned int f_bsize;
  fsblkcnt_t f_blocks;
  fsblkcnt_t f_bfree;
  fsblkcnt_t f_bavail;
  fsfilcnt_t f_files;
  fsfilcnt_t f_ffree;
  fsid_t f_fsid;
  unsigned int f_namelen;
  unsigned int f_frsize;
  unsigned int f_flags;
  unsigned int f_spare[4];
};

int statfs(const char *path, struct statfs *status);
int fstatfs(int descriptor, struct statfs *status);

#endif
