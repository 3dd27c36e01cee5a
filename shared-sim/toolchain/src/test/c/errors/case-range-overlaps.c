// expect: 6:5 error 5
int main(int argc, char **argv) {
  (void)argv;
  switch (argc) {
    case 1 ... 9: return 1;
    case 5: return 2;
  }
  return 0;
}
