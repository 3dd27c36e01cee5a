#include <stdio.h>

#define LONG 1 + \
  2 + \
  3 /* a comment
       over lines */ + 4
#define /* before */ NAME /* after */ 5 // end
#def\
ine SPLIT 6
#define FUNC(a, /* second */ b) \
  a \
  - b

int main(void) {
  printf("%d %d %d %d\n", LONG, NAME, SPLIT, FUNC(9, 4));
  int sp\
lit = 3;
  printf("%d\n", split); // a comment \
  printf("hidden\n");
  /* // not nested */ puts("shown"); /* "string" 'c' */
  puts("/* not a comment */ // nor this");
  int a = 10, b = 2, *p = &b;
  printf("%d\n", a / *p); /* a/ *p */
  printf("%d\n", a //* divided
  / b);
  ret\
urn 0;
}
