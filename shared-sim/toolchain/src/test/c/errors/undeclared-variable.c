// expect: 3:10 error count not declared
int main(void) {
  return count;
}
