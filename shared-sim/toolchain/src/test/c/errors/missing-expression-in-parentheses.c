// expect: 3:12 error expression expected
int main(void) {
  int a = ();
  return a;
}
