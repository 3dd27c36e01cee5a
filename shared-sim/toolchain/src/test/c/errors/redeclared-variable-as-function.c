// expect: 3:5 error a
int a;
int a(void);
int main(void) { return 0; }
