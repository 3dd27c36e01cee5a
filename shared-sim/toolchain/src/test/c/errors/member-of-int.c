// expect: 4:12 error member
int main(void) {
  int a = 1;
  return a.x;
}
