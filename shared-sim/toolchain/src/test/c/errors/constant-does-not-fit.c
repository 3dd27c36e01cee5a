// expect: 2:19 warning 300
unsigned char c = 300;
int main(void) { return c; }
