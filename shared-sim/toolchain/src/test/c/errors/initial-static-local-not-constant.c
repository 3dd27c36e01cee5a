// expect: 3:18 error constant
int main(int argc, char **argv) {
  static int a = argc;
  return a;
}
