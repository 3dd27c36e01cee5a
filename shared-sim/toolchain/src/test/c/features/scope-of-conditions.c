#include <stdio.h>

/* What a condition or a body declares ends with its statement. */
enum { one = 1, two = 2 };
struct sized {
  char bytes[1];
};

int main(void) {
  int sum = 0;
  if (sizeof(enum { one = 10 }) && sizeof(struct sized { char bytes[5]; }))
    sum += one + (int)sizeof(struct sized);
  else
    sum += (int)sizeof(struct sized { char bytes[100]; });
  sum = sum * 100 + one + (int)sizeof(struct sized);
  switch (sizeof(enum { one = 20 }))
  default:
    sum += one;
  while (sizeof(enum { one = 30 })) {
    sum += one;
    break;
  }
  do
    sum += (int)sizeof(struct sized { char bytes[7]; });
  while (!sizeof(enum { one = 40 }));
  for (int i = 0; i < (int)sizeof(struct sized { char bytes[3]; }); i++)
    sum += (int)sizeof(struct sized);
  if (one == two) {
  } else if (sizeof(enum { two = 50 }) && two == 50)
    sum += two;
  printf("%d %d %d %d\n", sum, one, two, (int)sizeof(struct sized));
  return 0;
}
