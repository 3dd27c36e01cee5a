// expect: 2:67 error second
int main(void) { return _Generic(1, char: 1, signed int: 2, char: 3, default: 0); }
