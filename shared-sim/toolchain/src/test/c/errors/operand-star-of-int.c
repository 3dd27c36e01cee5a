// expect: 4:10 error pointer int
int main(void) {
  int a = 1;
  return *a;
}
