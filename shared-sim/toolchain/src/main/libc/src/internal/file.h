/* The inside of a FILE. */
#ifndef INTERNAL_FILE_H
#define INTERNAL_FILE_H

#include <stdio.h>
#include <sys/types.h>

#define FILE_READABLE 0x001
#define FILE_WRITABLE 0x002
#define FILE_AT_END 0x004
#define FILE_FAILED 0x008
#define FILE_LINE_BUFFERED 0x010
#define FILE_UNBUFFERED 0x020
#define FILE_MODE_KNOWN 0x040 /* how it is buffered was said, or found out */
#define FILE_OWN_BUFFER 0x080 /* from malloc */
#define FILE_READING 0x100    /* the buffer holds input, from position to filled */
#define FILE_WRITING 0x200    /* the buffer holds output, from 0 to position */
#define FILE_STATIC 0x400     /* not from malloc */

/* What is behind the buffer. */
struct file_operations {
  ssize_t (*read)(FILE *file, void *block, size_t size);
  ssize_t (*write)(FILE *file, const void *block, size_t size);
  off_t (*seek)(FILE *file, off_t offset, int whence);
  int (*close)(FILE *file);
};

struct __file {
  unsigned flags;
  int descriptor; /* -1 for a file in memory */
  unsigned char *buffer;
  size_t size;
  size_t position;
  size_t filled;
  unsigned char pushed[8]; /* by ungetc, the last one first to be read */
  int pushed_count;
  const struct file_operations *operations;
  void *cookie;
  pid_t child; /* of popen */
  FILE *next;
};

extern const struct file_operations __descriptor_operations;

/* Open files, the latest first. */
FILE *__new_file(unsigned flags, int descriptor, const struct file_operations *operations);
void __forget_file(FILE *file);
/* The flags of a mode like "r+", and those of open(2) in open_flags; 0 for no such mode. */
unsigned __parse_mode(const char *mode, int *open_flags);

void __prepare_buffer(FILE *file);
/* Fetches input; -1 at the end or for an error, which the flags tell. */
int __fill(FILE *file);
/* Goes to neither reading nor writing, with the file where the program believes it to be. */
int __settle(FILE *file);
/* How many bytes were taken. */
size_t __write_bytes(FILE *file, const char *bytes, size_t count);

#endif
