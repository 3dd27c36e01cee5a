// expect: 5:10 error i not declared
int main(void) {
  for (int i = 0; i < 3; i++)
    ;
  return i;
}
