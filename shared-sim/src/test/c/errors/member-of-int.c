// expect: 4:11 error member
int main(void) {
  int a = 1;
  return a.x;
}
