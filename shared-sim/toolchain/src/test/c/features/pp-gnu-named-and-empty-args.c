#include <stdio.h>

#define F(a, b) [a|b]
#define G(a) <a>
#define H() none
#define STR(...) STR_(__VA_ARGS__)
#define STR_(...) #__VA_ARGS__
#define SEP ,

int main(void) {
  puts(STR(F(, )));
  puts(STR(F(x, )));
  puts(STR(F(, y)));
  puts(STR(G()));
  puts(STR(H()));
  puts(STR(H( )));
  puts(STR(F((a, b), c)));
  puts(STR(F(a b, [c)));
  puts(STR(G(1 SEP 2)));
  puts(STR(F(F(1, 2), G(3))));
  puts(STR(F (spaced , args)));
  return 0;
}
