// expect: 4:14 error braces
int main(void) {
  int a = 1;
  int v[3] = a;
  return v[0];
}
