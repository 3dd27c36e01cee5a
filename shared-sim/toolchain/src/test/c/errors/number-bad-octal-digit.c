// expect: 3:10 error 9
int main(void) {
  return 0129;
}
