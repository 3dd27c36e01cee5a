// expect: 3:13 error A
enum e { A, B };
enum f { C, A };
int main(void) { return B + C; }
