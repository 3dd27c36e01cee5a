// expect: 4:4 warning index 3 int [3]
int main(void) {
  int a[3], *end = &a[3];
  a[3] = 1;
  return end == a;
}
