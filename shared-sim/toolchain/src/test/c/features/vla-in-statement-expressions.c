#include <stdio.h>

/* An array of variable length goes with the block that it stands in, also inside an expression. */
static int plain(volatile int n) {
  int sum = 0;
  for (int i = 0; i < 20000; i++) {
    sum += ({
      char a[n];
      a[0] = 1;
      a[0];
    });
  }
  return sum;
}

static int again(volatile int n) {
  int rounds = 0;
  int last = ({
    int end;
    {
    retry:;
      char a[n];
      a[n - 1] = (char)rounds;
      if (++rounds < 20000) goto retry;
      end = a[n - 1];
    }
    end;
  });
  return rounds + last;
}

static int loops(volatile int n) {
  int count = 0;
  if (({
        for (int i = 0; i < 20000; i++) {
          char a[n];
          a[0] = (char)i;
          if (i % 3 == 0) continue;
          if (i == 19999) break;
          count += a[0] & 1;
        }
        count;
      }) > 5)
    count += 100000;
  return count;
}

static int outwards(volatile int n) {
  int rounds = 0;
  while (1) {
    int x = ({
      char a[n];
      a[0] = 1;
      if (rounds++ < 20000) continue;
      if (rounds > 20000) break;
      a[0] + ({
        char b[n];
        b[0] = 2;
        if (rounds == 3) continue;
        b[0];
      });
    });
    rounds += x;
  }
  return rounds;
}

int main(void) {
  printf("%d %d %d %d\n", plain(1000), again(1000), loops(1000), outwards(1000));
  return 0;
}
