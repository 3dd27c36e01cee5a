// expect: 4:12 warning pointer integer
int main(void) {
  char *p = "a";
  return p == 5;
}
