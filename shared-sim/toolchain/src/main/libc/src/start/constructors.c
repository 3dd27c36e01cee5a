/* Functions that run before main and after exit's. The compiler lists them in sections, and the
   linker says where those begin and end. */
#include "../internal/exit.h"

typedef void (*constructor)(int, char **, char **);
typedef void (*destructor)(void);

extern constructor __init_array_start[];
extern constructor __init_array_end[];
extern destructor __fini_array_start[];
extern destructor __fini_array_end[];

void __run_constructors(int count, char **arguments, char **environment) {
  constructor *function;
  for (function = __init_array_start; function < __init_array_end; function++) {
    (*function)(count, arguments, environment);
  }
}

void __run_destructors(void) {
  destructor *function = __fini_array_end;
  while (function > __fini_array_start) {
    (*--function)();
  }
}
