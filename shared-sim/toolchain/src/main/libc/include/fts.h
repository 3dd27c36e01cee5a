/* Walks through trees of files, an entry at a time (fts(3)). */
#ifndef _FTS_H
#define _FTS_H

#include <sys/stat.h>
#include <sys/types.h>

struct _ftsent;

typedef struct {
  struct _ftsent *fts_cur;   /* the one that was told last */
  struct _ftsent *fts_child; /* what is in it, if somebody has asked */
  struct _ftsent **fts_array;
  dev_t fts_dev;
  char *fts_path;
  int fts_rfd;
  int fts_pathlen;
  int fts_nitems;
  int (*fts_compar)(const void *, const void *);
  int fts_options;
} FTS;

/* How the walk goes. */
#define FTS_COMFOLLOW 0x0001 /* links that are named at the beginning are followed */
#define FTS_LOGICAL 0x0002   /* all links are */
#define FTS_NOCHDIR 0x0004   /* the working directory stays; here it always does */
#define FTS_NOSTAT 0x0008
#define FTS_PHYSICAL 0x0010
#define FTS_SEEDOT 0x0020
#define FTS_XDEV 0x0040
#define FTS_WHITEOUT 0x0080
#define FTS_OPTIONMASK 0x00ff
#define FTS_NAMEONLY 0x0100
#define FTS_STOP 0x0200

#define FTS_ROOTPARENTLEVEL -1
#define FTS_ROOTLEVEL 0

/* What an entry is. */
#define FTS_D 1       /* a folder, before what is in it */
#define FTS_DC 2      /* a folder that it is in itself */
#define FTS_DEFAULT 3 /* something else */
#define FTS_DNR 4     /* a folder that cannot be read */
#define FTS_DOT 5
#define FTS_DP 6 /* a folder, behind what is in it */
#define FTS_ERR 7
#define FTS_F 8
#define FTS_INIT 9
#define FTS_NS 10 /* nothing is known of it */
#define FTS_NSOK 11
#define FTS_SL 12
#define FTS_SLNONE 13 /* a symbolic link that leads nowhere */
#define FTS_W 14

#define FTS_DONTCHDIR 0x01
#define FTS_SYMFOLLOW 0x02

/* What fts_set asks for. */
#define FTS_AGAIN 1
#define FTS_FOLLOW 2
#define FTS_NOINSTR 3
#define FTS_SKIP 4

typedef struct _ftsent {
  struct _ftsent *fts_cycle;
  struct _ftsent *fts_parent;
  struct _ftsent *fts_link;
  long fts_number;
  void *fts_pointer;
  char *fts_accpath;
  char *fts_path;
  int fts_errno;
  int fts_symfd;
  unsigned short fts_pathlen;
  unsigned short fts_namelen;
  ino_t fts_ino;
  dev_t fts_dev;
  nlink_t fts_nlink;
  short fts_level;
  unsigned short fts_info;
  unsigned short fts_flags;
  unsigned short fts_instr;
  struct stat *fts_statp;
  char fts_name[1];
} FTSENT;

FTS *fts_open(char *const *paths, int options, int (*compare)(const FTSENT **, const FTSENT **));
FTSENT *fts_read(FTS *walk);
FTSENT *fts_children(FTS *walk, int instruction);
int fts_set(FTS *walk, FTSENT *entry, int instruction);
int fts_close(FTS *walk);

#endif
