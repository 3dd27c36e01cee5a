// expect: 4:10 warning 256 unsigned char
int f(unsigned char c) {
  switch (c) {
    case 256: return 1;
    case 255: return 2;
  }
  return 0;
}
