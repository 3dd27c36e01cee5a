// expect: 6:31 warning automatic ignored

static void note(int *p) { *p = 0; }

int main(void) {
  static int a __attribute__((cleanup(note))) = 1;
  note(&a);
  return a;
}
