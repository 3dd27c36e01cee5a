// expect: 3:10 error empty
int main(void) {
  return '';
}
