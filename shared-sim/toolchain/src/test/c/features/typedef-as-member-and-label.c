#include <stdio.h>

typedef int word;

struct s {
  word word;
  unsigned word2 : 4;
};

enum e { first, second };
typedef enum e e;

static word pick(struct s s, e e) { return e == second ? s.word : s.word2; }

int main(void) {
  struct s v = {.word = 5, .word2 = 9};
  goto word;
word:
  v.word++;
  printf("%d %d\n", pick(v, first), pick(v, second));
  unsigned word = v.word2;
  printf("%u\n", word * 2);
  return (int)sizeof word;
}
