#ifndef _STRING_H
#define _STRING_H

#include <stddef.h>
#include <strings.h>

void *memcpy(void *restrict to, const void *restrict from, size_t count);
void *mempcpy(void *restrict to, const void *restrict from, size_t count);
void *memccpy(void *restrict to, const void *restrict from, int c, size_t count);
void *memmove(void *to, const void *from, size_t count);
void *memset(void *to, int c, size_t count);
int memcmp(const void *left, const void *right, size_t count);
void *memchr(const void *block, int c, size_t count);
void *memrchr(const void *block, int c, size_t count);
void *rawmemchr(const void *block, int c);
void *memmem(const void *block, size_t size, const void *part, size_t part_size);
void explicit_bzero(void *block, size_t size);

size_t strlen(const char *string);
size_t strnlen(const char *string, size_t limit);
char *strcpy(char *restrict to, const char *restrict from);
char *strncpy(char *restrict to, const char *restrict from, size_t count);
char *stpcpy(char *restrict to, const char *restrict from);
char *stpncpy(char *restrict to, const char *restrict from, size_t count);
size_t strlcpy(char *restrict to, const char *restrict from, size_t size);
size_t strlcat(char *restrict to, const char *restrict from, size_t size);
char *strcat(char *restrict to, const char *restrict from);
char *strncat(char *restrict to, const char *restrict from, size_t count);
char *strdup(const char *string);
char *strndup(const char *string, size_t limit);

int strcmp(const char *left, const char *right);
int strncmp(const char *left, const char *right, size_t limit);
int strcoll(const char *left, const char *right);
size_t strxfrm(char *restrict to, const char *restrict from, size_t size);
int strverscmp(const char *left, const char *right);

char *strchr(const char *string, int c);
char *strrchr(const char *string, int c);
char *strchrnul(const char *string, int c);
char *strstr(const char *string, const char *part);
char *strcasestr(const char *string, const char *part);
size_t strspn(const char *string, const char *accepted);
size_t strcspn(const char *string, const char *rejected);
char *strpbrk(const char *string, const char *accepted);
char *strtok(char *restrict string, const char *restrict separators);
char *strtok_r(char *restrict string, const char *restrict separators, char **restrict state);
char *strsep(char **restrict string, const char *restrict separators);

char *strerror(int number);
/* The POSIX one, which returns an error number; never the one that returns the text. */
int strerror_r(int number, char *text, size_t size);
char *strsignal(int number);
/* The POSIX basename and dirname are in <libgen.h>. This one changes nothing: the part behind the
   last slash. */
#ifndef _LIBGEN_H
char *basename(const char *path);
#endif

#endif
