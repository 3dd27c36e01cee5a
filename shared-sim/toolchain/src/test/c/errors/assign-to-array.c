// expect: 4:5 error array
int main(void) {
  int a[3], b[3] = {1, 2, 3};
  a = b;
  return a[0];
}
