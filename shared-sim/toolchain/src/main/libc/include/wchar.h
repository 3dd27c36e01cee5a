/* Wide characters, a small part. Multibyte characters are UTF-8; mbstate_t keeps a begun one. */
#ifndef _WCHAR_H
#define _WCHAR_H

#include <stddef.h>
#include <stdint.h>

typedef __wint_t wint_t;
typedef struct {
  unsigned __value;
  int __missing;
} mbstate_t;

#define WEOF 0xffffffffU

struct tm;

size_t mbrtowc(wchar_t *restrict wide, const char *restrict bytes, size_t limit,
               mbstate_t *restrict state);
size_t wcrtomb(char *restrict bytes, wchar_t wide, mbstate_t *restrict state);
size_t mbrlen(const char *restrict bytes, size_t limit, mbstate_t *restrict state);
int mbsinit(const mbstate_t *state);
size_t mbsrtowcs(wchar_t *restrict to, const char **restrict from, size_t limit,
                 mbstate_t *restrict state);
size_t wcsrtombs(char *restrict to, const wchar_t **restrict from, size_t limit,
                 mbstate_t *restrict state);
wint_t btowc(int byte);
int wctob(wint_t wide);
int wcwidth(wchar_t wide);
int wcswidth(const wchar_t *string, size_t limit);

size_t wcslen(const wchar_t *string);
size_t wcsnlen(const wchar_t *string, size_t limit);
wchar_t *wcscpy(wchar_t *restrict to, const wchar_t *restrict from);
wchar_t *wcsncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count);
wchar_t *wcscat(wchar_t *restrict to, const wchar_t *restrict from);
wchar_t *wcsdup(const wchar_t *string);
int wcscmp(const wchar_t *left, const wchar_t *right);
int wcsncmp(const wchar_t *left, const wchar_t *right, size_t limit);
wchar_t *wcschr(const wchar_t *string, wchar_t wide);
wchar_t *wcsrchr(const wchar_t *string, wchar_t wide);
wchar_t *wcsstr(const wchar_t *string, const wchar_t *part);
wchar_t *wmemcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count);
wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t count);
wchar_t *wmemset(wchar_t *to, wchar_t wide, size_t count);
int wmemcmp(const wchar_t *left, const wchar_t *right, size_t count);
wchar_t *wmemchr(const wchar_t *block, wchar_t wide, size_t count);

#endif
