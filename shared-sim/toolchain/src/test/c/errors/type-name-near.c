// expect: 3:1 error intger type
typedef int integer;
intger f(void);
int main(void) { return 0; }
