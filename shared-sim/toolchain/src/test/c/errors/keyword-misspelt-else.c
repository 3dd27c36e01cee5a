// expect: 6:5 1 error elseif else
int main(void) {
  int x = 1;
  if (x) {
    x = 2;
  } elseif (x == 2) {
    x = 3;
  }
  return x;
}
