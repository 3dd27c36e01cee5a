#ifndef _STDIO_H
#define _STDIO_H

#include <bits/types.h>
#include <stdarg.h>

typedef __size_t size_t;
typedef __ssize_t ssize_t;
typedef __off_t off_t;
typedef struct __file FILE;
typedef __off_t fpos_t;

#undef NULL
#define NULL ((void *)0)
#define EOF (-1)
#define BUFSIZ 4096
#define FILENAME_MAX 4096
#define FOPEN_MAX 1000
#define TMP_MAX 238328
#define L_tmpnam 20
#define L_ctermid 9
#define P_tmpdir "/tmp"

#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

extern FILE *stdin;
extern FILE *stdout;
extern FILE *stderr;
#define stdin stdin
#define stdout stdout
#define stderr stderr

FILE *fopen(const char *restrict path, const char *restrict mode);
FILE *fdopen(int descriptor, const char *mode);
FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict file);
FILE *fmemopen(void *restrict block, size_t size, const char *restrict mode);
FILE *open_memstream(char **block, size_t *size);
FILE *popen(const char *command, const char *mode);
int pclose(FILE *file);
FILE *tmpfile(void);
char *tmpnam(char *name);
int fclose(FILE *file);
int fflush(FILE *file);
int fileno(FILE *file);
void setbuf(FILE *restrict file, char *restrict buffer);
void setbuffer(FILE *restrict file, char *restrict buffer, size_t size);
void setlinebuf(FILE *file);
int setvbuf(FILE *restrict file, char *restrict buffer, int mode, size_t size);

size_t fread(void *restrict block, size_t size, size_t count, FILE *restrict file);
size_t fwrite(const void *restrict block, size_t size, size_t count, FILE *restrict file);
int fgetc(FILE *file);
int getc(FILE *file);
int getchar(void);
int ungetc(int c, FILE *file);
int fputc(int c, FILE *file);
int putc(int c, FILE *file);
int putchar(int c);
/* There is one thread, so nothing is locked. */
int getc_unlocked(FILE *file);
int getchar_unlocked(void);
int putc_unlocked(int c, FILE *file);
int putchar_unlocked(int c);
void flockfile(FILE *file);
void funlockfile(FILE *file);
char *fgets(char *restrict line, int size, FILE *restrict file);
char *gets(char *line);
int fputs(const char *restrict string, FILE *restrict file);
int puts(const char *string);
ssize_t getline(char **restrict line, size_t *restrict size, FILE *restrict file);
ssize_t getdelim(char **restrict line, size_t *restrict size, int delimiter, FILE *restrict file);
int getw(FILE *file);
int putw(int word, FILE *file);

int fseek(FILE *file, long offset, int whence);
int fseeko(FILE *file, off_t offset, int whence);
long ftell(FILE *file);
off_t ftello(FILE *file);
void rewind(FILE *file);
int fgetpos(FILE *restrict file, fpos_t *restrict position);
int fsetpos(FILE *file, const fpos_t *position);
int feof(FILE *file);
int ferror(FILE *file);
void clearerr(FILE *file);

#ifdef __GNUC__
#define __printf_format(text, first) __attribute__((__format__(__printf__, text, first)))
#define __scanf_format(text, first) __attribute__((__format__(__scanf__, text, first)))
#else
#define __printf_format(text, first)
#define __scanf_format(text, first)
#endif

int printf(const char *restrict format, ...) __printf_format(1, 2);
int fprintf(FILE *restrict file, const char *restrict format, ...) __printf_format(2, 3);
int sprintf(char *restrict to, const char *restrict format, ...) __printf_format(2, 3);
int snprintf(char *restrict to, size_t size, const char *restrict format, ...)
    __printf_format(3, 4);
int dprintf(int descriptor, const char *restrict format, ...) __printf_format(2, 3);
int asprintf(char **to, const char *restrict format, ...) __printf_format(2, 3);
int vprintf(const char *restrict format, va_list list) __printf_format(1, 0);
int vfprintf(FILE *restrict file, const char *restrict format, va_list list) __printf_format(2, 0);
int vsprintf(char *restrict to, const char *restrict format, va_list list) __printf_format(2, 0);
int vsnprintf(char *restrict to, size_t size, const char *restrict format, va_list list)
    __printf_format(3, 0);
int vdprintf(int descriptor, const char *restrict format, va_list list) __printf_format(2, 0);
int vasprintf(char **to, const char *restrict format, va_list list) __printf_format(2, 0);

int scanf(const char *restrict format, ...) __scanf_format(1, 2);
int fscanf(FILE *restrict file, const char *restrict format, ...) __scanf_format(2, 3);
int sscanf(const char *restrict string, const char *restrict format, ...) __scanf_format(2, 3);
int vscanf(const char *restrict format, va_list list) __scanf_format(1, 0);
int vfscanf(FILE *restrict file, const char *restrict format, va_list list) __scanf_format(2, 0);
int vsscanf(const char *restrict string, const char *restrict format, va_list list)
    __scanf_format(2, 0);

int fgetc_unlocked(FILE *file);
int fputc_unlocked(int c, FILE *file);
char *fgets_unlocked(char *restrict line, int size, FILE *restrict file);
int fputs_unlocked(const char *restrict string, FILE *restrict file);
size_t fread_unlocked(void *restrict block, size_t size, size_t count, FILE *restrict file);
size_t fwrite_unlocked(const void *restrict block, size_t size, size_t count,
                       FILE *restrict file);
int feof_unlocked(FILE *file);
int ferror_unlocked(FILE *file);
void clearerr_unlocked(FILE *file);
int fflush_unlocked(FILE *file);
int fileno_unlocked(FILE *file);

void perror(const char *prefix);
int remove(const char *path);
int rename(const char *from, const char *to);
int renameat(int from_folder, const char *from, int to_folder, const char *to);
char *ctermid(char *name);

#endif
