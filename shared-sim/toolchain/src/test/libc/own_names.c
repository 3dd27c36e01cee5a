/* A program may call its functions and variables as POSIX calls its own: the functions of C must not
   mind (C11 7.1.3). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int link = 1;
int pipe = 2;
int dup = 3;

int open(void) { return 4; }

void close(int what) { printf("closed %d\n", what); }

int read(int what) { return 2 * what; }

int write(int what) { return 3 * what; }

int lseek(void) { return 5; }

int kill(int what) { return -what; }

int getpid(void) { return 6; }

int fork(void) { return 7; }

int unlink(void) { return 8; }

long random(void) { return 9; }

int main(void) {
  FILE *file = fopen("own", "w+");
  fprintf(file, "%d", 42);
  fseek(file, 0, SEEK_SET);
  printf("%c\n", getc(file));
  file = freopen("own", "r", file);
  printf("%c\n", getc(file));
  fclose(file);
  printf("%d ", rename("own", "other"));
  printf("%d\n", remove("other"));
  srand(1);
  printf("%d %ld\n", rand(), random());
  close(open());
  printf("%d %d %d %d %d\n", read(1), write(1), lseek(), kill(1), getpid());
  printf("%d %d %d %d %d\n", fork(), unlink(), link, pipe, dup);
  printf("%.3f %g %s\n", pow(2, 0.5), floor(2.5), strstr("abc", "b"));
  free(malloc(200000));
  return 0;
}
