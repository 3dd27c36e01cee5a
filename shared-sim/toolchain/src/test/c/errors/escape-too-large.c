// expect: 3:13 warning escape
int main(void) {
  return *"a\x123";
}
