// expect: 3:19 error weaker
int main(void) {
  _Alignas(1) int x = 0;
  return x;
}
