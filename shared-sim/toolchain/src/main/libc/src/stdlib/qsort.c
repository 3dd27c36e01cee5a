/* Quicksort that goes over to heapsort where it divides badly, so that it never takes more than
   n log n steps. It is not stable. */
#include <stdlib.h>

typedef int (*comparison)(const void *, const void *, void *);

struct order {
  size_t size;
  comparison compare;
  void *context;
};

static int before(const struct order *order, const char *left, const char *right) {
  return order->compare(left, right, order->context) < 0;
}

static void swap(const struct order *order, char *left, char *right) {
  size_t i;
  size_t words = order->size / sizeof(int);
  if (((size_t)left | (size_t)right) % sizeof(int)) {
    words = 0;
  }
  for (i = 0; i < words; i++) {
    int word = ((int *)left)[i];
    ((int *)left)[i] = ((int *)right)[i];
    ((int *)right)[i] = word;
  }
  for (i = words * sizeof(int); i < order->size; i++) {
    char byte = left[i];
    left[i] = right[i];
    right[i] = byte;
  }
}

static void insertion_sort(const struct order *order, char *base, size_t count) {
  size_t i;
  for (i = 1; i < count; i++) {
    char *element = base + i * order->size;
    for (; element > base && before(order, element, element - order->size);
         element -= order->size) {
      swap(order, element, element - order->size);
    }
  }
}

static void sift_down(const struct order *order, char *base, size_t root, size_t count) {
  for (;;) {
    size_t child = 2 * root + 1;
    if (child >= count) {
      return;
    }
    if (child + 1 < count &&
        before(order, base + child * order->size, base + (child + 1) * order->size)) {
      child++;
    }
    if (!before(order, base + root * order->size, base + child * order->size)) {
      return;
    }
    swap(order, base + root * order->size, base + child * order->size);
    root = child;
  }
}

static void heap_sort(const struct order *order, char *base, size_t count) {
  size_t i;
  for (i = count / 2; i > 0; i--) {
    sift_down(order, base, i - 1, count);
  }
  for (i = count - 1; i > 0; i--) {
    swap(order, base, base + i * order->size);
    sift_down(order, base, 0, i);
  }
}

/* Puts the median of three first, which is the pivot, and divides the rest by it. Returns how many
   are before it. */
static size_t divide(const struct order *order, char *base, size_t count) {
  size_t size = order->size;
  char *middle = base + count / 2 * size;
  char *last = base + (count - 1) * size;
  char *low = base;
  char *high = last + size;
  if (before(order, middle, last)) {
    swap(order, middle, last);
  }
  if (before(order, base, last)) {
    swap(order, base, last);
  }
  if (before(order, middle, base)) {
    swap(order, base, middle);
  }
  for (;;) {
    do {
      low += size;
    } while (low < last && before(order, low, base));
    do {
      high -= size;
    } while (high > base && before(order, base, high));
    if (low >= high) {
      break;
    }
    swap(order, low, high);
  }
  swap(order, base, high);
  return (size_t)(high - base) / size;
}

/* The shorter part is sorted by a call, so calls are never nested deeper than log n. */
static void sort(const struct order *order, char *base, size_t count, int depth) {
  while (count > 12) {
    size_t left;
    size_t right;
    char *second;
    if (depth-- == 0) {
      heap_sort(order, base, count);
      return;
    }
    left = divide(order, base, count);
    right = count - left - 1;
    second = base + (left + 1) * order->size;
    if (left < right) {
      sort(order, base, left, depth);
      base = second;
      count = right;
    } else {
      sort(order, second, right, depth);
      count = left;
    }
  }
  insertion_sort(order, base, count);
}

void qsort_r(void *base, size_t count, size_t size,
             int (*compare)(const void *, const void *, void *), void *context) {
  struct order order;
  int depth = 0;
  size_t n;
  order.size = size;
  order.compare = compare;
  order.context = context;
  for (n = count; n > 0; n /= 2) {
    depth += 2;
  }
  sort(&order, base, count, depth);
}

/* The plain comparison is the context. */
struct plain {
  int (*compare)(const void *, const void *);
};

static int compare_plainly(const void *left, const void *right, void *context) {
  return ((struct plain *)context)->compare(left, right);
}

void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *)) {
  struct plain plain;
  plain.compare = compare;
  qsort_r(base, count, size, compare_plainly, &plain);
}
