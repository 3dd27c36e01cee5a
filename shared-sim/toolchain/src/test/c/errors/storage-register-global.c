// expect: 2:14 error register
register int a;
int main(void) { return 0; }
