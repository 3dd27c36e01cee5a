// expect: 3:13 warning \q
int main(void) {
  return *"a\qb";
}
