// expect: 3:10 error constant
int n = 3;
enum e { A = n };
int main(void) { return A; }
