#include <stdio.h>

#define STR(x) #x
#define XSTR(x) STR(x)
#define VALUE 42
#define PAIR(a, b) #a "|" #b

int main(void) {
  puts(STR(VALUE));
  puts(XSTR(VALUE));
  puts(STR(  a   +
             b  ));
  puts(STR("quoted \n text"));
  puts(STR('"' '\'' '\\'));
  puts(STR());
  puts(STR(\n));
  puts(STR(a/* comment */b));
  puts(STR(L"wide" 'c'));
  puts(PAIR(x y, "z\t"));
  puts(PAIR(, only));
  puts(XSTR(XSTR(VALUE)));
  puts(STR(@ # $ `));
  puts(STR(.5e+3 ->x <<= ...));
  return 0;
}
