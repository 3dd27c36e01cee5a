// expect: 3:13 error \x
int main(void) {
  return *"a\xg";
}
