// expect: 3:10 warning undeclared_function declared
int main(void) {
  return undeclared_function(1);
}
