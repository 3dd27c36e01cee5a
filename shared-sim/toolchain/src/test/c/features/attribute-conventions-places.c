// Where the words of arguments are, as a callee in assembly finds them.
#include <stdio.h>
#include <string.h>

unsigned seen[12], pops;
int probe(void);

asm(".text\n"
    "probe:\n"
    "  movl %eax, seen\n  movl %edx, seen+4\n  movl %ecx, seen+8\n"
    "  movl 4(%esp), %eax\n  movl %eax, seen+12\n"
    "  movl 8(%esp), %eax\n  movl %eax, seen+16\n"
    "  movl 12(%esp), %eax\n  movl %eax, seen+20\n"
    "  movl 16(%esp), %eax\n  movl %eax, seen+24\n"
    "  movl 20(%esp), %eax\n  movl %eax, seen+28\n"
    "  popl %ecx\n"
    "  addl pops, %esp\n"
    "  xorl %eax, %eax\n"
    "  jmp *%ecx\n");

struct one { char c[1]; };
struct three { unsigned char c[3]; };
struct four { short a, b; };
struct eight { int a, b; };
struct twelve { int a, b, c; };
struct single { float f; };
struct nested { struct single s[1]; };
struct two_reals { float f, g; };
struct wide { double d; };
struct extended { long double l; };
union both { float f; int i; };
union extended_too { long double l; };
struct none {};

// A place is a register's letter or the number of a word on the stack.
static void show(const char *name, const char *places, const unsigned *wanted) {
  printf("%s", name);
  for (int i = 0; places[i]; i++) {
    const char *all = "adc01234";
    unsigned found = seen[strchr(all, places[i]) - all];
    if (found != wanted[i]) printf(" %x instead of %x in", found, wanted[i]);
    printf(" %c", places[i]);
  }
  printf("\n");
}

#define STDCALL_2 stdcall, regparm(2)
#define CDECL_2 cdecl, regparm(2)
#define CALL(attributes, parameters, popped, places, arguments, ...)          \
  do {                                                                        \
    unsigned wanted[] = {__VA_ARGS__};                                        \
    pops = popped;                                                            \
    ((int(__attribute__((attributes)) *)parameters)probe)arguments;           \
    show(#attributes " " #parameters, places, wanted);                        \
  } while (0)

static unsigned bits(float f) {
  unsigned u;
  memcpy(&u, &f, 4);
  return u;
}

int main(void) {
  volatile int base = 0x51000;
  int a = base + 1, b = base + 2, c = base + 3, d = base + 4;
  long long ab = (long long)b << 32 | a, cd = (long long)d << 32 | c;
  float f = base / 7.0f;
  struct four four = {(short)a, 5};
  unsigned image = (unsigned short)a | 5u << 16;
  struct eight eight = {a, b};
  struct twelve twelve = {a, b, c};
  struct single single = {f};
  struct nested nested = {{{f}}};
  struct two_reals reals = {f, -f};
  union both both = {f};
  union extended_too extended;
  struct extended alone;
  struct none none = {};
  unsigned mantissa[3] = {a, b, c};
  memcpy(&extended, mantissa, 12);
  memcpy(&alone, mantissa, 12);

  CALL(cdecl, (int, int), 0, "01", (a, b), a, b);
  CALL(regparm(0), (int, int), 0, "01", (a, b), a, b);
  CALL(regparm(1), (int, int, int, int), 0, "a012", (a, b, c, d), a, b, c, d);
  CALL(regparm(2), (int, int, int, int), 0, "ad01", (a, b, c, d), a, b, c, d);
  CALL(regparm(3), (int, int, int, int), 0, "adc0", (a, b, c, d), a, b, c, d);
  CALL(regparm(3), (long long, int, int), 0, "adc0", (ab, c, d), a, b, c, d);
  CALL(regparm(3), (long long, long long, int), 0, "ad012", (ab, cd, base), a, b, c, d, base);
  CALL(regparm(3), (int, long long, int), 0, "adc0", (c, ab, d), c, a, b, d);
  CALL(regparm(1), (long long, int), 0, "012", (ab, c), a, b, c);
  CALL(regparm(3), (float, int), 0, "0a", (f, a), bits(f), a);
  CALL(regparm(3), (double, int, int), 0, "1ad", (1.0, a, b), 0x3ff00000, a, b);
  CALL(regparm(3), (struct four, int), 0, "ad", (four, b), image, b);
  CALL(regparm(3), (struct eight, int), 0, "adc", (eight, c), a, b, c);
  CALL(regparm(3), (struct twelve, int), 0, "adc0", (twelve, d), a, b, c, d);
  CALL(regparm(2), (struct twelve, int), 0, "0123", (twelve, d), a, b, c, d);
  CALL(regparm(3), (struct single, int), 0, "0a", (single, a), bits(f), a);
  CALL(regparm(3), (struct nested, int), 0, "0a", (nested, a), bits(f), a);
  CALL(regparm(3), (struct two_reals, int), 0, "adc", (reals, a), bits(f), bits(-f), a);
  CALL(regparm(3), (union both, int), 0, "ad", (both, a), bits(f), a);
  CALL(regparm(3), (union extended_too, int), 0, "adc0", (extended, d), a, b, c, d);
  CALL(regparm(3), (struct extended, int), 0, "012a", (alone, d), a, b, c, d);
  CALL(regparm(3), (struct none, int), 0, "a", (none, a), a);
  CALL(regparm(3), (int, ...), 0, "012", (a, b, c), a, b, c);
  CALL(regparm(3), (), 0, "adc0", (a, b, c, d), a, b, c, d);
  CALL(stdcall, (int, int, int), 12, "012", (a, b, c), a, b, c);
  CALL(stdcall, (int, ...), 0, "012", (a, b, c), a, b, c);
  CALL(stdcall, (struct twelve, double), 20, "0124", (twelve, 1.0), a, b, c, 0x3ff00000);
  CALL(STDCALL_2, (int, int, int), 4, "ad0", (a, b, c), a, b, c);
  CALL(CDECL_2, (int, int, int), 0, "ad0", (a, b, c), a, b, c);
  CALL(fastcall, (int, int, int), 4, "cd0", (a, b, c), a, b, c);
  CALL(fastcall, (long long, int), 12, "012", (ab, c), a, b, c);
  CALL(fastcall, (int, long long, int), 12, "c012", (c, ab, d), c, a, b, d);
  CALL(fastcall, (struct four, int, int), 8, "0d1", (four, b, c), image, b, c);
  CALL(fastcall, (float, int, int), 4, "0cd", (f, a, b), bits(f), a, b);
  CALL(fastcall, (int, ...), 0, "012", (a, b, c), a, b, c);
  return 0;
}
