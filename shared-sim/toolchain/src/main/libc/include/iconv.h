/* Text in other codes (iconv(3)): UTF-8, UTF-16, UTF-32, ISO-8859-1 and ASCII. */
#ifndef _ICONV_H
#define _ICONV_H

#include <stddef.h>

typedef void *iconv_t;

iconv_t iconv_open(const char *to, const char *from);
size_t iconv(iconv_t converter, char **restrict in, size_t *restrict in_left, char **restrict out,
             size_t *restrict out_left);
int iconv_close(iconv_t converter);

#endif
