// expect: 6:10 error constant
int main(int argc, char **argv) {
  (void)argv;
  int n = 3;
  switch (argc) {
    case n: return 1;
  }
  return 0;
}
