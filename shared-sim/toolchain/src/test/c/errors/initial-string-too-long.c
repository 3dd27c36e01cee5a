// expect: 2:13 warning string
char s[3] = "too long";
int main(void) { return s[0]; }
