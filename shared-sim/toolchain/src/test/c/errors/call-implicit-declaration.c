// expect: 3:10 error undeclared_function declared
int main(void) {
  return undeclared_function(1);
}
