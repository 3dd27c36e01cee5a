// expect: 3:7 error incomplete
int main(void) {
  int a[];
  return 0;
}
