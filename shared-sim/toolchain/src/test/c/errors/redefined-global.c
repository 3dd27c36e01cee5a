// expect: 3:5 error a
int a = 1;
int a = 2;
int main(void) { return a; }
