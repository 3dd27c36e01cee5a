// expect: 3:14 error constant
int n = 3;
enum e { A = n };
int main(void) { return A; }
