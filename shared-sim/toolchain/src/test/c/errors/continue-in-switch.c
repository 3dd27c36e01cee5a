// expect: 5:13 error continue
int main(int argc, char **argv) {
  (void)argv;
  switch (argc) {
    case 1: continue;
  }
  return 0;
}
