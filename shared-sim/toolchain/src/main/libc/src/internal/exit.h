/* What exit() does beyond leaving. The hooks are null until the part that needs them is used, so a
   program that only calls _start and write does not carry stdio. */
#ifndef INTERNAL_EXIT_H
#define INTERNAL_EXIT_H

extern void (*__run_exit_functions)(int status);
extern void (*__flush_all_files)(void);

void __run_constructors(int count, char **arguments, char **environment);
void __run_destructors(void);

#endif
