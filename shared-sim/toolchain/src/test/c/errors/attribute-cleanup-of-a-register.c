// expect: 6:16 error register

static void note(int *p) { *p = 0; }

int main(void) {
  register int a __attribute__((cleanup(note))) = 1;
  return a;
}
