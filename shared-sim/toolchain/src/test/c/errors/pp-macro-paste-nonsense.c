// expect: 4:12 error token
#define PASTE(a, b) a##b
int main(void) {
  return 1 PASTE(+, /) 2;
}
