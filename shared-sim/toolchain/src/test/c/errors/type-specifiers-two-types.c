// expect: 3:7 error float
int main(void) {
  int float a = 1;
  return 0;
}
