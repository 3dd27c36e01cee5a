// expect: 4:11 error integer
int main(void) {
  int v[2] = {1, 2};
  return v[1.5];
}
