// expect: 4:5 error value
enum e { A, B };
int main(void) {
  A = 3;
  return B;
}
