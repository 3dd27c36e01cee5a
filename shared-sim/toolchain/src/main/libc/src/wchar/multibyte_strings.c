#include <stdlib.h>
#include <wchar.h>

/* With a null to the characters are only counted. */
size_t mbsrtowcs(wchar_t *restrict to, const char **restrict from, size_t limit,
                 mbstate_t *restrict state) {
  mbstate_t own = {0, 0};
  const char *bytes = *from;
  size_t count = 0;
  if (!state) {
    state = &own;
  }
  while (!to || count < limit) {
    wchar_t wide;
    size_t used = mbrtowc(&wide, bytes, 4, state);
    if (used == (size_t)-1 || used == (size_t)-2) {
      return (size_t)-1;
    }
    if (to) {
      to[count] = wide;
    }
    if (used == 0) {
      bytes = NULL;
      break;
    }
    bytes += used;
    count++;
  }
  if (to) {
    *from = bytes;
  }
  return count;
}

size_t wcsrtombs(char *restrict to, const wchar_t **restrict from, size_t limit,
                 mbstate_t *restrict state) {
  const wchar_t *wide = *from;
  size_t length = 0;
  (void)state;
  for (;; wide++) {
    char bytes[4];
    size_t size = wcrtomb(bytes, *wide, NULL);
    size_t i;
    if (size == (size_t)-1) {
      return size;
    }
    if (to && length + size > limit) {
      break;
    }
    for (i = 0; to && i < size; i++) {
      to[length + i] = bytes[i];
    }
    if (!*wide) {
      wide = NULL;
      break;
    }
    length += size;
  }
  if (to) {
    *from = wide;
  }
  return length;
}

size_t mbstowcs(wchar_t *restrict to, const char *restrict from, size_t limit) {
  const char *rest = from;
  return mbsrtowcs(to, &rest, limit, NULL);
}

size_t wcstombs(char *restrict to, const wchar_t *restrict from, size_t limit) {
  const wchar_t *rest = from;
  return wcsrtombs(to, &rest, limit, NULL);
}
