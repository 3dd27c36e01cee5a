// expect: 6:24 error Parameter note long int

static void note(long *p) { *p = 0; }

int main(void) {
  int a __attribute__((cleanup(note))) = 1;
  return a;
}
