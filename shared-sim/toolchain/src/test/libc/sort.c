/* Sorting and searching, and the numbers that programs take for random. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

static int compare_ints(const void *left, const void *right) {
  int l = *(const int *)left;
  int r = *(const int *)right;
  return l < r ? -1 : l > r;
}

static int compare_strings(const void *left, const void *right) { return strcmp(left, right); }

static int compare_down(const void *left, const void *right, void *context) {
  ++*(int *)context;
  return compare_ints(right, left);
}

static void sort_ints(int kind) {
  static int numbers[2000];
  int count = random_below(2000);
  int i;
  for (i = 0; i < count; i++) {
    switch (kind) {
      case 0:
        numbers[i] = (int)random_word();
        break;
      case 1:
        numbers[i] = i;
        break;
      case 2:
        numbers[i] = -i;
        break;
      case 3:
        numbers[i] = i % 7;
        break;
      default:
        numbers[i] = i < count / 2 ? i : count - i;
        break;
    }
  }
  qsort(numbers, (size_t)count, sizeof numbers[0], compare_ints);
  for (i = 0; i < count; i++) {
    int *found = bsearch(&numbers[i], numbers, (size_t)count, sizeof numbers[0], compare_ints);
    printf("%d%s", numbers[i], found && *found == numbers[i] ? " " : "? ");
  }
  printf("%d\n", bsearch(&count, numbers, 0, sizeof numbers[0], compare_ints) != NULL);
}

static void sort_odd_sizes(void) {
  char words[500][7];
  int i;
  for (i = 0; i < 500; i++) {
    sprintf(words[i], "%d", random_below(99999));
  }
  qsort(words, 500, sizeof words[0], compare_strings);
  for (i = 0; i < 500; i++) {
    printf("%s ", words[i]);
  }
  printf("\n");
}

int main(void) {
  int numbers[] = {5, 2, 9, 1};
  int calls = 0;
  unsigned seed = 5;
  int i;
  for (i = 0; i < 40; i++) {
    sort_ints(i % 5);
  }
  sort_odd_sizes();
  qsort_r(numbers, 4, sizeof numbers[0], compare_down, &calls);
  printf("%d %d %d %d %d\n", numbers[0], numbers[1], numbers[2], numbers[3], calls > 0);
  for (i = 0; i < 50; i++) {
    printf("%d ", rand());
  }
  srand(42);
  srand48(7);
  for (i = 0; i < 50; i++) {
    printf("%d %ld %d ", rand(), random(), rand_r(&seed));
    printf("%.15g %ld %ld\n", drand48(), lrand48(), mrand48());
  }
  printf("%d %ld %lld %d %d\n", abs(-5), labs(-6L), llabs(-7LL), div(-7, 2).quot, div(-7, 2).rem);
  printf("%ld %ld %lld %lld\n", ldiv(-7, 3).quot, ldiv(-7, 3).rem, lldiv(-(1LL << 40), 3).quot,
         lldiv(-(1LL << 40), 3).rem);
  return 0;
}
