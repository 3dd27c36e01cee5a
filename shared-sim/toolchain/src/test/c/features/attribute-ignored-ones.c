#include <stdio.h>

#define PURE __attribute__((__pure__))

static int PURE twice(int v) { return v * 2; }
static __attribute__((const)) int thrice(int v) { return v * 3; }
static void __attribute__((unused)) never(void) {}
static int __attribute__((noinline, cold)) rare(int v __attribute__((unused))) { return 1; }
__attribute__((hot)) static int often(int v) { return v; }
static void complain(const char *f, ...) __attribute__((format(printf, 1, 2)));
static char *fresh(void) __attribute__((malloc, warn_unused_result, returns_nonnull));
static int last(int n, ...) __attribute__((sentinel));
__attribute__((visibility("hidden"))) int hidden = 5;
__attribute__((deprecated("use twice"))) static int older(int v);
__attribute__(()) static int empty = 3;
__attribute__((weak)) int weak(int v) { return v + 100; }
struct __attribute__((may_alias)) s { int x; };
enum e { A __attribute__((unused)), B };

static char text[] = "fresh";
static char *fresh(void) { return text; }
static void complain(const char *f, ...) { puts(f); }
static int last(int n, ...) { return n; }

int main(void) {
  int unused __attribute__((unused)), used __attribute__((__used__)) = 1;
  complain("%%");
  switch (used) {
    case 1: used++; __attribute__((fallthrough));
    case 2: used++;
  }
  printf("%d %d %d %d %s\n", twice(2), thrice(2), rare(0), often(7), fresh());
  printf("%d %d %d %d %d %d\n", hidden, empty, weak(1), B, used, last(4, (void *)0));
  return 0;
}
