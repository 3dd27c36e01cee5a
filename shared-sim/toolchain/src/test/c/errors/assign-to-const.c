// expect: 4:9 error const limit
int main(void) {
  const int limit = 5;
  limit = 6;
  return limit;
}
