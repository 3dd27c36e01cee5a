// expect: 2:7 error void
void a[3];
int main(void) { return 0; }
