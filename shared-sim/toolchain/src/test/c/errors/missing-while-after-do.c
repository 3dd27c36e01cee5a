// expect: 7:3 error while expected
int main(void) {
  int n = 0;
  do {
    n++;
  } 
  return n;
}
