// expect: 4:13 error ] expected
int main(void) {
  int v[3] = {1, 2, 3};
  return v[1;
}
