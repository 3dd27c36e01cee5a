// expect: 2:2 warning pragma
#pragma unheard of
int main(void) { return 0; }
