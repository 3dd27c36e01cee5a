/* The users of /etc/passwd. */
#ifndef _PWD_H
#define _PWD_H

#include <stdio.h>
#include <sys/types.h>

struct passwd {
  char *pw_name;
  char *pw_passwd;
  uid_t pw_uid;
  gid_t pw_gid;
  char *pw_gecos;
  char *pw_dir;
  char *pw_shell;
};

struct passwd *getpwnam(const char *name);
struct passwd *getpwuid(uid_t uid);
struct passwd *getpwent(void);
struct passwd *fgetpwent(FILE *file);
void setpwent(void);
void endpwent(void);
int getpwnam_r(const char *name, struct passwd *user, char *text, size_t size,
               struct passwd **result);
int getpwuid_r(uid_t uid, struct passwd *user, char *text, size_t size, struct passwd **result);
int getpwent_r(struct passwd *user, char *text, size_t size, struct passwd **result);
int fgetpwent_r(FILE *file, struct passwd *user, char *text, size_t size, struct passwd **result);
int putpwent(const struct passwd *user, FILE *file);

#endif
