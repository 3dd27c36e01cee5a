#include <stdlib.h>
#include <unistd.h>

#include "../internal/exit.h"
#include "../internal/syscall.h"

void (*__run_exit_functions)(int status);
void (*__flush_all_files)(void);

_Noreturn void exit(int status) {
  if (__run_exit_functions) {
    __run_exit_functions(status);
  }
  __run_destructors();
  if (__flush_all_files) {
    __flush_all_files();
  }
  _exit(status);
}

_Noreturn void _exit(int status) {
  __syscall(SYS_exit_group, status);
  __syscall(SYS_exit, status);
  for (;;) {
    /* A filter of system calls refuses both: what only ring 0 may do ends it. */
    __asm__ volatile("hlt");
  }
}

_Noreturn void _Exit(int status) { _exit(status); }
