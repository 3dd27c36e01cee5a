// expect: 3:10 warning character
int main(void) {
  return 'ab';
}
