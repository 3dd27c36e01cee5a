// expect: 3:7 error a
int main(void) {
  int a[];
  return 0;
}
