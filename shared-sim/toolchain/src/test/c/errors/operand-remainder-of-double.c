// expect: 4:18 error % double
int main(void) {
  double d = 5.5;
  return (int)(d % 2);
}
