// expect: 4:10 error lenght declared length
int main(void) {
  int length = 3;
  return lenght + 1;
}
