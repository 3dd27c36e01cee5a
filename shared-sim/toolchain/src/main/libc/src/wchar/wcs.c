#include <stdlib.h>
#include <string.h>
#include <wchar.h>

size_t wcslen(const wchar_t *string) {
  size_t length = 0;
  while (string[length]) {
    length++;
  }
  return length;
}

size_t wcsnlen(const wchar_t *string, size_t limit) {
  size_t length = 0;
  while (length < limit && string[length]) {
    length++;
  }
  return length;
}

wchar_t *wmemcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count) {
  return memcpy(to, from, count * sizeof *to);
}

wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t count) {
  return memmove(to, from, count * sizeof *to);
}

wchar_t *wmemset(wchar_t *to, wchar_t wide, size_t count) {
  size_t i;
  for (i = 0; i < count; i++) {
    to[i] = wide;
  }
  return to;
}

int wmemcmp(const wchar_t *left, const wchar_t *right, size_t count) {
  for (; count > 0; count--, left++, right++) {
    if (*left != *right) {
      return *left < *right ? -1 : 1;
    }
  }
  return 0;
}

wchar_t *wmemchr(const wchar_t *block, wchar_t wide, size_t count) {
  for (; count > 0; count--, block++) {
    if (*block == wide) {
      return (wchar_t *)block;
    }
  }
  return NULL;
}

wchar_t *wcscpy(wchar_t *restrict to, const wchar_t *restrict from) {
  return wmemcpy(to, from, wcslen(from) + 1);
}

wchar_t *wcsncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count) {
  size_t length = wcsnlen(from, count);
  wmemcpy(to, from, length);
  wmemset(to + length, 0, count - length);
  return to;
}

wchar_t *wcscat(wchar_t *restrict to, const wchar_t *restrict from) {
  wcscpy(to + wcslen(to), from);
  return to;
}

wchar_t *wcsdup(const wchar_t *string) {
  size_t count = wcslen(string) + 1;
  wchar_t *copy = malloc(count * sizeof *copy);
  return copy ? wmemcpy(copy, string, count) : NULL;
}

int wcsncmp(const wchar_t *left, const wchar_t *right, size_t limit) {
  for (; limit > 0; limit--, left++, right++) {
    if (*left != *right) {
      return *left < *right ? -1 : 1;
    }
    if (!*left) {
      break;
    }
  }
  return 0;
}

int wcscmp(const wchar_t *left, const wchar_t *right) { return wcsncmp(left, right, (size_t)-1); }

wchar_t *wcschr(const wchar_t *string, wchar_t wide) {
  return wmemchr(string, wide, wcslen(string) + 1);
}

wchar_t *wcsrchr(const wchar_t *string, wchar_t wide) {
  size_t i = wcslen(string) + 1;
  while (i-- > 0) {
    if (string[i] == wide) {
      return (wchar_t *)string + i;
    }
  }
  return NULL;
}

wchar_t *wcsstr(const wchar_t *string, const wchar_t *part) {
  size_t length = wcslen(part);
  for (;; string++) {
    if (wcsncmp(string, part, length) == 0) {
      return (wchar_t *)string;
    }
    if (!*string) {
      return NULL;
    }
  }
}
