/* Regular expressions of POSIX, basic and extended, with GNU's \+ \? \| \w \s \b \< and \>. They
   match bytes. The leftmost match is found, the longest of those, and in it groups that begin
   earlier take as much as they can. */
#ifndef _REGEX_H
#define _REGEX_H

#include <stddef.h>

typedef int regoff_t;

typedef struct {
  size_t re_nsub;
  struct __regex *__program;
} regex_t;

typedef struct {
  regoff_t rm_so;
  regoff_t rm_eo;
} regmatch_t;

#define REG_EXTENDED 1
#define REG_ICASE 2
#define REG_NEWLINE 4
#define REG_NOSUB 8

#define REG_NOTBOL 1
#define REG_NOTEOL 2
/* The string goes from rm_so to rm_eo of the first match; what is in front of it is seen by \<. */
#define REG_STARTEND 4

#define REG_NOERROR 0
#define REG_NOMATCH 1
#define REG_BADPAT 2
#define REG_ECOLLATE 3
#define REG_ECTYPE 4
#define REG_EESCAPE 5
#define REG_ESUBREG 6
#define REG_EBRACK 7
#define REG_EPAREN 8
#define REG_EBRACE 9
#define REG_BADBR 10
#define REG_ERANGE 11
#define REG_ESPACE 12
#define REG_BADRPT 13

#define RE_DUP_MAX 255

int regcomp(regex_t *restrict regex, const char *restrict pattern, int flags);
int regexec(const regex_t *restrict regex, const char *restrict string, size_t count,
            regmatch_t matches[], int flags);
size_t regerror(int error, const regex_t *restrict regex, char *restrict text, size_t size);
void regfree(regex_t *regex);

#endif
