// expect: 5:10 error integer
int main(int argc, char **argv) {
  (void)argv;
  switch (argc) {
    case 1.5: return 1;
  }
  return 0;
}
