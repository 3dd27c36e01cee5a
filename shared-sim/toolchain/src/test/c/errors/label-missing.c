// expect: 3:8 error end
int main(void) {
  goto end;
  return 0;
}
