/* The groups of /etc/group. */
#ifndef _GRP_H
#define _GRP_H

#include <stdio.h>
#include <sys/types.h>

struct group {
  char *gr_name;
  char *gr_passwd;
  gid_t gr_gid;
  char **gr_mem;
};

struct group *getgrnam(const char *name);
struct group *getgrgid(gid_t gid);
struct group *getgrent(void);
struct group *fgetgrent(FILE *file);
void setgrent(void);
void endgrent(void);
int getgrnam_r(const char *name, struct group *group, char *text, size_t size,
               struct group **result);
int getgrgid_r(gid_t gid, struct group *group, char *text, size_t size, struct group **result);
int putgrent(const struct group *group, FILE *file);
int getgrouplist(const char *user, gid_t first, gid_t *groups, int *count);
int initgroups(const char *user, gid_t first);
int setgroups(size_t count, const gid_t groups[]);

#endif
