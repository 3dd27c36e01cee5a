/* Walks through trees of files (nftw(3)). */
#ifndef _FTW_H
#define _FTW_H

#include <sys/stat.h>
#include <sys/types.h>

enum {
  FTW_F,   /* a file that is no folder */
  FTW_D,   /* a folder, before what is in it */
  FTW_DNR, /* a folder that cannot be read */
  FTW_NS,  /* nothing is known of it */
  FTW_SL,  /* a symbolic link */
  FTW_DP,  /* a folder, behind what is in it */
  FTW_SLN  /* a symbolic link that leads nowhere */
};

enum { FTW_PHYS = 1, FTW_MOUNT = 2, FTW_CHDIR = 4, FTW_DEPTH = 8, FTW_ACTIONRETVAL = 16 };

/* With FTW_ACTIONRETVAL. */
enum { FTW_CONTINUE, FTW_STOP, FTW_SKIP_SUBTREE, FTW_SKIP_SIBLINGS };

struct FTW {
  int base; /* where the last part of the path begins */
  int level;
};

typedef int (*__ftw_func_t)(const char *, const struct stat *, int);
typedef int (*__nftw_func_t)(const char *, const struct stat *, int, struct FTW *);

int ftw(const char *path, __ftw_func_t function, int descriptors);
int nftw(const char *path, __nftw_func_t function, int descriptors, int flags);

#endif
