#include <stdio.h>

static char small = 5;
static short half = 300;
static unsigned word = 7;
static int array[4], *pointer = array, calls;

static int *counted(void) {
  calls++;
  return &array[2];
}

int main(void) {
  printf("%d ", __sync_fetch_and_add(&small, 3));
  printf("%d ", __sync_add_and_fetch(&small, 125));
  printf("%d ", __sync_sub_and_fetch(&half, 1));
  printf("%u ", __sync_fetch_and_or(&word, 8));
  printf("%u ", __sync_and_and_fetch(&word, 13));
  printf("%u ", __sync_fetch_and_nand(&word, 4));
  printf("%x\n", __sync_xor_and_fetch(&word, 1));
  printf("%d ", __sync_bool_compare_and_swap(&pointer, array, array + 2));
  printf("%d ", __sync_bool_compare_and_swap(&pointer, array, array + 3));
  printf("%d ", (int)(__sync_val_compare_and_swap(&pointer, array + 2, array + 1) - array));
  printf("%d ", (int)(__sync_lock_test_and_set(&pointer, array) - array));
  printf("%d\n", (int)(pointer - array));
  printf("%d ", __sync_fetch_and_sub(counted(), 5));
  printf("%d %d\n", array[2], calls);
  int expected = 1, object = 2;
  printf("%d ", __atomic_compare_exchange_n(&object, &expected, 9, 0, __ATOMIC_SEQ_CST, 0));
  printf("%d ", expected);
  printf("%d ", __atomic_compare_exchange_n(&object, &expected, 9, 1, __ATOMIC_ACQ_REL, 0));
  printf("%d ", __atomic_load_n(&object, __ATOMIC_ACQUIRE));
  printf("%d ", __atomic_fetch_add(&object, 4, __ATOMIC_RELAXED));
  printf("%d ", __atomic_sub_fetch(&object, 1, __ATOMIC_RELAXED));
  __atomic_store_n(&object, 3, __ATOMIC_RELEASE);
  printf("%d\n", __atomic_exchange_n(&object, 8, __ATOMIC_CONSUME));
  _Bool taken = 0;
  printf("%d ", __atomic_test_and_set(&taken, 0));
  printf("%d ", __atomic_test_and_set(&taken, 0));
  __atomic_clear(&taken, 0);
  __sync_synchronize();
  printf("%d\n", taken);
  return 0;
}
