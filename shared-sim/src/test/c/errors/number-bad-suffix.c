// expect: 3:10 error suffix
int main(void) {
  return 12xyz;
}
