#ifndef _STRINGS_H
#define _STRINGS_H

#include <bits/types.h>

typedef __size_t size_t;

int strcasecmp(const char *left, const char *right);
int strncasecmp(const char *left, const char *right, size_t limit);
int ffs(int value);
int ffsl(long value);
int ffsll(long long value);
int bcmp(const void *left, const void *right, size_t count);
void bcopy(const void *from, void *to, size_t count);
void bzero(void *block, size_t count);
char *index(const char *string, int c);
char *rindex(const char *string, int c);

#endif
