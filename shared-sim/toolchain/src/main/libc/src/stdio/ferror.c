#include "../internal/file.h"

int feof(FILE *file) { return (file->flags & FILE_AT_END) != 0; }

int ferror(FILE *file) { return (file->flags & FILE_FAILED) != 0; }

void clearerr(FILE *file) { file->flags &= ~(unsigned)(FILE_AT_END | FILE_FAILED); }

int fileno(FILE *file) { return file->descriptor; }
