// expect: 6:5 error while expected
int main(void) {
  int n = 0;
  do {
    n++;
  } 
  return n;
}
