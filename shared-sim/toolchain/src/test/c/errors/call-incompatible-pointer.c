// expect: 5:12 error pointer
int f(char *);
int main(void) {
  int v[2] = {0, 1};
  return f(v);
}
