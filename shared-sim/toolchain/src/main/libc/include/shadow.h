/* The passwords of /etc/shadow. */
#ifndef _SHADOW_H
#define _SHADOW_H

#include <stdio.h>

#define SHADOW "/etc/shadow"

struct spwd {
  char *sp_namp;
  char *sp_pwdp;
  long sp_lstchg;
  long sp_min;
  long sp_max;
  long sp_warn;
  long sp_inact;
  long sp_expire;
  unsigned long sp_flag;
};

struct spwd *getspnam(const char *name);
int getspnam_r(const char *name, struct spwd *user, char *text, size_t size, struct spwd **result);
struct spwd *getspent(void);
struct spwd *fgetspent(FILE *file);
void setspent(void);
void endspent(void);
int putspent(const struct spwd *user, FILE *file);

#endif
