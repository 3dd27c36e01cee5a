// expect: 3:7 error while keyword name
int main(void) {
  int while = 3;
  return 0;
}
